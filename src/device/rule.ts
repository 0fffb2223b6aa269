import type { ChangeName } from './kernel-changes.ts'
import type { Fact, RuleValues } from './why.ts'

/**
 * One decision of the kernel, as data: the code asks it, the trace names it, SPEC.md and the picture are drawn
 * from it.
 */
export interface Rule {
  /** Letters and a number, `RX3`. */
  readonly id: string
  /** A question with the answer yes or no. */
  readonly question: string
  /** The kernel function that decides. */
  readonly kernel: string
  /** Where each answer leads: the next rule's ID, or a sentence that says what becomes of the frame. */
  readonly yes: string
  readonly no: string
  /** What older kernels do not do here. */
  readonly changes?: readonly ChangeName[]
  /** Names the facts that the code gave with its answer; absent where they have their names with them. */
  readonly values?: (first: Fact | undefined, second: Fact | undefined) => RuleValues
}

/** Leads to another rule, not to an end. */
export function isRuleId(target: string): boolean {
  return /^[A-Z]+[0-9]+$/.test(target)
}
