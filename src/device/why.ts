import type { Frame } from '../frame/frame.ts'

/**
 * Told of every decision: the rule's ID, its answer, and what led to it. Rules call it as
 * `why?.('RX3', held, frame, name)`, so that a run without a trace does not even look at the facts; with one, they
 * are kept as they are (nothing is formatted), and the rule's `values` puts them in words when somebody reads.
 * A plain object of named values speaks for itself.
 */
export type Why = (rule: string, held: boolean, first?: Fact, second?: Fact) => void

/** Facts must never change afterwards: a device is none, its name is. */
export type Fact = string | number | boolean | Frame | RuleValues

export type RuleValues = Readonly<Record<string, string | number | boolean>>
