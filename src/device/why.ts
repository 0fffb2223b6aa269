/**
 * Told of every decision: the rule's ID, its answer, and the values that led to it. Rules call it as
 * `why?.('RX3', held, { … })`, so that a run without a trace does not even build the values.
 */
export type Why = (rule: string, held: boolean, values: RuleValues) => void

export type RuleValues = Readonly<Record<string, string | number | boolean>>
