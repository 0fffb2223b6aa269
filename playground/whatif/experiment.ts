import type { Outcome } from './outcome.ts'
import type { Trial } from './variants.ts'

/** A script that takes longer than this is given up, in milliseconds. */
const PATIENCE = 20_000
const WORKERS = 2

export type Result = Outcome | 'stopped'

/** Runs trials one after the other in workers, and can be stopped at any time. */
export class Experiment {
  readonly #queue: (readonly [number, Trial])[]
  readonly #tell: (index: number, result: Result) => void
  readonly #workers = new Set<Worker>()

  constructor(trials: readonly Trial[], tell: (index: number, result: Result) => void) {
    this.#queue = [...trials.entries()]
    this.#tell = tell
    for (let i = 0; i < Math.min(WORKERS, trials.length); i++) this.#next(this.#hire())
  }

  stop(): void {
    this.#queue.length = 0
    for (const worker of this.#workers) worker.terminate()
    this.#workers.clear()
  }

  #hire(): Worker {
    const worker = new Worker(new URL('./trial-worker.ts', import.meta.url), { type: 'module' })
    this.#workers.add(worker)
    return worker
  }

  #dismiss(worker: Worker): void {
    worker.terminate()
    this.#workers.delete(worker)
  }

  #next(worker: Worker): void {
    const job = this.#queue.shift()
    if (!job) return this.#dismiss(worker)
    const [index, trial] = job
    const timer = setTimeout(() => giveUp(), PATIENCE)
    const giveUp = () => {
      clearTimeout(timer)
      if (!this.#workers.has(worker)) return
      this.#dismiss(worker)
      this.#tell(index, 'stopped')
      this.#next(this.#hire())
    }
    worker.onerror = giveUp
    worker.onmessage = ({ data }: MessageEvent<Outcome>) => {
      clearTimeout(timer)
      this.#tell(index, data)
      this.#next(worker)
    }
    worker.postMessage(trial)
  }
}
