import type { Ipvlan, IpvlanPort } from '../device/ipvlan-device.ts'
import { readUint16, readUint32 } from '../frame/checksum.ts'
import { EtherType, type Frame, payloadOf } from '../frame/frame.ts'
import { IPV4_HLEN } from '../frame/ipv4.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'

/** Which of a packet's two addresses is asked for (use_dest); of ARP, the target's or the sender's. */
export type Side = 'source' | 'destination'

/** ipvlan_addr_lookup: the ipvlan of this port, that is up, whose IP address the frame bears. */
export function findByAddress(port: IpvlanPort, frame: Frame, side: Side): Ipvlan | undefined {
  const address = addressIn(frame, side)
  return address === undefined ? undefined : port.hash.get(address)
}

/** ipvlan_get_L3_hdr: undefined for what bears no address that an ipvlan can have, IPv6 among it while IPv6 is off. */
export function addressIn(frame: Frame, side: Side): Ipv4 | undefined {
  const bytes = payloadOf(frame)
  switch (frame.etherType) {
    case EtherType.ARP:
      return bytes.length < ARP.length ? undefined : readUint32(bytes, ARP[side])
    case EtherType.IPv4:
      return isWhole(bytes) ? readUint32(bytes, IPV4[side]) : undefined
    default:
      return undefined
  }
}

/** Where the addresses stand, whatever an ARP packet says of their length. */
const ARP = { length: 28, source: 14, destination: 24 } as const
const IPV4 = { source: 12, destination: 16 } as const

function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < IPV4_HLEN || bytes[0]! >>> 4 !== 4) return false
  const headerLength = (bytes[0]! & 15) * 4
  const total = readUint16(bytes, 2)
  return headerLength >= IPV4_HLEN && total >= headerLength && bytes.length >= total
}
