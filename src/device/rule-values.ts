import type { Frame } from '../frame/frame.ts'
import { formatMac } from '../frame/mac.ts'
import type { Rule } from './rule.ts'
import type { Fact, RuleValues } from './why.ts'

/** Ways to put a rule's facts in words: what a `Rule` has for its `values`. */
type Naming = NonNullable<Rule['values']>

/** Facts that are values already, by name. */
export function named(first: string, second?: string): Naming {
  return (a, b) => ({ [first]: plain(a), ...(second === undefined ? {} : { [second]: plain(b) }) })
}

export const destination: Naming = (frame) => ({ dst: formatMac((frame as Frame).dst) })

export function destinationAnd(name: string): Naming {
  return (frame, other) => ({ dst: formatMac((frame as Frame).dst), [name]: plain(other) })
}

export const source: Naming = (frame) => ({ src: formatMac((frame as Frame).src) })

export function sourceAnd(name: string): Naming {
  return (frame, other) => ({ src: formatMac((frame as Frame).src), [name]: plain(other) })
}

/** `none` while the kernel knows none. */
export const etherType: Naming = (frame) => {
  const { etherType, unparsed } = frame as Frame
  return { etherType: unparsed ? 'none' : `0x${etherType.toString(16).padStart(4, '0')}` }
}

/** A look-up that found nothing gives no name. */
function plain(fact: Fact | undefined): string | number | boolean {
  return fact === undefined ? 'none' : (fact as string | number | boolean)
}

/** The facts of a decision in words. Without a naming of its own, a rule has given them by name. */
export function valuesOf(rule: Rule, facts: readonly [Fact?, Fact?]): RuleValues {
  const [first, second] = facts
  return rule.values?.(first, second) ?? ((first ?? {}) as RuleValues)
}
