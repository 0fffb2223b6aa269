/** What is recorded of kernels about claims, gathered when the page is built. */
export interface ClaimEvidence {
  readonly labs: readonly RecordedLab[]
  /** By saying: on which kernels how many of its worlds were played, and came out the same. */
  readonly played: Readonly<Record<string, readonly Played[]>>
}

export interface RecordedLab {
  readonly id: string
  /** The script without its remarks. */
  readonly commands: string
  /** Oldest first. */
  readonly kernels: readonly string[]
}

export interface Played {
  readonly kernel: string
  readonly worlds: number
}
