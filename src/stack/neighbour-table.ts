import type { Device } from '../device/device.ts'
import type { StackEnvironment } from './environment.ts'
import type { Neighbour, NeighbourAddress, WaitingPacket } from './inet.ts'
import type { NeighbourParameter } from './settings.ts'

/** struct neigh_table: what ARP (arp_tbl) and neighbour discovery (nd_tbl) do each in their own way. */
export interface NeighbourTable {
  readonly entries: Neighbour[]
  readonly etherType: number
  /** What an unknown neighbour is asked with. */
  readonly question: string
  /** NEIGH_VAR, as sysctl shows it. */
  parameter(dev: Device, name: NeighbourParameter): number
  /** Nanoseconds for which a confirmation is good. */
  reachableTime(dev: Device): number
  /** arp_solicit, ndisc_solicit. */
  solicit(neighbour: Neighbour): void
  /** arp_error_report, ndisc_error_report: a packet cannot be delivered, and its sender shall know. */
  fail(dev: Device, packet: WaitingPacket): void
  /** Timers are numbered; the next number. */
  nextTimer(): number
  format(address: NeighbourAddress): string
}

/** An IPv6 address is a bigint, so that an address tells its own table. */
export function tableOf({ arp, nd }: StackEnvironment, address: NeighbourAddress): NeighbourTable {
  return typeof address === 'bigint' ? nd : arp
}

const MILLISECOND = 1_000_000

/** A neighbour parameter that is a time, in nanoseconds whatever unit sysctl shows it in. */
export function nanoseconds(name: NeighbourParameter, value: number): number {
  if (name.endsWith('_ms')) return value * MILLISECOND
  // Hundredths of a second (USER_HZ) for the ones that came first.
  const isHundredths = name === 'locktime' || name === 'proxy_delay' || name === 'anycast_delay'
  return value * (isHundredths ? 10 : 1000) * MILLISECOND
}

export function parameterTime(table: NeighbourTable, dev: Device, name: NeighbourParameter): number {
  return nanoseconds(name, table.parameter(dev, name))
}
