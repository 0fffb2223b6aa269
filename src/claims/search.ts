import fc from 'fast-check'
import type { KernelVersion } from '../device/kernel-version.ts'
import type { Wish } from '../fuzz/wish.ts'
import type { Claim } from './claim.ts'
import { judge } from './judge.ts'
import { worldsOf } from './worlds.ts'

export interface SearchOptions {
  /** The same seed finds the same world: a whole number. */
  readonly seed: number
  /** How many worlds to try before believing the claim. */
  readonly worlds: number
  /** The kernel that they behave as: DEFAULT_VERSION, unless one is given. */
  readonly kernel?: KernelVersion
}

export interface Progress {
  /** Worlds tried so far. */
  readonly worlds: number
  /** Those of them whose circumstances were the claim's. */
  readonly fit: number
  /** Requests and frames that it took. */
  readonly steps: number
}

export type Verdict = Progress &
  (
    | { readonly kind: 'holds' }
    /** One that contradicts a claim of `always`. */
    | { readonly kind: 'counterexample'; readonly world: readonly Wish[] }
    /** One that agrees with a claim of `sometimes`. */
    | { readonly kind: 'example'; readonly world: readonly Wish[] }
    /** `sometimes`, and never seen. */
    | { readonly kind: 'no example' }
    /** No world that was tried has such circumstances. */
    | { readonly kind: 'no such world' }
    | { readonly kind: 'stopped' }
  )

/** Worlds that are tried without a pause: some 20 ms. */
const SLICE = 50
/** Further slices with a find that are shrunk as well: the smallest of all is told. */
const MORE_FINDS = 3

/**
 * Looks for a world that decides the claim, slice by slice: whoever drives it may pause between slices, or leave off.
 */
export function* searchInSlices(claim: Claim, options: SearchOptions): Generator<Progress, Verdict> {
  const { seed, worlds, kernel } = options
  const count = { worlds: 0, fit: 0, steps: 0 }
  const decisive = claim.how === 'always' ? 'contradicts' : 'agrees'
  const judgeHere = (world: readonly Wish[]) => judge(claim, world, kernel)
  const isDecisive = (world: readonly Wish[]) => judgeHere(world).result === decisive
  let smallest: readonly Wish[] | undefined
  for (let slice = 0, finds = 0; count.worlds < worlds && finds <= MORE_FINDS; slice++) {
    const numRuns = Math.min(SLICE, worlds - count.worlds)
    const found = trySlice(claim, { seed: (seed + slice) | 0, numRuns }, isDecisive, (world) => {
      const { result, steps } = judgeHere(world)
      count.worlds++
      count.steps += steps.length + 1
      if (result !== 'unfit') count.fit++
      return result === decisive
    })
    if (found !== undefined) {
      finds++
      const world = minimise(found, isDecisive)
      if (smallest === undefined || world.length < smallest.length) smallest = world
    }
    yield { ...count }
  }
  if (smallest !== undefined)
    return { kind: claim.how === 'always' ? 'counterexample' : 'example', world: smallest, ...count }
  if (count.fit === 0) return { kind: 'no such world', ...count }
  return { kind: claim.how === 'always' ? 'holds' : 'no example', ...count }
}

/** A decisive world as fast-check shrank it. `tried` hears of the worlds of the search, not of those tried to shrink one. */
function trySlice(
  claim: Claim,
  { seed, numRuns }: { readonly seed: number; readonly numRuns: number },
  isDecisive: (world: readonly Wish[]) => boolean,
  tried: (world: readonly Wish[]) => boolean,
): readonly Wish[] | undefined {
  let found = false
  const property = fc.property(worldsOf(claim), (world) => {
    if (found) return !isDecisive(world)
    found = tried(world)
    return !found
  })
  return fc.check(property, { seed, numRuns }).counterexample?.[0]
}

/** Leaves out whatever can be left out: no step of what remains is idle. */
export function minimise(
  world: readonly Wish[],
  isDecisive: (world: readonly Wish[]) => boolean,
): readonly Wish[] {
  let smallest = world
  for (let at = smallest.length - 1; at >= 0; at--) {
    const shorter = smallest.toSpliced(at, 1)
    if (isDecisive(shorter)) {
      smallest = shorter
      // What came later may be idle without it.
      at = smallest.length
    }
  }
  return smallest
}

export interface AsyncSearchOptions extends SearchOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** The same, giving way to other events between slices: for a worker that must hear that it shall stop. */
export async function searchClaim(claim: Claim, options: AsyncSearchOptions): Promise<Verdict> {
  const { signal, onProgress } = options
  const search = searchInSlices(claim, options)
  let progress: Progress = { worlds: 0, fit: 0, steps: 0 }
  for (let next = search.next(); ; next = search.next()) {
    if (next.done) return next.value
    progress = next.value
    onProgress?.(progress)
    await giveWay()
    if (signal?.aborted) return { kind: 'stopped', ...progress }
  }
}

/** Until everything that waits in the event loop has had its turn, messages among it; a promise alone would not do. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel() as unknown as Pipe
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

/** What browsers and Node have alike. */
interface Pipe {
  readonly port1: { onmessage: () => void; close(): void }
  readonly port2: { postMessage(message: undefined): void }
}
