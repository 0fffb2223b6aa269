import type { Device } from '../device/device.ts'
import type { Frame } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Ipv6 } from '../frame/ipv6-address.ts'
import type { Arrival6 } from '../stack/environment.ts'
import type { PacketType } from './packet-type.ts'

export type Socket = PacketSocket | IcmpSocket

/** An AF_PACKET socket, ETH_P_ALL unless `etherType` says otherwise: what tcpdump and arping read. */
export interface PacketSocket {
  readonly kind: 'packet'
  readonly netns: number
  /** undefined: every device of the namespace (`tcpdump -i any`). */
  readonly dev: Device | undefined
  readonly etherType: number | undefined
  /** It asked for promiscuous mode (PACKET_ADD_MEMBERSHIP), as tcpdump does without -p. */
  readonly promiscuous: boolean
  /** What it has received and nobody has read, oldest first. */
  readonly queue: CapturedFrame[]
}

export interface CapturedFrame {
  readonly time: number
  readonly dev: Device
  readonly type: PacketType
  readonly frame: Frame
}

/** The ICMP socket of a ping: receives echo replies to its id, and errors about its requests. */
export interface IcmpSocket {
  readonly kind: 'icmp'
  readonly netns: number
  readonly id: number
  /** SO_BINDTODEVICE: what came by another is none of its business. */
  readonly dev: Device | undefined
  /** bind: what is for another address (inet_rcv_saddr) is none of its business either. */
  readonly address: Ipv4 | Ipv6 | undefined
  readonly queue: IcmpArrival[]
}

export type IcmpArrival =
  | {
      readonly kind: 'reply'
      readonly dev: Device
      readonly time: number
      readonly from: number
      readonly ttl: number
      readonly icmp: Uint8Array
      readonly to: number
    }
  /** An ICMP error; `from` is who sent it, `local` when this host's own stack gave up (ARP failed). */
  | {
      readonly kind: 'error'
      readonly dev: Device
      readonly time: number
      readonly from: number
      readonly to: number
      readonly icmpType: number
      readonly code: number
      /** The MTU that a `fragmentation needed` tells, the gateway of a redirect; else 0. */
      readonly info: number
      readonly sequence: number
      readonly local: boolean
    }
  /** The same two of ICMPv6. */
  | (DistributiveOmit<Arrival6, 'id'> & { readonly time: number })

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never
