import type { Device } from '../device/device.ts'
import type { KernelBehaviour, KernelVersion } from '../device/kernel-version.ts'
import type { TapFile } from '../device/tap-device.ts'
import type { Frame } from '../frame/frame.ts'
import type { Inet } from '../stack/inet.ts'
import type { Inet6 } from '../stack/ipv6/inet6.ts'
import type { PacketType } from './packet-type.ts'
import type { Socket } from './sockets.ts'
import type { Timer } from './timers.ts'
import type { Trace } from './trace.ts'

/**
 * Everything there is: machines, their namespaces and devices, the clock, and what is under way. Plain data,
 * so that it can be cloned, compared and saved; the functions of this folder are the only ones that change it.
 */
export interface World {
  readonly settings: Settings
  /** What kernels of `settings.kernel` do. */
  readonly kernel: KernelBehaviour
  /** Virtual time in nanoseconds. */
  now: number
  readonly machines: Map<string, Machine>
  /** By id. */
  readonly namespaces: Map<number, Netns>
  /** Received frames that no one has looked at yet (the softirq backlog), oldest first. */
  readonly backlog: Backlog
  /** Macvlan ports with group frames in their queue (the kernel's work queue), oldest first. */
  readonly works: Device[]
  /** Files of virtual machines in which frames wait to be carried on, oldest first. */
  readonly unread: TapFile[]
  readonly timers: Timer[]
  readonly sockets: Set<Socket>
  nextId: number
  randomState: number
  /** The last storm that was cut short, until someone has told of it. */
  storm: Storm | undefined
  /** Absent: nothing is recorded, and recording costs nothing. */
  trace: Trace | undefined
}

/** An endless circulation of frames, and where it was cut. */
export interface Storm {
  readonly machine: string
  readonly dev: string
  readonly receptions: number
}

export interface Settings {
  /** How the kernels of this world were built: what `modprobe` and `lsmod` answer. */
  readonly modules: 'module' | 'builtin' | 'none'
  /** CONFIG_VLAN_8021Q, and the VLAN filter of bridges, which comes with it. */
  readonly vlans: boolean
  /** CONFIG_IPVLAN, and CONFIG_IPVTAP with it. */
  readonly ipvlans: boolean
  /** IPv6 is on in the namespaces of machines, as Linux has it; switches never speak it. */
  readonly ipv6: boolean
  /** Whose rules hold: kernels differ. */
  readonly kernel: KernelVersion
  /** `uname -r`. */
  readonly kernelRelease: string
  /** Source of every random choice, random MAC addresses among them. */
  readonly seed: number
  /** A packet socket watches every namespace, as the kernel run's tracer does: some drop counters depend on it. */
  readonly tapped: boolean
  /** Frames that one send may cause before the world calls it a storm. */
  readonly stormLimit: number
}

export interface Machine {
  readonly name: string
  readonly root: Netns
  /** IPv6 is on in its namespaces. */
  readonly ipv6: boolean
  /** `ip netns add`, by name, in order of creation. */
  readonly named: Map<string, Netns>
  readonly loadedModules: Set<string>
  /** A virtual machine: its NICs, and the files of the devices that they are plugged into (`vm start`). */
  readonly guest: readonly Plug[] | undefined
}

/** The file that a guest's NIC is, and the file of the host's device; each is the other's mate. */
export interface Plug {
  readonly inside: TapFile
  readonly outside: TapFile
}

/** A network namespace (struct net). */
export interface Netns {
  readonly id: number
  readonly machine: string
  /** '' for the root namespace of its machine. */
  readonly name: string
  /** By ifindex, in order of ifindex. */
  readonly devices: Map<number, Device>
  readonly byName: Map<string, Device>
  /** The last index that was given, not asked for. */
  lastIfindex: number
  /** How many devices have come to be here. */
  lastListed: number
  highestIfindex: number
  readonly inet: Inet
  readonly inet6: Inet6
  /** Ids that this namespace has given to others (`link-netnsid`), by namespace id. */
  readonly netnsIds: Map<number, number>
  /** Its name, if it has one, and each process that was started in it keep it alive. */
  holders: number
}

/** A ring of pending receptions in parallel arrays: nothing is allocated for each frame. */
export interface Backlog {
  readonly devices: (Device | undefined)[]
  readonly frames: (Frame | undefined)[]
  readonly types: PacketType[]
  readonly copies: number[]
  head: number
  length: number
}
