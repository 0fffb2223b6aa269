import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Batch, type BatchResult, BatchRunner } from './batch.ts'

/** Those who play batches. */
export interface Crew {
  /** How many batches it can play at a time. */
  readonly size: number
  run(batch: Batch): Promise<BatchResult>
  close(): Promise<void>
}

/** Threads, where the program that they run has been built; else this thread alone. */
export function newCrew(size: number): Crew {
  const program = new URL('./fuzz-worker.js', import.meta.url)
  if (size <= 1 || !existsSync(fileURLToPath(program))) return new LonelyCrew()
  return new ThreadCrew(program, size)
}

class LonelyCrew implements Crew {
  readonly size = 1
  private readonly runner = new BatchRunner()

  run(batch: Batch): Promise<BatchResult> {
    return this.runner.run(batch)
  }

  close(): Promise<void> {
    return this.runner.close()
  }
}

/** Each thread has places of its own. What they all wait for is the kernel, which takes one request at a time. */
class ThreadCrew implements Crew {
  readonly size: number
  private readonly all: readonly Worker[]
  private readonly idle: Worker[]
  private readonly waiting: ((worker: Worker) => void)[] = []

  constructor(program: URL, size: number) {
    this.size = size
    this.all = Array.from({ length: size }, () => new Worker(program))
    this.idle = [...this.all]
  }

  async run(batch: Batch): Promise<BatchResult> {
    const worker = this.idle.pop() ?? (await new Promise<Worker>((resolve) => this.waiting.push(resolve)))
    try {
      return await ask(worker, batch)
    } finally {
      const next = this.waiting.shift()
      if (next) next(worker)
      else this.idle.push(worker)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((worker) => worker.terminate()))
  }
}

async function ask(worker: Worker, batch: Batch): Promise<BatchResult> {
  const over = new AbortController()
  worker.postMessage(batch)
  try {
    // once(…) rejects if the thread fails.
    const [result] = await once(worker, 'message', { signal: over.signal })
    return result
  } finally {
    over.abort()
  }
}
