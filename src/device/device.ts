import type { Mac } from '../frame/mac.ts'
import type { AddressList } from './address-list.ts'
import type { BridgeDriver, BridgePort } from './bridge-device.ts'
import type { Counters } from './counters.ts'
import type { IpvlanDriver, IpvlanPort } from './ipvlan-device.ts'
import type { MacvlanDriver, MacvlanPort } from './macvlan-device.ts'
import type { TapPort, TunDriver } from './tap-device.ts'
import type { VlanDriver, VlanGroup } from './vlan-device.ts'

/**
 * A network device (struct net_device): plain data that can be cloned, compared and saved. What every kind has
 * is here; what only one kind has is in its `driver`. All devices have the same fields in the same order, so
 * that the frame path stays monomorphic.
 */
export interface Device {
  /** Unique in the world, never reused. */
  readonly id: number
  name: string
  /** Unique in its namespace. */
  ifindex: number
  /** Its place in its namespace's list of devices (dev_base_head): who came later has more. */
  listed: number
  /** Id of the namespace that holds it. */
  netns: number
  /** The driver's kind, here as well because the frame path asks it of every device. */
  readonly kind: DriverKind
  readonly driver: Driver

  mac: Mac
  /** The address it was made with; undefined where the kernel knows none. */
  permanentMac: Mac | undefined
  /** NET_ADDR_*: how it came by its address. */
  addressAssigned: 'permanent' | 'random' | 'stolen' | 'set'
  mtu: number
  minMtu: number
  maxMtu: number
  txQueueLength: number
  group: number
  alias: string

  /** Admin state: IFF_UP. Cached from the link state machine for the frame path. */
  up: boolean
  /** netif_carrier_ok. */
  carrier: boolean
  /** RFC 2863, as `ip link` prints it while the device is up. */
  operstate: Operstate
  /** It has been up in this namespace, so that its real queue replaced the no-op one: `qdisc noqueue`. */
  queueAttached: boolean
  /** IFF_PROMISC and IFF_ALLMULTI as a user asked for them; each adds one to its count. */
  promiscFlag: boolean
  allmultiFlag: boolean
  /** How many users want it promiscuous, or want all multicast (dev->promiscuity, dev->allmulti). */
  promiscuity: number
  allmulti: number
  /** uc_promisc: one of these users is the device itself, which has no filter for its unicast list. */
  unicastPromisc: boolean
  /** IFF_NOARP, IFF_MULTICAST: `ip link set … arp off`, `multicast off`. */
  arp: boolean
  multicastFlag: boolean

  /** Filter lists: what the device was asked to receive besides its own address and broadcast. */
  readonly unicast: AddressList
  readonly multicast: AddressList
  /** IPv6's group of all nodes: it cannot carry IPv6, is in it, is in it and will leave when it goes down, has left. */
  allNodes: 'absent' | 'joined' | 'ready' | 'left'

  /** The bridge it is a port of (IFLA_MASTER). */
  master: Device | undefined
  /** Who takes frames that it receives before the protocols do (dev->rx_handler). */
  rxHandler: RxHandler | undefined
  /** The VLAN devices that stand on it, which take their frames before the rx_handler does (dev->vlan_info). */
  vlanGroup: VlanGroup | undefined
  /** Where it is and what it is called, as an object that never changes: a new one replaces it. */
  place: DevicePlace
  /** How many packet sockets watch it. */
  taps: number
  readonly counters: Counters
}

/** What a trace record says of a device. */
export interface DevicePlace {
  readonly machine: string
  readonly netns: string
  readonly dev: string
  readonly device: number
}

export type Operstate = 'unknown' | 'notpresent' | 'down' | 'lowerlayerdown' | 'testing' | 'dormant' | 'up'

export type Driver =
  | LoopbackDriver
  | DummyDriver
  | VethDriver
  | BridgeDriver
  | MacvlanDriver
  | IpvlanDriver
  | TunDriver
  | VlanDriver

export type RxHandler = MacvlanPort | IpvlanPort | BridgePort | TapPort

export interface LoopbackDriver {
  readonly kind: 'loopback'
}

export interface DummyDriver {
  readonly kind: 'dummy'
}

/**
 * One end of a cable: a veth, or a physical NIC. They differ in two settings only: whether the receiver filters
 * by address in hardware, and how `ip` prints it.
 */
export interface VethDriver {
  readonly kind: 'veth'
  /** The other end; undefined once that is gone. */
  peer: Device | undefined
  /** A physical NIC with a unicast and multicast filter (IFF_UNICAST_FLT) instead of a veth. */
  readonly physical: boolean
}

export type DriverKind = Driver['kind']
export type DeviceOf<K extends DriverKind> = Device & { readonly driver: Extract<Driver, { kind: K }> }

/** rtnl_link_ops->kind: the kernel's name for it. A macvtap is a macvlan that ends in a program, an ipvtap an ipvlan. */
export function kindName({ driver }: Device): DriverKind | 'macvtap' | 'ipvtap' {
  if (driver.kind === 'macvlan' && driver.tap !== undefined) return 'macvtap'
  return driver.kind === 'ipvlan' && driver.tap !== undefined ? 'ipvtap' : driver.kind
}

export function isKind<K extends DriverKind>(device: Device, kind: K): device is DeviceOf<K> {
  return device.kind === kind
}

/** netif_oper_up: whether `ip` shows the device as running. */
export function isRunning(device: Device): boolean {
  return device.up && (device.operstate === 'up' || device.operstate === 'unknown')
}
