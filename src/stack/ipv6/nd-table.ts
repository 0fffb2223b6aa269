import type { Device } from '../../device/device.ts'
import { EtherType } from '../../frame/frame.ts'
import { formatIpv6, type Ipv6, readIpv6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import type { NeighbourTable } from '../neighbour-table.ts'
import { addressOn } from './addresses6.ts'
import type { Inet6, Inet6Device } from './inet6.ts'
import { sendSolicitation } from './nd-send.ts'
import { neighbour6Parameter } from './settings6.ts'

/** nd_tbl. */
export function ndTable(
  stack: () => StackEnvironment,
  inet6: Inet6,
  fail: NeighbourTable['fail'],
): NeighbourTable {
  const idevOf = ({ id, name }: Device): Inet6Device => {
    const idev = inet6.devices.get(id)
    if (idev === undefined) throw new Error(`a neighbour on ${name}, which has no IPv6`)
    return idev
  }
  return {
    entries: inet6.neighbours,
    etherType: EtherType.IPv6,
    question: 'a neighbour solicitation',
    parameter: (dev, name) => neighbour6Parameter(idevOf(dev), name),
    reachableTime: (dev) => idevOf(dev).reachableTime,
    solicit(neighbour) {
      const idev = idevOf(neighbour.dev)
      // The packet that waits knows best which address of ours is meant.
      const waiting = neighbour.queue.at(-1)
      const source = waiting && readIpv6(waiting.bytes, 8)
      const own = source !== undefined && addressOn(idev, source)?.tentative === false
      sendSolicitation(stack(), idev, neighbour, own ? source : undefined)
    },
    fail,
    nextTimer: () => ++inet6.lastTimer,
    format: (address) => formatIpv6(address as Ipv6),
  }
}
