import type { Mac } from '../frame/mac.ts'
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

export const STRANGER = 0x0200_0000_00f1 as Mac
export const GROUP = 0x0100_5e01_0203 as Mac
export const EXPERIMENTAL = 0x88b5
export const LENGTH = 60

/** Addresses that a macvlan begins with: `02:00:00:00:00:a0` for the first. */
export function firstAddress(dev: string): Mac {
  return (0x0200_0000_00a0 + Number(dev.slice(1))) as Mac
}
