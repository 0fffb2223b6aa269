import type { Inet } from './inet.ts'

/** The IPv4 of a new namespace: nothing but the kernel's defaults. */
export function newInet(): Inet {
  return {
    forwarding: false,
    devices: new Map(),
    routes: [],
    hasLocalTable: false,
    neighbours: [],
    confAll: new Map(),
    confDefault: new Map(),
    neighbourDefault: new Map(),
    sysctls: new Map(),
    reassembly: [],
    exceptions: [],
    peers: new Map(),
    nextIdentification: 1,
    lastTimer: 0,
  }
}
