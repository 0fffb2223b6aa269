/** How something is known to be true: which kernels did the same as the model, in which scenarios. */
export interface RuleEvidence {
  /** Releases, oldest first: `5.10`, `6.18`. */
  readonly kernels: readonly string[]
  /** Scenarios whose frames met the rule, the same on those kernels. */
  readonly scenarios: readonly string[]
}

export type Evidence = Readonly<Record<string, RuleEvidence>>
