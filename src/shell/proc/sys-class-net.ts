import { linkSpeed } from '../../bridge/link-speed.ts'
import { type Device, isKind } from '../../device/device.ts'
import { type Reply, refuse } from '../../device/errno.ts'
import { devIdOf } from '../../device/ipvlan-device.ts'
import { ipvlansOn, lowerdevOf, macvlansOn, vlansOn } from '../../device/stacking.ts'
import { isPointToPoint } from '../../device/tap-device.ts'
import { BROADCAST, formatMac, ZERO_MAC } from '../../frame/mac.ts'
import type { LinkChanges } from '../../world/link-requests.ts'
import { iflinkOf } from '../../world/link-state.ts'
import { changeLink } from '../../world/links.ts'
import type { Netns, World } from '../../world/world.ts'
import type { FileError, VirtualTree } from '../process.ts'
import { strictNumber } from './kernel-numbers.ts'
import { netnsAt } from './places.ts'
import { bridgeDirectory } from './sys-bridge.ts'
import { portDirectory } from './sys-brport.ts'
import { statisticsDirectory } from './sys-statistics.ts'
import { tapNodes, tunAttributes } from './sys-tap.ts'
import {
  type DirectoryNode,
  directory,
  type FileNode,
  file,
  line,
  type Node,
  virtualTree,
} from './virtual-node.ts'

/** /sys/class/net, as a process sees it whose /sys was mounted in its own namespace. Links to devices are directories here. */
export function sysClassNet(world: World): VirtualTree {
  return virtualTree('/sys/class/net', (place) => {
    const netns = netnsAt(world, place)
    return directory(() =>
      Object.fromEntries(
        [...netns.devices.values()].map((dev) => [dev.name, deviceDirectory(world, netns, dev)]),
      ),
    )
  })
}

function deviceDirectory(world: World, netns: Netns, dev: Device): DirectoryNode {
  return directory(() => ({
    ...attributes(world, dev),
    ...neighbours(world, netns, dev),
    statistics: statisticsDirectory(dev.counters),
  }))
}

const ARPHRD_ETHER = 1
const ARPHRD_LOOPBACK = 772
const ARPHRD_NONE = 65534
const ASSIGNED = { permanent: 0, random: 1, stolen: 2, set: 3 } as const

/** net-sysfs.c, in the order of the alphabet. */
function attributes(world: World, dev: Device): Readonly<Record<string, Node>> {
  const loopback = isKind(dev, 'loopback')
  const pointToPoint = isPointToPoint(dev)
  const running = (read: () => string | FileError) => file(() => (dev.up ? read() : 'EINVAL'))
  const change = (changes: LinkChanges) => changeLink(world, dev, changes)
  return {
    addr_assign_type: line(loopback ? ASSIGNED.permanent : ASSIGNED[dev.addressAssigned]),
    addr_len: line(pointToPoint ? 0 : 6),
    address: line(pointToPoint ? '' : formatMac(dev.mac)),
    broadcast: line(pointToPoint ? '' : formatMac(loopback ? ZERO_MAC : BROADCAST)),
    carrier: { ...running(() => `${dev.carrier ? 1 : 0}\n`), write: () => refuse('EOPNOTSUPP') },
    dev_id: line(`0x${devIdOf(dev).toString(16)}`),
    dev_port: line(0),
    dormant: running(() => '0\n'),
    duplex: running(() => duplexOf(dev)),
    flags: numeric(
      () => `0x${flagsOf(dev).toString(16)}\n`,
      (flags) => change(flagChanges(flags)),
    ),
    ifalias: file(
      () => (dev.alias === '' ? '' : `${dev.alias}\n`),
      (text) => change({ alias: text.replace(/\n$/, '') }),
    ),
    ifindex: line(dev.ifindex),
    iflink: line(iflinkOf(dev)),
    link_mode: line(0),
    mtu: numeric(
      () => `${dev.mtu}\n`,
      (mtu) => change({ mtu }),
    ),
    name_assign_type: line(loopback ? 2 : 3),
    netdev_group: numeric(
      () => `${dev.group}\n`,
      (group) => change({ group }),
    ),
    operstate: line(dev.up ? dev.operstate : 'down'),
    proto_down: numeric(
      () => '0\n',
      () => (isKind(dev, 'macvlan') ? undefined : refuse('EOPNOTSUPP')),
    ),
    speed: running(() => speedOf(dev)),
    testing: running(() => '0\n'),
    tx_queue_len: numeric(
      () => `${dev.txQueueLength}\n`,
      (txQueueLength) => change({ txQueueLength }),
    ),
    type: line(loopback ? ARPHRD_LOOPBACK : pointToPoint ? ARPHRD_NONE : ARPHRD_ETHER),
    ...(isKind(dev, 'tun') ? tunAttributes(dev) : {}),
    uevent: line(
      `${isKind(dev, 'bridge') || isKind(dev, 'vlan') ? `DEVTYPE=${dev.kind}\n` : ''}INTERFACE=${dev.name}\nIFINDEX=${dev.ifindex}`,
    ),
  }
}

