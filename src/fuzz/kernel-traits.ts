import type { KernelVersion } from '../device/kernel-version.ts'

/** What the model must know of a kernel to be it. */
export interface KernelTraits {
  /** Without it, the one that a simulator's world is by itself. */
  readonly version?: KernelVersion | undefined
  /** It has 802.1Q, its bridges the VLAN filter. */
  readonly vlans?: boolean | undefined
  /** It has ipvlan. */
  readonly ipvlans?: boolean | undefined
  /** Its drivers are modules (the default), or part of it: that decides who hears of an event first. */
  readonly modules?: 'module' | 'builtin' | 'none' | undefined
  /** It has IPv6: whether worlds have it is all that it decides. */
  readonly ipv6?: boolean | undefined
  /** Taps may be made: whether worlds have them is all that it decides. */
  readonly taps?: boolean | undefined
}

/** For what is kept for each kind of kernel. */
export function traitsKey({ version, vlans = false, ipvlans = false, modules }: KernelTraits): string {
  return `${version} ${vlans} ${ipvlans} ${modules}`
}
