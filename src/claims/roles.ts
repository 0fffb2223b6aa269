import { BRIDGES, CABLES } from '../fuzz/bench.ts'
import type { Stand } from '../fuzz/model-bench.ts'
import type { Place } from './claim.ts'

/** The devices of the bench that play the parts. */
export const DEVICE: Readonly<Record<Place, string>> = {
  child: 'm0',
  sibling: 'm1',
  parent: 'eth0',
  outside: 'out',
  switch: 'p0',
}

/** All of the bench that they need. */
export const STAND: Stand = {
  bridges: BRIDGES.slice(0, 1),
  cables: CABLES.filter(({ near }) => near.name === DEVICE.parent || near.name === DEVICE.outside),
}

export const OTHERS = ['m2', 'm3'] as const