/** netdev_store: one number, of any base. */
function numeric(read: () => string, write: (value: number) => Reply): FileNode {
  return file(read, (text) => {
    const value = strictNumber(text)
    return value === undefined ? refuse('EINVAL') : write(value)
  })
}

function duplexOf(dev: Device): string | FileError {
  if (isKind(dev, 'bridge')) return 'unknown\n'
  return linkSpeed(dev) === undefined ? 'EINVAL' : 'full\n'
}

function speedOf(dev: Device): string | FileError {
  return linkSpeed(dev) !== undefined || isKind(dev, 'bridge') ? `${linkSpeed(dev) ?? -1}\n` : 'EINVAL'
}

const IFF = {
  UP: 0x1,
  BROADCAST: 0x2,
  LOOPBACK: 0x8,
  POINTOPOINT: 0x10,
  NOARP: 0x80,
  PROMISC: 0x100,
  ALLMULTI: 0x200,
  MULTICAST: 0x1000,
} as const

/** dev->flags: promiscuous is what it is, not what was asked for. */
function flagsOf(dev: Device): number {
  const loopback = isKind(dev, 'loopback')
  return (
    (dev.up ? IFF.UP : 0) |
    (loopback ? IFF.LOOPBACK : isPointToPoint(dev) ? IFF.POINTOPOINT : IFF.BROADCAST) |
    (!dev.arp && !loopback ? IFF.NOARP : 0) |
    (dev.promiscuity > 0 ? IFF.PROMISC : 0) |
    (dev.allmulti > 0 ? IFF.ALLMULTI : 0) |
    (dev.multicastFlag ? IFF.MULTICAST : 0)
  )
}

/** dev_change_flags. */
function flagChanges(flags: number): LinkChanges {
  return {
    up: (flags & IFF.UP) !== 0,
    arp: (flags & IFF.NOARP) === 0,
    promisc: (flags & IFF.PROMISC) !== 0,
    allmulticast: (flags & IFF.ALLMULTI) !== 0,
    multicast: (flags & IFF.MULTICAST) !== 0,
  }
}

/** What stands above and below it in its own namespace. */
function neighbours(world: World, netns: Netns, dev: Device): Record<string, Node> {
  const nodes: Record<string, Node> = {}
  const link = (name: string, other: Device) => {
    if (other.netns === dev.netns) nodes[name] = deviceDirectory(world, netns, other)
  }
  if (isKind(dev, 'bridge')) {
    nodes['bridge'] = bridgeDirectory(dev)
    nodes['brif'] = directory(() =>
      Object.fromEntries(
        [...dev.driver.ports]
          .reverse()
          .map((port) => [port.dev.name, portDirectory(world, port, nodes['bridge']!)]),
      ),
    )
    for (const port of dev.driver.ports) link(`lower_${port.dev.name}`, port.dev)
  }
  const lowerdev = lowerdevOf(dev)
  if (lowerdev !== undefined) link(`lower_${lowerdev.name}`, lowerdev)
  Object.assign(nodes, tapNodes(dev))
  for (const upper of [...macvlansOn(dev), ...ipvlansOn(dev), ...vlansOn(dev)])
    link(`upper_${upper.name}`, upper)
  const port = dev.rxHandler
  if (port?.kind === 'bridge') {
    nodes['brport'] = portDirectory(world, port, deviceDirectory(world, netns, port.bridge))
    link('master', port.bridge)
    link(`upper_${port.bridge.name}`, port.bridge)
  }
  return nodes
}
