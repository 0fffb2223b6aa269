import type { ChangeName } from '../device/kernel-changes.ts'
import type { Expectation } from './read-claim.ts'

/** A sentence that people say, and what has become of it. */
export interface Saying {
  readonly id: string
  readonly says: InBoth
  readonly source: Source
  /** The claim in YAML, as `readClaim` reads it. */
  readonly yaml: string
  /** What the search says: a test sees to it. */
  readonly expect: Expectation
  /** Before that change of the kernel there are no such worlds. */
  readonly since?: ChangeName
  /** Since that change of the kernel it is the other way round. */
  readonly until?: ChangeName
  /** Why it is so, with the rules of SPEC.md. */
  readonly because: InBoth
}

export interface InBoth {
  readonly en: string
  readonly zh: string
}

/** Who said it, where, and the words: no more of them than are needed. */
export interface Source {
  readonly name: string
  readonly url: string
  readonly quote: string
}
