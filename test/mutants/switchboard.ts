import type { Change } from './mutate.ts'

/** The mutant that lives now, and what has been asked since it was switched on. */
const state = {
  site: -1,
  change: 'not' as Change,
  reached: new Set<number>(),
  asked: 0,
  limit: Number.POSITIVE_INFINITY,
}

/** A mutated loop may never end. */
export class TooManyQuestions extends Error {}

/** What every condition of the mutated sources goes through. `equal`: whether the two sides are the same. */
export function held<T>(site: number, value: T, equal = false): T | boolean {
  if (++state.asked > state.limit) throw new TooManyQuestions(`more than ${state.limit} questions`)
  if (state.site === -1) state.reached.add(site)
  return site === state.site ? changed(value, equal) : value
}

function changed(value: unknown, equal: boolean): boolean {
  switch (state.change) {
    case 'true':
      return true
    case 'false':
      return false
    case 'not':
      return !value
    case 'bound':
      return equal ? !value : Boolean(value)
  }
}

/** Nothing is changed; tells afterwards which conditions were met, and how many times anything was asked. */
export function observe(): () => { readonly reached: ReadonlySet<number>; readonly asked: number } {
  Object.assign(state, { site: -1, reached: new Set(), asked: 0, limit: Number.POSITIVE_INFINITY })
  return () => ({ reached: state.reached, asked: state.asked })
}

export function switchOn(site: number, change: Change, limit: number): void {
  Object.assign(state, { site, change, asked: 0, limit })
}

export function isExhausted(): boolean {
  return state.asked > state.limit
}
