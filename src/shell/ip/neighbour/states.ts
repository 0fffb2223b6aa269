import type { NudState } from '../../../stack/inet.ts'
import { readUnsigned } from '../numbers.ts'
import { invalid, notModelled } from '../stop.ts'
import { choose } from '../words.ts'

/** NUD_*: the state bits, by which a filter names several at once. */
export const STATES: Readonly<Record<NudState, number>> = {
  none: 0,
  incomplete: 0x01,
  reachable: 0x02,
  stale: 0x04,
  delay: 0x08,
  probe: 0x10,
  failed: 0x20,
  noarp: 0x40,
  permanent: 0x80,
}

/** Stands for `none` in a filter, which has no bit of its own. */
export const NONE_BIT = 0x100

const WORDS: readonly (readonly [string, NudState])[] = [
  ['permanent*', 'permanent'],
  ['reachable*', 'reachable'],
  ['noarp', 'noarp'],
  ['none', 'none'],
  ['stale', 'stale'],
  ['incomplete', 'incomplete'],
  ['delay', 'delay'],
  ['probe', 'probe'],
  ['failed*', 'failed'],
]

/** nud_state_a2n(): a name or a number; undefined if it is neither. */
export function readState(word: string): number | undefined {
  const named = choose(WORDS, word)
  if (named) return STATES[named]
  const bits = readUnsigned(word)
  return bits === undefined || bits >= NONE_BIT || (bits & (bits - 1)) !== 0 ? undefined : bits
}

export function requireState(word: string): NudState {
  const bits = readState(word) ?? invalid(word, 'nud state is bad')
  return nameOfState(bits) ?? notModelled(`nud ${word}`)
}

function nameOfState(bits: number): NudState | undefined {
  return (Object.keys(STATES) as NudState[]).find((state) => STATES[state] === bits)
}
