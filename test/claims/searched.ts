import type { Claim } from '../../src/claims/claim.ts'
import { readClaim } from '../../src/claims/read-claim.ts'
import { type SearchOptions, searchInSlices, type Verdict } from '../../src/claims/search.ts'

/** Throws where the text is no claim. */
export function claimIn(yaml: string): Claim {
  const read = readClaim(yaml)
  if (!read.ok) throw new Error(read.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return read.written.claim
}

export function search(claim: Claim, options: Partial<SearchOptions> = {}): Verdict {
  const slices = searchInSlices(claim, { seed: 1, worlds: 500, ...options })
  for (let next = slices.next(); ; next = slices.next()) if (next.done) return next.value
}
