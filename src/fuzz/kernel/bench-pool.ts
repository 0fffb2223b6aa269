import { KernelBench } from './kernel-bench.ts'

/** Benches in turn: while one is cleared, which is slow, another is in use. */
export class BenchPool {
  /** How many had to be made: some worlds leave what cannot be undone. */
  made = 0
  private live = 0
  private readonly idle: { readonly bench: KernelBench; readonly cleared: Promise<boolean> }[] = []
  private readonly size: number

  constructor(size: number) {
    this.size = size
  }

  /** A bench as new. */
  async take(): Promise<KernelBench> {
    if (this.live < this.size || this.idle.length === 0) return this.make()
    const { bench, cleared } = this.idle.shift()!
    if ((await cleared) && bench.restore()) return bench
    this.drop(bench)
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
      this.drop(bench)
    }
  }

  private make(): KernelBench {
    this.made++
    this.live++
    return new KernelBench()
  }

  private drop(bench: KernelBench): void {
    this.live--
    bench.close()
  }
}
