import type { Device } from '../../device/device.ts'
import type { Ipv4 } from '../../frame/ipv4-address.ts'
import { formatMac, ZERO_MAC } from '../../frame/mac.ts'
import type { Neighbour, Route } from '../../stack/inet.ts'
import type { Inet6Address } from '../../stack/ipv6/inet6.ts'
import type { Netns, World } from '../../world/world.ts'
import type { VirtualTree } from '../process.ts'
import { netnsAt } from './places.ts'
import { vlanDirectory } from './proc-net-vlan.ts'
import { directory, file, virtualTree } from './virtual-node.ts'

/** /proc/net, as far as labs read it. */
export function procNet(world: World): VirtualTree {
  return virtualTree('/proc/net', (place) => {
    const netns = netnsAt(world, place)
    return directory(() => ({
      arp: file(() => arpTable(netns)),
      dev: file(() => deviceTable(netns)),
      dev_mcast: file(() => groupTable(netns)),
      if_inet6: file(() => addressTable6(netns)),
      route: file(() => routeTable(netns)),
      ...vlanDirectory(netns),
    }))
  })
}

const DEVICE_HEADER =
  'Inter-|   Receive                                                |  Transmit\n' +
  ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n'

/** dev_seq_printf_stats. Frames that were missed count as dropped here. */
function deviceTable(netns: Netns): string {
  return DEVICE_HEADER + [...netns.devices.values()].map(deviceLine).join('')
}

function deviceLine({ name, counters: c }: Device): string {
  const received = [c.rxBytes, c.rxPackets, c.rxErrors, c.rxDropped + c.rxMissed, 0, 0, 0, c.rxMulticast]
  const sent = [c.txBytes, c.txPackets, c.txErrors, c.txDropped, 0, 0, c.txCarrierErrors, 0]
  return `${name.padStart(6)}: ${columns(received, [7, 7, 4, 4, 4, 5, 10, 9])} ${columns(sent, [8, 7, 4, 4, 4, 5, 7, 10])}\n`
}

function columns(values: readonly number[], widths: readonly number[]): string {
  return values.map((value, at) => String(value).padStart(widths[at]!)).join(' ')
}

/** dev_mc_seq_show: users, and whether one of them is `ip maddr add`. */
function groupTable(netns: Netns): string {
  let lines = ''
  for (const dev of netns.devices.values())
    for (const [mac, { users, global }] of dev.multicast) {
      const address = mac.toString(16).padStart(12, '0')
      lines += `${pad(dev.ifindex, 4)} ${pad(dev.name, 15)} ${pad(users, 5)} ${pad(global ? 1 : 0, 5)} ${address}\n`
    }
  return lines
}

const SCOPES6: Readonly<Record<string, number>> = { host: 0x10, link: 0x20, site: 0x40 }

/** if6_seq_show. The kernel's order is that of its hash. */
function addressTable6({ inet6 }: Netns): string {
  let lines = ''
  for (const { dev, addresses } of inet6.devices.values())
    for (const { local, prefix, scope, ...flags } of addresses) {
      const address = local.toString(16).padStart(32, '0')
      const numbers = [dev.ifindex, prefix, SCOPES6[scope] ?? 0, flagBits(flags)]
      const columns = numbers.map((one) => one.toString(16).padStart(2, '0')).join(' ')
      lines += `${address} ${columns} ${dev.name.padStart(8)}\n`
    }
  return lines
}

/** IFA_F_NODAD, _DADFAILED, _TENTATIVE and _PERMANENT, as far as a byte holds them. */
function flagBits({
  nodad,
  dadfailed,
  tentative,
  validLifetime,
}: Omit<Inet6Address, 'local' | 'prefix' | 'scope'>): number {
  const permanent = validLifetime === undefined
  return (nodad ? 0x02 : 0) | (dadfailed ? 0x08 : 0) | (tentative ? 0x40 : 0) | (permanent ? 0x80 : 0)
}

function pad(value: string | number, width: number): string {
  return String(value).padEnd(width)
}

const ARP_HEADER = 'IP address       HW type     Flags       HW address            Mask     Device\n'

/** arp_seq_show; entries that need no ARP are left out. The kernel's order is that of its hash. */
function arpTable(netns: Netns): string {
  const entries = netns.inet.neighbours.filter(({ state }) => state !== 'noarp' && state !== 'none')
  return ARP_HEADER + entries.map(arpLine).join('')
}

const VALID = ['reachable', 'stale', 'delay', 'probe', 'permanent']

function arpLine({ address, state, mac, dev }: Neighbour<Ipv4>): string {
  const flags = state === 'permanent' ? '0x6' : VALID.includes(state) ? '0x2' : '0x0'
  const shown = formatMac(mac ?? ZERO_MAC)
  return `${pad(dotted(address), 16)} ${pad('0x1', 10)}  ${pad(flags, 10)}  ${pad(shown, 17)}     *        ${dev.name}\n`
}

function dotted(address: Ipv4): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.')
}

const ROUTE_WIDTH = 127
const ROUTE_HEADER = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT'
const RTF = { UP: 0x1, GATEWAY: 0x2, HOST: 0x4, REJECT: 0x200 } as const

/** fib_route_seq_show: the main table, by destination, and longer prefixes later. */
function routeTable(netns: Netns): string {
  const routes = netns.inet.routes.filter(({ table, type }) => table === 'main' && type !== 'broadcast')
  const lines = routes
    .toSorted((a, b) => a.dst - b.dst || a.prefix - b.prefix || a.metric - b.metric)
    .map(routeLine)
  return [ROUTE_HEADER, ...lines].map((text) => `${text.padEnd(ROUTE_WIDTH)}\n`).join('')
}

function routeLine(route: Route): string {
  const { dst, prefix, gateway, dev, metric } = route
  const mask = prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0
  return [
    dev?.name ?? '*',
    swapped(dst),
    swapped(gateway ?? 0),
    flagsOf(route).toString(16).padStart(4, '0').toUpperCase(),
    0,
    0,
    metric,
    swapped(mask),
    0,
    0,
    0,
  ].join('\t')
}

function flagsOf({ type, gateway, prefix }: Route): number {
  const rejects = type === 'unreachable' || type === 'prohibit'
  return (
    RTF.UP |
    (gateway === undefined ? 0 : RTF.GATEWAY) |
    (prefix === 32 ? RTF.HOST : 0) |
    (rejects ? RTF.REJECT : 0)
  )
}

/** The address as a little-endian machine reads it. */
function swapped(address: Ipv4): string {
  const bytes = [0, 8, 16, 24].map((shift) => (address >>> shift) & 0xff)
  return bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('')
}
