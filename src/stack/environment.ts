import type { Device } from '../device/device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Ipv6 } from '../frame/ipv6-address.ts'
import type { Mac } from '../frame/mac.ts'
import type { Inet, NeighbourAddress } from './inet.ts'
import type { Inet6, Timer6 } from './ipv6/inet6.ts'
import type { NeighbourTable } from './neighbour-table.ts'

/**
 * What the stack of one namespace needs of the world around it: its clock, its devices, and someone who carries
 * out what it decides. Nothing in this folder reaches out in any other way.
 */
export interface StackEnvironment {
  readonly inet: Inet
  readonly inet6: Inet6
  readonly arp: NeighbourTable
  readonly nd: NeighbourTable
  /** Virtual time, nanoseconds. */
  readonly now: number
  readonly loopback: Device
  /** dev_queue_xmit. */
  transmit(dev: Device, frame: Frame, copy: number): SendResult
  /** dev_loopback_xmit: the host's own group packet comes back up on the device that sent it. */
  loopBack(dev: Device, frame: Frame, copy: number): void
  setTimer(at: number, timer: StackTimer): void
  /**
   * Whether the device shall hear what is for all IPv6 nodes; one that is `ready` for IPv6 leaves again when it goes down,
   * one that merely joins does not.
   */
  listenToAllNodes(dev: Device, how: 'ready' | 'join' | 'leave'): void
  /** dev_mc_add, dev_mc_del. */
  joinGroup(dev: Device, mac: Mac): void
  leaveGroup(dev: Device, mac: Mac): void
  /** Whether a ping program has its socket open. */
  hasIcmpSocket(): boolean
  /** The stack of the namespace that a device is in: what an ipvlan's parent receives may be for another one. */
  stackOf(dev: Device): StackEnvironment
  /** To the sockets of ping programs. */
  deliver(arrival: Arrival): void
  /** A number from 0 up to below `bound`. */
  random(bound: number): number
  /** The listener for decisions about a copy; undefined when nothing is recorded. */
  why(dev: Device, copy: number): Why | undefined
  /** What became of a copy. */
  fate(dev: Device, copy: number, rule: string, outcome: Outcome, reason: string): void
  /** The number of a packet that begins its life here, because of `parent` (0: of itself). */
  born(dev: Device, parent: number, rule: string, reason: string): number
}

/** `refused`: the driver did not take it (NET_XMIT_DROP). */
export type SendResult = 'sent' | 'swallowed' | 'refused'

/** `forwarded`, `queued`: it goes on; the others are ends, `consumed` that of a packet that others were made of. */
export type Outcome = 'forwarded' | 'queued' | 'delivered' | 'consumed' | 'dropped'

export type ReceivedType = 'host' | 'broadcast' | 'multicast' | 'otherhost' | 'outgoing' | 'loopback'

/** Times at which the stack wants to be called again. Plain data. */
export type StackTimer =
  | {
      readonly kind: 'neighbour'
      readonly netns: number
      readonly device: number
      readonly address: NeighbourAddress
      readonly number: number
    }
  /** An address of the device may have outlived its valid lifetime. */
  | { readonly kind: 'address'; readonly netns: number; readonly device: number }
  | Timer6
  /** ipfrag_time is over for a datagram whose fragments have not all come. */
  | { readonly kind: 'reassembly'; readonly netns: number; readonly id: number }
  /** A proxy answers an ARP request late (pneigh_enqueue). */
  | {
      readonly kind: 'proxy'
      readonly netns: number
      readonly device: number
      readonly frame: Frame
      readonly copy: number
    }

/** What a raw ICMP socket reads, or finds in its error queue. */
export type Arrival = Arrival4 | Arrival6

/** The same of ICMPv6: of either kind, with the device that it came by. */
export type Arrival6 =
  | {
      readonly kind: 'reply6'
      readonly from: Ipv6
      readonly dev: Device
      readonly hopLimit: number
      readonly icmp: Uint8Array
      readonly to: Ipv6
      readonly id: number
    }
  | {
      readonly kind: 'error6'
      readonly from: Ipv6
      readonly to: Ipv6
      readonly dev: Device
      readonly icmpType: number
      readonly code: number
      readonly info: number
      readonly sequence: number
      readonly id: number
    }

export type Arrival4 =
  | {
      readonly kind: 'reply'
      readonly from: Ipv4
      /** That it came by (inet_iif). */
      readonly dev: Device
      readonly ttl: number
      readonly icmp: Uint8Array
      readonly to: Ipv4
      readonly id: number
    }
  | {
      readonly kind: 'error'
      readonly from: Ipv4
      /** Who had sent what it is about. */
      readonly to: Ipv4
      /** That it came by: the loopback device, if this host's own stack gave up (raw_icmp_error). */
      readonly dev: Device
      readonly icmpType: number
      readonly code: number
      /** The MTU that a `fragmentation needed` tells, the gateway of a redirect; else 0. */
      readonly info: number
      readonly sequence: number
      readonly local: boolean
      readonly id: number
    }
