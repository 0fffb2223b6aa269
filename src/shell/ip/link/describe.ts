import { type Device, isKind } from '../../../device/device.ts'
import { lowerdevOf } from '../../../device/stacking.ts'
import { isPointToPoint, tapPortOf } from '../../../device/tap-device.ts'
import { BROADCAST, formatMac, ZERO_MAC } from '../../../frame/mac.ts'
import { netnsId } from '../../../world/namespaces.ts'
import { data, field, type Node, text } from '../document.ts'
import { groupName } from '../names.ts'
import type { Family } from '../options.ts'
import { lineEnd, type Session } from '../session.ts'
import { flagNodes } from './flags.ts'
import { addressModeNodes, limitNodes, linkInfoNodes, parentNodes } from './info.ts'
import { statisticsNodes } from './statistics.ts'

/** What stands below a device or at its other end (IFLA_LINK), and the number of its namespace if that is another. */
interface LowerLink {
  readonly dev: Device | undefined
  readonly netnsId: number | undefined
}

/** dev_get_iflink: a macvlan's lower device, a veth's peer. */
export function lowerLink({ world, netns }: Session, dev: Device): LowerLink | undefined {
  const lower = lowerOf(dev)
  if (lower === undefined) return isCable(dev) ? { dev: undefined, netnsId: undefined } : undefined
  const home = world.namespaces.get(lower.netns)
  return { dev: lower, netnsId: !home || home === netns ? undefined : netnsId(netns, home) }
}

function lowerOf(dev: Device): Device | undefined {
  return lowerdevOf(dev) ?? (isCable(dev) && isKind(dev, 'veth') ? dev.driver.peer : undefined)
}

/** A physical NIC does not show what its cable leads to. */
function isCable(dev: Device): boolean {
  return isKind(dev, 'veth') && !dev.driver.physical
}

/**
 * print_linkinfo(), and with -br print_linkinfo_brief(). `ip link` (`do_link`) shows more than `ip addr` does, which
 * leaves out the line with the MAC address when it is asked for the addresses of one family.
 */
export function linkNodes(session: Session, dev: Device, family: Family | 'do_link'): Node[] {
  return session.options.brief ? briefNodes(session, dev, family) : fullNodes(session, dev, family)
}

function briefNodes(session: Session, dev: Device, family: Family | 'do_link'): Node[] {
  const isLink = family === 'do_link' || family === 'link'
  const lower = lowerLink(session, dev)
  return [
    ...namesAsked(session, dev, lower, family, (name) => `${name.padEnd(16)} `),
    field('operstate', operstate(dev), `${operstate(dev).padEnd(14)} `),
    ...(isLink
      ? [
          ...(isPointToPoint(dev) ? [] : [field('address', formatMac(dev.mac), `${formatMac(dev.mac)} `)]),
          flagNodes(dev, isLowerDown(lower)),
          text('\n'),
        ]
      : []),
  ]
}

function fullNodes(session: Session, dev: Device, family: Family | 'do_link'): Node[] {
  const { details, statistics, numeric } = session.options
  // inet6_fill_ifinfo: IPv6 tells of a device what concerns itself.
  const isIpv6 = family === 'inet6'
  const isLink = family === 'do_link'
  const lower = lowerLink(session, dev)
  const qdisc = dev.queueAttached ? attachedQdisc(dev) : 'noop'
  const group = groupName(dev.group, numeric)
  // Printed as a signed number, which the kernel's is not.
  const qlen = dev.txQueueLength | 0
  return [
    field('ifindex', dev.ifindex, `${dev.ifindex}: `),
    ...namesAsked(session, dev, lower, family, (name) => `${name}: `),
    flagNodes(dev, isLowerDown(lower)),
    field('mtu', dev.mtu, `mtu ${dev.mtu} `),
    ...(isIpv6 ? [] : [field('qdisc', qdisc, `qdisc ${qdisc} `)]),
    ...(dev.master ? [field('master', dev.master.name, `master ${dev.master.name} `)] : []),
    field('operstate', operstate(dev), `state ${operstate(dev)} `),
    ...(isLink ? [field('linkmode', 'DEFAULT', 'mode DEFAULT ')] : []),
    ...(isIpv6 ? [] : [field('group', group, `group ${group} `)]),
    ...(qlen === 0 ? [] : [field('txqlen', qlen, `qlen ${qlen}`)]),
    ...(isLink || family === 'unspec' || family === 'link' || details > 0
      ? addressNodes(session, dev, !isIpv6)
      : []),
    ...(isIpv6 ? [] : netnsNodes(session, lower)),
    ...(details > 0 && !isIpv6 ? detailNodes(session, dev, isLink) : []),
    ...((isLink || details > 0) && dev.alias !== ''
      ? [text(lineEnd(session)), field('ifalias', dev.alias, `    alias ${dev.alias}`)]
      : []),
    ...(isLink && statistics > 0 ? [text(lineEnd(session)), ...statisticsNodes(session, dev.counters)] : []),
    text('\n'),
  ]
}

