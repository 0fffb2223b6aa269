/**
 * macvlan-lab/claims: sentences about macvlan as data, and the search for the world that contradicts them. Nothing
 * here needs Node.
 *
 *   readClaim     YAML to a claim, or what is wrong with it, line by line
 *   searchClaim   the smallest world that decides a claim, in slices that can be stopped
 *   claimLab      that world as a script for the default topology
 *   tellLab       what the lab prints, and why
 *   FOLKLORE      what people say about macvlan
 */

export * from './claim.ts'
export { FOLKLORE } from './folklore.ts'
export { judge, type Trial } from './judge.ts'
export { claimLab } from './lab.ts'
export {
  type ClaimError,
  EXPECTATIONS,
  type Expectation,
  type ReadClaim,
  readClaim,
  type WrittenClaim,
} from './read-claim.ts'
export type { Saying } from './saying.ts'
export {
  type AsyncSearchOptions,
  type Progress,
  type SearchOptions,
  searchClaim,
  searchInSlices,
  type Verdict,
} from './search.ts'
export { type LabStory, tellLab, tellVerdict } from './tell.ts'
