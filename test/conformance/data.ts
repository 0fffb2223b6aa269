import type { Sums } from '../kernel-coverage/report.ts'
import type { Score } from '../mutants/score.ts'

/** What `npm run conformance` finds out, and docs/conformance.json holds: every figure of the page comes from here. */
export interface Conformance {
  readonly kernels: readonly KernelConformance[]
  readonly campaigns: readonly Campaign[]
  readonly mutants: Score
  /** null: nobody has counted yet. */
  readonly coverage: CoverageFigures | null
}

/** How the model compares with the recordings of one kernel. */
export interface KernelConformance {
  /** `6.18`, the name of the folder. */
  readonly kernel: string
  readonly releases: readonly string[]
  readonly iproute2: readonly string[]
  readonly scenarios: { readonly recorded: number; readonly same: number }
  readonly worlds: {
    readonly recorded: number
    readonly same: number
    readonly frames: number
    readonly sightings: number
  }
  /** What differs and nothing explains. */
  readonly unexplained: readonly string[]
  /** By rule: which of its answers a recording that the model agrees with has led to. */
  readonly answers: Readonly<Record<string, 'yes' | 'no' | 'both'>>
}

/** A long run of `macvlan-lab fuzz`, as its `--json` told it: one line of test/kernel/campaigns.jsonl. */
export interface Campaign {
  /** `seed 7`, or `all small worlds`. */
  readonly what: string
  readonly kernel: string
  readonly worlds: number
  readonly steps: number
  readonly frames: number
  readonly sightings: number
  readonly seconds: number
  readonly freedoms: Readonly<Record<string, number>>
  readonly differences: readonly CampaignDifference[]
}

export interface CampaignDifference {
  readonly seed: number
  readonly path: string
  readonly lines: readonly string[]
  /** What it taught, written down by hand once a named test has it and the model does as the kernel. */
  readonly mended?: string
}

export interface CoverageFigures {
  readonly release: string
  readonly framePath: Sums
  readonly configurable: Sums
}
