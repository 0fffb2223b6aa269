import { readClaim } from '../../src/claims/read-claim.ts'
import { searchInSlices } from '../../src/claims/search.ts'
import { CLAIM, STEPS, WORLDS } from './claim-to-search.ts'
import { type Figure, seconds } from './measure.ts'

/** How fast a claim is searched, in worlds of ten steps: as many as were drawn, by the steps that they had. */
export function claimSearch(): Figure {
  const read = readClaim(CLAIM)
  if (!read.ok) throw new Error('the claim of the bench is none')
  const slices = searchInSlices(read.written.claim, { seed: 1, worlds: WORLDS })
  let steps = 0
  const time = seconds(() => {
    for (const progress of slices) steps = progress.steps
  })
  const note = `${WORLDS} worlds with ${steps} steps in ${time.toFixed(1)} s; ${WORLDS} of ten in ${((time * WORLDS * STEPS) / steps).toFixed(1)} s`
  return { name: 'claim search: worlds of ten steps', unit: 'worlds/s', value: steps / STEPS / time, note }
}
