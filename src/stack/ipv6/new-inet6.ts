import type { Inet6 } from './inet6.ts'

/** The IPv6 of a new namespace; `on` is what its devices begin with (disable_ipv6). */
export function newInet6(on: boolean): Inet6 {
  const disabled = on ? 0 : 1
  return {
    devices: new Map(),
    routes: [],
    neighbours: [],
    confAll: new Map([['disable_ipv6', disabled]]),
    confDefault: new Map([['disable_ipv6', disabled]]),
    neighbourDefault: new Map(),
    sysctls: new Map(),
    peers: new Map(),
    lastTimer: 0,
  }
}
