import type { Device } from './device.ts'

/** IFF_UNICAST_FLT: a veth, and others that have no filter of their own, must be promiscuous instead. */
export function filtersUnicast({ driver }: Device): boolean {
  const { kind } = driver
  return kind === 'macvlan' || kind === 'vlan' || kind === 'ipvlan' || (kind === 'veth' && driver.physical)
}
