import { type Device, isKind, kindName } from '../../../device/device.ts'
import type { Ipvlan } from '../../../device/ipvlan-device.ts'
import type { Macvlan } from '../../../device/macvlan-device.ts'
import { lowerdevOf } from '../../../device/stacking.ts'
import type { Vlan } from '../../../device/vlan-device.ts'
import { formatMac } from '../../../frame/mac.ts'
import { conf6 } from '../../../stack/ipv6/settings6.ts'
import { array, element, field, type Node, object, text } from '../document.ts'
import { lineEnd, type Session } from '../session.ts'
import { ADDRESS_MODES } from './address-modes.ts'
import { bridgeNodes, portNodes } from './bridge-info.ts'
import { inHashOrder } from './source-order.ts'
import { tunNodes } from './tun-info.ts'

/** IFLA_INFO_KIND: loopback and physical devices have none. */
export function kindOf(dev: Device): string | undefined {
  const none = dev.driver.kind === 'loopback' || (dev.driver.kind === 'veth' && dev.driver.physical)
  return none ? undefined : kindName(dev)
}

/** print_linktype(): what the device is, and what it is as a port. */
export function linkInfoNodes(session: Session, dev: Device): Node[] {
  const kind = kindOf(dev)
  const port = dev.rxHandler?.kind === 'bridge' ? dev.rxHandler : undefined
  if (kind === undefined && port === undefined) return []
  const end = text(lineEnd(session))
  const own = kind === undefined ? [] : [end, field('info_kind', kind, `    ${kind} `), ...infoData(dev)]
  const slave = port && [
    end,
    field('info_slave_kind', 'bridge', '    bridge_slave '),
    object('info_slave_data', portNodes(port, session.world.kernel)),
  ]
  return [object('linkinfo', [...own, ...(slave ?? [])])]
}

function infoData(dev: Device): Node[] {
  if (isKind(dev, 'macvlan')) return [object('info_data', macvlanNodes(dev))]
  if (isKind(dev, 'ipvlan')) return [object('info_data', ipvlanNodes(dev))]
  if (isKind(dev, 'vlan')) return [object('info_data', vlanNodes(dev))]
  if (isKind(dev, 'bridge')) return [object('info_data', bridgeNodes(dev))]
  if (isKind(dev, 'tun')) return [object('info_data', tunNodes(dev))]
  return []
}

/** macvlan_print_opt() */
function macvlanNodes({ driver }: Macvlan): Node[] {
  const { mode, nopromisc, nodst, bcQueueLenReq, port } = driver
  return [
    field('mode', mode, `mode ${mode} `),
    ...(nopromisc ? [field('nopromisc', true, 'nopromisc ')] : []),
    ...(nodst ? [field('nodst', true, 'nodst ')] : []),
    ...(port.kernel.queueLength ? queueNodes(bcQueueLenReq, port.bcQueueLenUsed) : []),
    ...(mode === 'source' ? sourceNodes(driver.sources) : []),
  ]
}

function queueNodes(asked: number, used: number): Node[] {
  return [
    field('bcqueuelen', asked, `bcqueuelen ${asked} `),
    field('usedbcqueuelen', used, `usedbcqueuelen ${used} `),
  ]
}

/** ipvlan_print_opt(): what the port is. */
function ipvlanNodes({ driver: { port } }: Ipvlan): Node[] {
  return [field('mode', port.mode, ` mode ${port.mode} `), field(port.flag, true, `${port.flag} `)]
}

/** vlan_print_opt() */
function vlanNodes({ driver }: Vlan): Node[] {
  const flags = ['REORDER_HDR', ...(driver.looseBinding ? ['LOOSE_BINDING'] : [])]
  const elements = flags.map((name, at) => element(name, at === 0 ? name : `,${name}`))
  return [
    field('protocol', '802.1Q', 'protocol 802.1Q '),
    field('id', driver.id, `id ${driver.id} `),
    array('flags', [text('<'), ...elements, text('> ')]),
  ]
}

function sourceNodes(sources: Macvlan['driver']['sources']): Node[] {
  const addresses = inHashOrder(sources).map(formatMac)
  return [
    field('macaddr_count', addresses.length, `remotes (${addresses.length}) `),
    ...(addresses.length > 0
      ? [
          array(
            'macaddr_data',
            addresses.map((address) => element(address, `${address} `)),
          ),
        ]
      : []),
  ]
}

/** Queues of a veth: one for each processor, of which every machine here has two. */
const QUEUES: Readonly<Partial<Record<string, number>>> = { veth: 2 }
const TSO_MAX_SIZE = 524280
/** TSO_LEGACY_MAX_SIZE, of those who never asked for more. */
const TSO_LEGACY_MAX_SIZE = 65536

/** Limits that the kernel's own kinds of devices have, by name as JSON and text have them. */
export function limitNodes({ world }: Session, dev: Device): Node[] {
  const kind = kindOf(dev)
  const queues = QUEUES[kind ?? ''] ?? 1
  const limits: readonly (readonly [string, number])[] = [
    ['num_tx_queues', queues],
    ['num_rx_queues', queues],
    ['gso_max_size', 65536],
    ['gso_max_segs', 65535],
    ...(world.kernel.offloadLimits ? offloadLimits(dev) : []),
  ]
  return limits.map(([key, value]) => field(key, value, `${key.replace(/^num_(.)x_/, 'num$1x')} ${value} `))
}

function offloadLimits(dev: Device): readonly (readonly [string, number])[] {
  return [
    ['tso_max_size', tsoMaxSize(dev)],
    ['tso_max_segs', 65535],
    ['gro_max_size', 65536],
  ]
}

/** What stands on another inherits it from there, a bridge takes the least of its ports. */
function tsoMaxSize(dev: Device): number {
  const lowerdev = lowerdevOf(dev)
  if (lowerdev !== undefined) return tsoMaxSize(lowerdev)
  if (isKind(dev, 'bridge'))
    return Math.min(...dev.driver.ports.map((port) => tsoMaxSize(port.dev)), bridgeTso(dev))
  const legacy = dev.driver.kind === 'tun' || (dev.driver.kind === 'veth' && dev.driver.physical)
  return legacy ? TSO_LEGACY_MAX_SIZE : TSO_MAX_SIZE
}

function bridgeTso({ driver }: Device): number {
  return driver.kind === 'bridge' && driver.ports.length === 0 ? TSO_LEGACY_MAX_SIZE : TSO_MAX_SIZE
}

/** A device with room for IPv6 packets has the part of IPv6 that shows here, even when IPv6 is off. */
export function addressModeNodes({ netns }: Session, dev: Device): Node[] {
  const idev = netns.inet6.devices.get(dev.id)
  if (idev === undefined) return []
  const mode = ADDRESS_MODES[conf6(idev, 'addr_gen_mode')]!
  return [field('inet6_addr_gen_mode', mode, `addrgenmode ${mode} `)]
}

export function parentNodes(dev: Device): Node[] {
  return dev.driver.kind === 'veth' && dev.driver.physical
    ? [field('parentbus', 'pci', 'parentbus pci '), field('parentdev', PCI_SLOT, `parentdev ${PCI_SLOT} `)]
    : []
}

const PCI_SLOT = '0000:00:03.0'
