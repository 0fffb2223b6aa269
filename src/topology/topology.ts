import { type Mac, parseMac } from '../frame/mac.ts'

/** The physical world that a lab stands in: machines and the cables between them. Read from a file, or the default. */
export interface Topology {
  /** IPv6 is on; absent: as the script says, or off. */
  readonly ipv6?: boolean
  readonly name: string
  /** In file order. */
  readonly machines: readonly Machine[]
  /** In file order, which is also the order in which NICs get their interface indexes. */
  readonly cables: readonly Cable[]
  /** Name of the machine in whose root namespace the script runs. */
  readonly scriptMachine: string
  /** How the kernel has macvlan: what `modprobe` and `lsmod` find. A real kernel has its own answer. */
  readonly modules: ModuleSupport
}

/** Loadable, compiled in, or a kernel whose module directory is not installed. */
export type ModuleSupport = 'module' | 'builtin' | 'none'

export type Machine = LinuxMachine | BridgeMachine

export interface LinuxMachine {
  readonly kind: 'linux'
  readonly name: string
  /** Commands run at boot, in order, each as the words of one command (no shell). */
  readonly exec: readonly BootCommand[]
  /** Its NICs filter by address in hardware, as most real ones do; a veth does not. */
  readonly filtering: boolean
}

/** A switch: a machine whose root namespace holds a Linux bridge of the machine's name, its NICs as ports. */
export interface BridgeMachine {
  readonly kind: 'bridge'
  readonly name: string
  /** Ports that reflect (802.1Qbg reflective relay, `bridge link set … hairpin on`). */
  readonly hairpin: readonly string[]
}

export interface BootCommand {
  readonly words: readonly string[]
  readonly line: number
}

/** A veth pair between the root namespaces of two machines, both ends up at boot. */
export interface Cable {
  readonly ends: readonly [CableEnd, CableEnd]
  readonly mtu: number
}

export interface CableEnd {
  readonly machine: string
  readonly dev: string
  readonly mac: Mac
  /** Address given to it at boot, `192.168.1.1/24`. */
  readonly ipv4?: string
}

export const DEFAULT_MTU = 1500

/**
 * The address of a NIC whose file gives none: 52:54:00 (the locally administered prefix of virtual machines), the
 * number of the cable in the file from 1, and the end from 1. The same file always means the same addresses.
 */
export function defaultMac(cable: number, end: number): Mac {
  return (0x5254_0000_0000 + cable * 256 + end) as Mac
}

/** The world without a file: `host` and the gateway `gw`, on two ports of a switch that does not reflect. */
export const defaultTopology: Topology = {
  name: 'default',
  machines: [
    { kind: 'linux', name: 'host', exec: [], filtering: false },
    { kind: 'bridge', name: 'sw', hairpin: [] },
    {
      kind: 'linux',
      name: 'gw',
      exec: [{ words: ['ip', 'addr', 'add', '192.168.56.1/24', 'dev', 'eth0'], line: 0 }],
      filtering: false,
    },
  ],
  cables: [
    {
      ends: [
        { machine: 'host', dev: 'eth0', mac: defaultMac(1, 1) },
        { machine: 'sw', dev: 'p1', mac: defaultMac(1, 2) },
      ],
      mtu: DEFAULT_MTU,
    },
    {
      ends: [
        { machine: 'gw', dev: 'eth0', mac: defaultMac(2, 1) },
        { machine: 'sw', dev: 'p2', mac: defaultMac(2, 2) },
      ],
      mtu: DEFAULT_MTU,
    },
  ],
  scriptMachine: 'host',
  modules: 'module',
}

export interface Nic extends CableEnd {
  readonly mtu: number
  readonly ifindex: number
}

/**
 * A machine's NICs in the order of their cables. Index 1 is the loopback; a switch's bridge is 2 and its ports
 * follow; a linux machine's NICs start at 2.
 */
export function nicsOf(topology: Topology, machine: Machine): readonly Nic[] {
  const first = machine.kind === 'bridge' ? 3 : 2
  return topology.cables
    .flatMap((cable) => cable.ends.map((end) => ({ ...end, mtu: cable.mtu })))
    .filter((end) => end.machine === machine.name)
    .map((end, position) => ({ ...end, ifindex: first + position }))
}

/** An address as a file may give it: valid for a NIC, or undefined. */
export function parseNicMac(text: string): Mac | undefined {
  const mac = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text) ? parseMac(text) : undefined
  const group = Number.parseInt(text.slice(0, 2), 16) & 1
  return mac && !group ? mac : undefined
}
