import type { IpAddress, Ipvlan, IpvlanPort } from '../device/ipvlan-device.ts'
import { readUint16, readUint32 } from '../frame/checksum.ts'
import { ETH_HLEN, EtherType, type Frame, payloadOf } from '../frame/frame.ts'
import { Icmpv6Type } from '../frame/icmpv6.ts'
import { IPV4_HLEN } from '../frame/ipv4.ts'
import { IPV6_HLEN, NextHeader } from '../frame/ipv6.ts'
import { ANY6, readIpv6 } from '../frame/ipv6-address.ts'

/** Which of a packet's two addresses is asked for (use_dest); of ARP, the target's or the sender's. */
export type Side = 'source' | 'destination'

/** ipvlan_addr_lookup: the ipvlan of this port, that is up, whose IP address the frame bears. */
export function findByAddress(port: IpvlanPort, frame: Frame, side: Side): Ipvlan | undefined {
  return find(port, addressIn(frame, side))
}

/**
 * The same on the way out: there the frame still has its Ethernet header, which counts as part of the packet when its
 * length is checked. A packet that is cut short by as much is whole to the kernel; what it reads beyond the end is nought
 * here. What has no protocol yet bears no address.
 */
export function findByAddressAtSending(port: IpvlanPort, frame: Frame): Ipvlan | undefined {
  return frame.unparsed ? undefined : find(port, addressIn(frame, 'destination', ETH_HLEN))
}

function find(port: IpvlanPort, address: IpAddress | undefined): Ipvlan | undefined {
  return address === undefined ? undefined : port.hash.get(address)
}

/** ipvlan_get_L3_hdr: undefined for what bears no address that an ipvlan can have; `more`: bytes that count with it. */
export function addressIn(frame: Frame, side: Side, more = 0): IpAddress | undefined {
  const bytes = payloadOf(frame)
  const length = bytes.length + more
  switch (frame.etherType) {
    case EtherType.ARP:
      return length < ARP.length ? undefined : readUint32(bytes, ARP[side])
    case EtherType.IPv4:
      return isWhole(bytes, length) ? readUint32(bytes, IPV4[side]) : undefined
    case EtherType.IPv6:
      return bytes.length >= IPV6_HLEN && bytes[0]! >>> 4 === 6 ? addressIn6(bytes, side) : undefined
    default:
      return undefined
  }
}

/** Who asks without an address whether one is taken is known by what he asks for, on either side. */
function addressIn6(bytes: Uint8Array, side: Side): IpAddress | undefined {
  const unnamed = bytes[IPV6.nextHeader] === NextHeader.ICMPv6 && readIpv6(bytes, IPV6.source) === ANY6
  if (!unnamed) return readIpv6(bytes, IPV6[side])
  const asks = bytes.length >= IPV6.target + 16 && bytes[IPV6_HLEN] === Icmpv6Type.neighbourSolicitation
  return asks ? readIpv6(bytes, IPV6.target) : undefined
}

/** Where the addresses stand, whatever an ARP packet says of their length. */
const ARP = { length: 28, source: 14, destination: 24 } as const
const IPV4 = { source: 12, destination: 16 } as const
const IPV6 = { nextHeader: 6, source: 8, destination: 24, target: IPV6_HLEN + 8 } as const

function isWhole(bytes: Uint8Array, length: number): boolean {
  if (length < IPV4_HLEN || bytes[0]! >>> 4 !== 4) return false
  const headerLength = (bytes[0]! & 15) * 4
  const total = readUint16(bytes, 2)
  return headerLength >= IPV4_HLEN && total >= headerLength && length >= total
}
