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
}

/** Leads to another rule, not to an end. */
export function isRuleId(target: string): boolean {
  return /^[A-Z]+[0-9]+$/.test(target)
}
