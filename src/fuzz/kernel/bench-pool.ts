import { KernelBench } from './kernel-bench.ts'

/** How often a bench was made anew, and why: for the report. */
export interface PoolCounts {
  made: number
  restored: number
}

/** Benches in turn: while one is cleared, which is slow, the next is in use. */
export class BenchPool {
  readonly counts: PoolCounts = { made: 0, restored: 0 }
  private readonly idle: { readonly bench: KernelBench; readonly cleared: Promise<boolean> }[] = []
  private readonly size: number

  constructor(size: number) {
    this.size = size
  }

  async take(): Promise<KernelBench> {
    if (this.idle.length < this.size) return this.make()
    const { bench, cleared } = this.idle.shift()!
    if ((await cleared) && bench.restore()) {
      this.counts.restored++
      return bench
    }
    bench.close()
    return this.make()
  }

  give(bench: KernelBench): void {
    const cleared = bench.clear().then(
      () => true,
      () => false,
    )
    this.idle.push({ bench, cleared })
  }

  async close(): Promise<void> {
    for (const { bench, cleared } of this.idle.splice(0)) {
      await cleared
      bench.close()
    }
  }

  private make(): KernelBench {
    this.counts.made++
    return new KernelBench()
  }
}