/** IPv6 tells the index of the other device, and not that it may be of another namespace. */
function namesAsked(
  { netns }: Session,
  dev: Device,
  lower: LowerLink | undefined,
  family: Family | 'do_link',
  layout: (name: string) => string,
): Node[] {
  if (family !== 'inet6') return nameNodes(dev, lower, layout)
  const index = lower?.dev?.ifindex ?? dev.ifindex
  if (index === dev.ifindex) return nameNodes(dev, undefined, layout)
  const other = netns.devices.get(index)?.name ?? `if${index}`
  return [data('link', other), field('ifname', dev.name, layout(`${dev.name}@${other}`))]
}

/** print_name_and_link(): `mac1@eth0`, `eth0@if5` when the other one is in another namespace. */
export function nameNodes(
  dev: Device,
  lower: LowerLink | undefined,
  layout: (name: string) => string,
): Node[] {
  const name = (at: string) => field('ifname', dev.name, layout(`${dev.name}${at}`))
  if (!lower || lower.dev === dev) return [name('')]
  if (!lower.dev) return [data('link', null), name('@NONE')]
  if (lower.netnsId !== undefined)
    return [data('link_index', lower.dev.ifindex), name(`@if${lower.dev.ifindex}`)]
  return [data('link', lower.dev.name), name(`@${lower.dev.name}`)]
}

export function isLowerDown(lower: LowerLink | undefined): boolean {
  return lower?.dev !== undefined && lower.netnsId === undefined && !lower.dev.up
}

/** A device that is down is DOWN, whatever its state machine says. */
function operstate(dev: Device): string {
  return dev.up ? dev.operstate.toUpperCase() : 'DOWN'
}

/** Virtual devices have no queue, but those that end in a program; a NIC gets the default one. */
function attachedQdisc(dev: Device): string {
  const { driver } = dev
  if (driver.kind === 'tun' || tapPortOf(dev) !== undefined) return 'pfifo_fast'
  return driver.kind === 'veth' && driver.physical ? 'fq_codel' : 'noqueue'
}

function addressNodes(session: Session, dev: Device, withBroadcast: boolean): Node[] {
  const loopback = dev.driver.kind === 'loopback'
  const type = linkType(session, dev)
  if (isPointToPoint(dev)) return [text(lineEnd(session)), field('link_type', type, `    link/${type} `)]
  const broadcast = formatMac(loopback ? ZERO_MAC : BROADCAST)
  const permanent = dev.permanentMac
  return [
    text(lineEnd(session)),
    field('link_type', type, `    link/${type} `),
    field('address', formatMac(dev.mac), formatMac(dev.mac)),
    ...(withBroadcast ? [field('broadcast', broadcast, ` brd ${broadcast}`)] : []),
    ...(permanent !== undefined && permanent !== dev.mac
      ? [field('permaddr', formatMac(permanent), ` permaddr ${formatMac(permanent)}`)]
      : []),
  ]
}

/** ll_type_n2a(): ARPHRD_LOOPBACK, ARPHRD_NONE or ARPHRD_ETHER. */
function linkType({ options }: Session, dev: Device): string {
  if (isKind(dev, 'loopback')) return options.numeric ? '[772]' : 'loopback'
  if (isPointToPoint(dev)) return options.numeric ? '[65534]' : 'none'
  return options.numeric ? '[1]' : 'ether'
}

/** The namespace is named where a name of it is known here (get_name_from_nsid). */
function netnsNodes({ machine, netns }: Session, lower: LowerLink | undefined): Node[] {
  const id = lower?.netnsId
  if (id === undefined) return []
  const named = [...machine.named.values()].find((other) => netns.netnsIds.get(other.id) === id)
  return [field('link_netnsid', id, named ? ` link-netns ${named.name}` : ` link-netnsid ${id}`)]
}

function detailNodes(session: Session, dev: Device, isLink: boolean): Node[] {
  return [
    field('promiscuity', dev.promiscuity, ` promiscuity ${dev.promiscuity} `),
    ...(session.world.kernel.allmultiShown
      ? [field('allmulti', dev.allmulti, ` allmulti ${dev.allmulti} `)]
      : []),
    field('min_mtu', dev.minMtu, `minmtu ${dev.minMtu} `),
    field('max_mtu', dev.maxMtu, `maxmtu ${dev.maxMtu} `),
    ...linkInfoNodes(session, dev),
    ...(isLink ? addressModeNodes(session, dev) : []),
    ...limitNodes(session, dev),
    ...parentNodes(dev),
  ]
}
