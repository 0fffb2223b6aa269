import type { Device } from '../../src/device/device.ts'
import { isKind, isRunning, kindName } from '../../src/device/device.ts'
import type { MacvlanMode } from '../../src/device/macvlan-device.ts'
import { lowerdevOf } from '../../src/device/stacking.ts'
import { formatIpv4 } from '../../src/frame/ipv4-address.ts'
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
  /** The machine that scripts run on. */
  readonly isHome: boolean
  /** Its named namespaces, in order of creation. */
  readonly rooms: readonly string[]
}

export type SceneKind = 'nic' | 'port' | 'macvlan' | 'macvtap' | 'veth' | 'bridge' | 'dummy' | 'tun' | 'vlan'

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
  /** The device that it stands on. */
  readonly lower?: number
  /** The other end of its cable. */
  readonly peer?: number
  /** The bridge that it is a port of. */
  readonly master?: number
  readonly hairpin?: boolean
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
  const addresses = netns.inet.devices.get(dev.id)?.addresses ?? []
  const lowerdev = lowerdevOf(dev)
  return {
    id: dev.id,
    name: dev.name,
    machine: netns.machine,
    room: netns.name,
    kind: kindOf(world, netns, dev, inSwitch),
    mac: formatMac(dev.mac),
    addresses: addresses.map(({ local, prefix }) => `${formatIpv4(local)}/${prefix}`),
    up: dev.up,
    running: isRunning(dev),
    promiscuous: dev.promiscuity > 0,
    ...(isKind(dev, 'macvlan') ? { mode: dev.driver.mode, nodst: dev.driver.nodst } : {}),
    ...(lowerdev ? { lower: lowerdev.id } : {}),
    ...(isKind(dev, 'veth') && dev.driver.peer ? { peer: dev.driver.peer.id } : {}),
    ...(dev.master ? { master: dev.master.id } : {}),
    ...(dev.rxHandler?.kind === 'bridge' ? { hairpin: dev.rxHandler.hairpin } : {}),
  }
}

function kindOf(world: World, netns: Netns, dev: Device, inSwitch: boolean): SceneKind {
  if (inSwitch && dev.master) return 'port'
  if (!isKind(dev, 'veth')) return kindName(dev) as Exclude<SceneKind, 'nic' | 'port'>
  const { peer } = dev.driver
  const there = peer === undefined ? undefined : world.namespaces.get(peer.netns)
  return there !== undefined && there.machine !== netns.machine ? 'nic' : 'veth'
}
