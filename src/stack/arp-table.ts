import { EtherType } from '../frame/frame.ts'
import { formatIpv4, type Ipv4 } from '../frame/ipv4-address.ts'
import { solicit } from './arp-solicit.ts'
import type { StackEnvironment } from './environment.ts'
import type { InetDevice } from './inet.ts'
import type { NeighbourTable } from './neighbour-table.ts'
import { neighbourParameter } from './settings.ts'

/** arp_tbl. `fail` is told apart, since an ICMP error leaves by a neighbour in its turn. */
export function arpTable(
  stack: () => StackEnvironment,
  { inet }: Pick<StackEnvironment, 'inet'>,
  fail: NeighbourTable['fail'],
): NeighbourTable {
  const idevOf = ({ id }: { readonly id: number }): InetDevice => inet.devices.get(id)!
  return {
    entries: inet.neighbours,
    etherType: EtherType.IPv4,
    question: 'an ARP request',
    parameter: (dev, name) => neighbourParameter(inet, idevOf(dev), name),
    reachableTime: (dev) => idevOf(dev).reachableTime,
    solicit: (neighbour) => solicit(stack(), idevOf(neighbour.dev), neighbour),
    fail,
    nextTimer: () => ++inet.lastTimer,
    format: (address) => formatIpv4(address as Ipv4),
  }
}
