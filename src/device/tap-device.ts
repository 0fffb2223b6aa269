import type { Frame } from '../frame/frame.ts'
import type { Device, DeviceOf } from './device.ts'
import type { Ring } from './ring.ts'

export type Tun = DeviceOf<'tun'>

/** Who may attach, as `ip tuntap add` noted it; root always may. */
export interface TunOwner {
  readonly user?: number
  readonly group?: number
}

/** struct tun_struct, of one queue. */
export interface TunDriver {
  readonly kind: 'tun'
  /** IFF_TAP carries Ethernet frames, IFF_TUN bare IP packets: that one can be made and shown, but not used. */
  readonly mode: 'tap' | 'tun'
  /** IFF_PERSIST: it outlives the process that made it. */
  persist: boolean
  /** What a reader gets before each frame (IFF_NO_PI turned round, IFF_VNET_HDR): as the last who attached asked for. */
  packetInfo: boolean
  vnetHeader: boolean
  /** Megabits a second, as it is told: nothing is that slow, or that fast. */
  readonly speed: number
  readonly owner: TunOwner
  /** Who is attached, if anybody is. */
  file: TapFile | undefined
}

/** A tun carries no Ethernet: it has no address, and nothing that needs one can stand on it. */
export function isPointToPoint({ driver }: Device): boolean {
  return driver.kind === 'tun' && driver.mode === 'tun'
}

/** struct tap_dev: what makes a macvlan a macvtap, and an ipvlan an ipvtap. It is the device's own rx_handler. */
export interface TapPort {
  readonly kind: 'tap'
  readonly driver: 'macvtap' | 'ipvtap'
  /** Of the node /dev/tapN: each driver's numbers on a machine, the lowest that is free. */
  readonly minor: number
  /** Who has opened /dev/tapN, if anybody has. */
  file: TapFile | undefined
}

/** struct tap_queue, struct tun_file: an open file at whose other end is a device. */
export interface TapFile {
  /** undefined once that is deleted. */
  dev: Device | undefined
  readonly ring: Ring<WaitingFrame>
  /** Whoever reads it is a virtual machine: it writes to this one what it reads here, and the other way round. */
  mate: TapFile | undefined
}

/** A frame that the device has handed over and nobody has read. */
export interface WaitingFrame {
  readonly frame: Frame
  /** The trace's number for it. */
  readonly copy: number
}

/** What makes `dev` a macvtap or an ipvtap; undefined if it is neither. */
export function tapPortOf({ driver }: Device): TapPort | undefined {
  return driver.kind === 'macvlan' || driver.kind === 'ipvlan' ? driver.tap : undefined
}

/** Major numbers are given as drivers are loaded; these are what a machine with few drivers gives. */
export const TAP_MAJORS = { macvtap: 246, ipvtap: 245 } as const
