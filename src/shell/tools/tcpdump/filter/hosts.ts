import { type Mac, writeMac } from '../../../../frame/mac.ts'
import { and, any, type Condition, compare, equals, load, masked, not, or } from './condition.ts'
import { ARP, etherType, frameBase, IPV4, IPV6, type Layout, networkBase, RARP } from './link.ts'

import { directed, type Protocol, type Qualifiers } from './qualifiers.ts'
import { FilterError } from './tokens.ts'

/** gen_host: an IPv4 address, or a subnet. */
export function host(layout: Layout, address: number, mask: number, q: Qualifiers): Condition {
  const what = q.kind === 'net' ? 'net' : 'host'
  const ip = () => addressIn(layout, IPV4, [12, 16], address, mask, q)
  const arp = (type: number) => addressIn(layout, type, [14, 24], address, mask, q)
  switch (q.protocol) {
    case undefined:
      return any([ip(), arp(ARP), arp(RARP)])
    case 'ip':
      return ip()
    case 'arp':
      return arp(ARP)
    case 'rarp':
      return arp(RARP)
    case 'ether':
      throw new FilterError(`link-layer modifier applied to ${what}`)
    case 'ip6':
      throw new FilterError("'ip6' modifier applied to ip host")
    default:
      throw new FilterError(`'${q.protocol}' modifier applied to ${what}`)
  }
}

function addressIn(
  layout: Layout,
  type: number,
  [source, destination]: readonly [number, number],
  address: number,
  mask: number,
  q: Qualifiers,
): Condition {
  const at = (offset: number) => {
    const field = load(networkBase(layout), offset, 4)
    return equals(mask === 0xffffffff ? field : masked(field, mask), address)
  }
  return and(etherType(layout, type), directed(q, at(source), at(destination)))
}

/** gen_ecode: a hardware address. */
export function etherHost(layout: Layout, mac: Mac, q: Qualifiers): Condition {
  if (q.protocol !== 'ether' || q.kind !== 'host')
    throw new FilterError('ethernet address used in non-ether expression')
  if (layout.target.link !== 'ethernet') {
    throw new FilterError(
      'ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel',
    )
  }
  return directed(q, macAt(6, mac), macAt(0, mac))
}

function macAt(offset: number, mac: Mac): Condition {
  const bytes = new Uint8Array(8)
  writeMac(bytes, 0, mac)
  const view = new DataView(bytes.buffer)
  const high = equals(load(frameBase(), offset, 4), view.getUint32(0))
  return and(equals(load(frameBase(), offset + 4, 2), view.getUint16(4)), high)
}

/** gen_broadcast. */
export function broadcast(layout: Layout, protocol: Protocol | undefined): Condition {
  if (protocol === undefined || protocol === 'ether') {
    if (layout.target.link !== 'ethernet') throw new FilterError('not a broadcast link')
    return macAt(0, 0xffff_ffff_ffff as Mac)
  }
  if (protocol !== 'ip') throw new FilterError('only link-layer/IP broadcast filters supported')
  const hosts = ~layout.target.netmask >>> 0
  const host = masked(load(networkBase(layout), 16, 4), hosts)
  return and(etherType(layout, IPV4), or(equals(host, 0), equals(host, hosts)))
}

/** gen_multicast. */
export function multicast(layout: Layout, protocol: Protocol | undefined): Condition {
  if (protocol === 'ip')
    return and(etherType(layout, IPV4), compare(load(networkBase(layout), 16, 1), '>=', 224))
  if (protocol === 'ip6') return and(etherType(layout, IPV6), equals(load(networkBase(layout), 24, 1), 255))
  if ((protocol === undefined || protocol === 'ether') && layout.target.link === 'ethernet') {
    return not(equals(masked(load(frameBase(), 0, 1), 1), 0))
  }
  throw new FilterError(
    'link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/802.11/ATM LANE/Fibre Channel',
  )
}

/** A subnet whose address has bits beyond its mask. */
export function checkNetwork(address: number, mask: number, written: string): void {
  if ((address & ~mask) >>> 0 !== 0) throw new FilterError(`non-network bits set in "${written}"`)
}
