import type { Claim } from '../../src/claims/claim.ts'
import type { Progress, SearchOptions, Verdict } from '../../src/claims/search.ts'

export interface HuntOrder extends SearchOptions {
  readonly claim: Claim
  /** What the script of a decisive world says of itself. */
  readonly remark: readonly string[]
}

/** `time`: milliseconds since the search began. */
export type HuntMessage =
  | { readonly time: number; readonly progress: Progress }
  | { readonly time: number; readonly verdict: Verdict; readonly script: string | undefined }

/** How far a search has come. */
export interface Sight {
  readonly progress: Progress
  /** Milliseconds. */
  readonly time: number
  readonly verdict: Verdict | undefined
  /** The world that decides the claim, as a lab. */
  readonly script?: string | undefined
  /** The worker could not go on: in its own words. */
  readonly broken?: string
}

export const NOTHING_SEEN: Sight = { progress: { worlds: 0, fit: 0, steps: 0 }, time: 0, verdict: undefined }

/** A search in a worker, which can be stopped at any time. */
export class Hunt {
  #sight = NOTHING_SEEN
  readonly #worker: Worker
  readonly #tell: (sight: Sight) => void

  constructor(order: HuntOrder, tell: (sight: Sight) => void) {
    this.#tell = tell
    this.#worker = new Worker(new URL('./hunt-worker.ts', import.meta.url), { type: 'module' })
    this.#worker.onmessage = ({ data }: MessageEvent<HuntMessage>) => this.#hear(data)
    this.#worker.onerror = ({ message }) => this.#end({ ...this.#sight, broken: message || '?' })
    this.#worker.postMessage(order)
  }

  /** What was tried until now is the answer. */
  stop(): void {
    const { progress, verdict } = this.#sight
    if (verdict === undefined) this.#end({ ...this.#sight, verdict: { kind: 'stopped', ...progress } })
  }

  /** Nobody wants to know any more. */
  drop(): void {
    this.#worker.terminate()
  }

  #hear(message: HuntMessage): void {
    if ('verdict' in message) this.#end({ ...message, progress: message.verdict })
    else this.#show({ ...message, verdict: undefined })
  }

  #end(sight: Sight): void {
    this.drop()
    this.#show(sight)
  }

  #show(sight: Sight): void {
    this.#sight = sight
    this.#tell(sight)
  }
}

/** Worlds a second; 0 before anything could be measured. */
export function paceOf({ progress, time }: Sight): number {
  return time === 0 ? 0 : Math.round((1000 * progress.worlds) / time)
}
