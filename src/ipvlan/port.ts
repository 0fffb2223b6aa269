import type { Device } from '../device/device.ts'
import type { IpvlanPort } from '../device/ipvlan-device.ts'

/** ipvlan_port_create: the flag and the mode are those that the first ipvlan asks for, or these. */
export function newPort(lowerdev: Device): IpvlanPort {
  return {
    kind: 'ipvlan',
    dev: lowerdev,
    mode: 'l3',
    flag: 'bridge',
    ipvlans: [],
    hash: new Map(),
    backlog: [],
    nextDevId: 1,
  }
}

/** The lower device's own number, hence the first that no ipvlan gets. */
const RESERVED_DEV_ID = 0xfffe

/** The next number, and after the last one the lowest that is free (ida_alloc_range). */
export function allocateDevId(port: IpvlanPort): number {
  const taken = new Set(port.ipvlans.map(({ driver }) => driver.devId))
  let id = port.nextDevId === RESERVED_DEV_ID ? 1 : port.nextDevId
  while (taken.has(id)) id = id + 1 === RESERVED_DEV_ID ? 1 : id + 1
  port.nextDevId = id + 1
  return id
}
