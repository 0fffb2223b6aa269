import type { Device } from '../../../device/device.ts'
import { strerror } from '../../../device/errno.ts'
import {
  formatIpv6,
  type Ipv6,
  isLinkLocal6,
  isLinkScoped,
  isMulticast6,
} from '../../../frame/ipv6-address.ts'
import { connect6 } from '../../../world/inet6.ts'
import type { Netns, World } from '../../../world/world.ts'
import { type Ipv6Host, readIpv6Host } from '../resolve.ts'
import { hostText } from './host-text.ts'
import type { Ending, Options } from './options.ts'
import type { Target } from './target.ts'

/** An IPv6 destination, and the device that its zone names. */
export interface Address6 {
  readonly address: Ipv6
  readonly zone: Device | undefined
  readonly source: Ipv6
  /** What the socket is bound to, if -I named an address. */
  readonly boundSource: Ipv6 | undefined
}

/** ping6_run up to its first line. */
export function findTarget6(
  world: World,
  netns: Netns,
  { address, zone: named }: Ipv6Host,
  options: Options,
  fail: (words: string) => Ending,
): Target | Ending {
  const host = options.targets.at(-1)!
  const zone = named === undefined ? undefined : deviceOf(netns, named)
  const own = options.device === undefined ? undefined : readIpv6Host(options.device)
  const bound = own?.address
  const dev = options.device === undefined || own ? undefined : netns.byName.get(options.device)
  if (options.device !== undefined && !own && !dev) return fail(`unknown iface: ${options.device}`)
  const oif = zone ?? (isLinkScoped(address) ? dev : undefined) ?? dev
  const chosen = bound ?? connect(world, netns, address, oif)
  if (typeof chosen === 'string') return fail(`connect: ${chosen}`)
  const warnings: string[] = []
  // Asked on a device, about a destination of a link, the probing socket learns no address.
  const source = dev !== undefined && isLinkScoped(address) ? 0n : chosen
  if (dev !== undefined && !isOf(netns, dev, source))
    warnings.push(`ping: Warning: source address might be selected on device other than: ${dev.name}\n`)
  if (bound !== undefined) {
    if (isLinkLocal6(bound) && own?.zone === undefined) return fail('bind icmp socket: Invalid argument')
    if (!isOwn(netns, bound)) return fail('bind icmp socket: Cannot assign requested address')
  }
  return {
    ...{ netns, host, address: 0, source: 0, warnings: warnings.join('') },
    boundTo: { source: undefined, dev: oif },
    numeric: true,
    group: isMulticast6(address),
    address6: { address: address === 0n ? 1n : address, zone, source, boundSource: bound },
    from6: fromText(netns, options, source, own),
    greeted: hostText(address, zone),
  }
}

/** A zone is a name, or an index. */
function deviceOf(netns: Netns, zone: string): Device | undefined {
  return netns.byName.get(zone) ?? netns.devices.get(Number(zone))
}

function connect(world: World, netns: Netns, dst: Ipv6, oif: Device | undefined): Ipv6 | string {
  const found = connect6(world, netns, { dst, oif })
  return 'errno' in found ? strerror(found.errno) : found.source
}

function isOf(netns: Netns, dev: Device, address: Ipv6): boolean {
  return netns.inet6.devices.get(dev.id)?.addresses.some(({ local }) => local === address) ?? false
}

function isOwn(netns: Netns, address: Ipv6): boolean {
  return [...netns.devices.values()].some((dev) => isOf(netns, dev, address))
}

/** `from ADDRESS DEVICE: `, where -I asked for either. */
function fromText(netns: Netns, { device }: Options, source: Ipv6, own: Ipv6Host | undefined): string {
  if (device === undefined) return ''
  if (own === undefined) return ` from ${formatIpv6(source)} ${device}:`
  const zone = own.zone === undefined ? undefined : deviceOf(netns, own.zone)
  return ` from ${hostText(source, zone)} ${zone?.name ?? ''}:`
}
