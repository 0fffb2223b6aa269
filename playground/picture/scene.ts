import type { Device } from '../../src/device/device.ts'
import { isKind, isRunning, kindName } from '../../src/device/device.ts'
import type { IpvlanFlag, IpvlanMode } from '../../src/device/ipvlan-device.ts'
import type { MacvlanMode } from '../../src/device/macvlan-device.ts'
import { lowerdevOf } from '../../src/device/stacking.ts'
import { tapPortOf } from '../../src/device/tap-device.ts'
import { formatIpv4 } from '../../src/frame/ipv4-address.ts'
import { formatIpv6 } from '../../src/frame/ipv6-address.ts'
import { formatMac } from '../../src/frame/mac.ts'
import type { Machine, Netns, World } from '../../src/world/world.ts'

/** What there is to draw at one moment: plain data, without a word about where it is drawn. */
export interface Scene {
  readonly machines: readonly SceneMachine[]
  readonly devices: readonly SceneDevice[]
}

export interface SceneMachine {
  readonly name: string
  readonly isSwitch: boolean
  /** A virtual machine: it stands on the machine whose devices it is plugged into. */
  readonly isGuest?: boolean
  /** The machine that scripts run on. */
  readonly isHome: boolean
  /** Its named namespaces, in order of creation. */
  readonly rooms: readonly string[]
}

export type SceneKind =
  | 'nic'
  | 'port'
  | 'macvlan'
  | 'macvtap'
  | 'ipvlan'
  | 'ipvtap'
  | 'veth'
  | 'bridge'
  | 'dummy'
  | 'tun'
  | 'vlan'

export interface SceneDevice {
  readonly id: number
  readonly name: string
  readonly machine: string
  /** '' in the root namespace. */
  readonly room: string
  readonly kind: SceneKind
  readonly mac: string
  readonly addresses: readonly string[]
  readonly up: boolean
  readonly running: boolean
  readonly promiscuous: boolean
  readonly mode?: MacvlanMode
  readonly nodst?: boolean
  /** What the port of an ipvlan is. */
  readonly ipvlan?: { readonly mode: IpvlanMode; readonly flag: IpvlanFlag }
  /** The device that it stands on. */
  readonly lower?: number
  /** The other end of its cable. */
  readonly peer?: number
  /** The bridge that it is a port of. */
  readonly master?: number
  readonly hairpin?: boolean
  /** The VLAN whose tag it adds and takes off. */
  readonly vlan?: number
  /** Of a port of a bridge that filters by VLAN. */
  readonly vlans?: SceneVlans
}

export interface SceneVlans {
  /** Of what comes in without a tag; 0: none. */
  readonly pvid: number
  /** Frames leave with their tag, or without it. */
  readonly tagged: readonly number[]
  readonly untagged: readonly number[]
}

/** The world as it is now. Loopback devices are left out, and the bridge device of a switch: it is the switch. */
export function sceneOf(world: World, home: string): Scene {
  const machines = [...world.machines.values()]
  const switches = new Set(machines.filter(isSwitch).map(({ name }) => name))
  return {
    machines: machines.map((machine) => ({
      name: machine.name,
      isSwitch: switches.has(machine.name),
      isHome: machine.name === home,
      ...(machine.guest === undefined ? {} : { isGuest: true }),
      rooms: [...machine.named.keys()],
    })),
    devices: [...world.namespaces.values()].flatMap((netns) =>
      [...netns.devices.values()]
        .filter((dev) => dev.kind !== 'loopback')
        .filter((dev) => !(switches.has(netns.machine) && dev.name === netns.machine))
        .map((dev) => sceneDevice(world, netns, dev, switches.has(netns.machine))),
    ),
  }
}

/** A machine that was built around a bridge of its own name (topology kind `bridge`). */
function isSwitch({ name, root }: Machine): boolean {
  return root.byName.get(name)?.kind === 'bridge'
}

function sceneDevice(world: World, netns: Netns, dev: Device, inSwitch: boolean): SceneDevice {
  const lowerdev = lowerdevOf(dev)
  return {
    id: dev.id,
    name: dev.name,
    machine: netns.machine,
    room: netns.name,
    kind: kindOf(world, netns, dev, inSwitch),
    mac: formatMac(dev.mac),
    addresses: addressesOf(netns, dev),
    up: dev.up,
    running: isRunning(dev),
    promiscuous: dev.promiscuity > 0,
    ...(isKind(dev, 'macvlan') ? { mode: dev.driver.mode, nodst: dev.driver.nodst } : {}),
    ...(isKind(dev, 'ipvlan') ? { ipvlan: { mode: dev.driver.port.mode, flag: dev.driver.port.flag } } : {}),
    ...(lowerdev ? { lower: lowerdev.id } : {}),
    ...peerOf(dev),
    ...(dev.master ? { master: dev.master.id } : {}),
    ...(dev.rxHandler?.kind === 'bridge' ? { hairpin: dev.rxHandler.hairpin } : {}),
    ...(isKind(dev, 'vlan') ? { vlan: dev.driver.id } : {}),
    ...vlansOf(dev),
  }
}

/** As `ip addr` shows them: those of IPv4, then those of IPv6. */
function addressesOf({ inet, inet6 }: Netns, { id }: Device): readonly string[] {
  const [four, six] = [inet.devices.get(id)?.addresses ?? [], inet6.devices.get(id)?.addresses ?? []]
  return [
    ...four.map(({ local, prefix }) => `${formatIpv4(local)}/${prefix}`),
    ...six.map(({ local, prefix }) => `${formatIpv6(local)}/${prefix}`),
  ]
}

/** The other end of a cable; for a guest's NIC, and what it is plugged into, each other. */
function peerOf(dev: Device): { readonly peer?: number } {
  const peer = isKind(dev, 'veth') ? dev.driver.peer : mateOf(dev)
  return peer ? { peer: peer.id } : {}
}

function mateOf(dev: Device): Device | undefined {
  const file = isKind(dev, 'tun') ? dev.driver.file : tapPortOf(dev)?.file
  return file?.mate?.dev
}

function vlansOf({ rxHandler, master }: Device): { readonly vlans?: SceneVlans } {
  if (rxHandler?.kind !== 'bridge' || !master || !isKind(master, 'bridge') || !master.driver.vlanFiltering)
    return {}
  const { pvid, members } = rxHandler.vlans
  const of = (wanted: boolean) =>
    [...members].filter(([, { untagged }]) => untagged === wanted).map(([id]) => id)
  return { vlans: { pvid, tagged: of(false), untagged: of(true) } }
}

function kindOf(world: World, netns: Netns, dev: Device, inSwitch: boolean): SceneKind {
  if (inSwitch && dev.master) return 'port'
  if (isKind(dev, 'tun') && dev.driver.file?.mate && world.machines.get(netns.machine)?.guest) return 'nic'
  if (!isKind(dev, 'veth')) return kindName(dev) as Exclude<SceneKind, 'nic' | 'port'>
  const { peer } = dev.driver
  const there = peer === undefined ? undefined : world.namespaces.get(peer.netns)
  return there !== undefined && there.machine !== netns.machine ? 'nic' : 'veth'
}
