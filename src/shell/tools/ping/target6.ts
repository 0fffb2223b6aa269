import type { Device } from '../../../device/device.ts'
import { type Refusal, refuse, strerror } from '../../../device/errno.ts'
import { ANY6, type Ipv6, isLinkScoped, isMulticast6, LOOPBACK6 } from '../../../frame/ipv6-address.ts'
import { connect6 } from '../../../world/inet6.ts'
import { bindRaw6, UNBOUND } from '../../../world/raw-bind.ts'
import type { Netns, World } from '../../../world/world.ts'
import type { Ending, Options } from './options.ts'
import { hostText, isOfLink } from './scope-id.ts'
import type { Target } from './target.ts'

/** An address, and the index of the device that it is meant on (`fe80::1%3`); 0 if nobody said. */
export interface Scoped6 {
  readonly address: Ipv6
  readonly scope: number
}

/** An IPv6 destination. */
export interface Address6 {
  readonly address: Ipv6
  readonly sendsFrom: Ipv6 | undefined
  /** What requests leave by, or why they cannot. */
  readonly oif: Device | undefined | Refusal
}

/** ping6_run up to its first line. */
export function findTarget6(
  world: World,
  netns: Netns,
  to: Scoped6,
  options: Options,
  fail: (words: string) => Ending,
): Target | Ending {
  const { device, source6, strictSource } = options
  const dev = device === undefined ? undefined : netns.byName.get(device)
  if (device !== undefined && dev === undefined) return fail(`unknown iface: ${device}`)
  const found = source6 === undefined ? probe(world, netns, to, dev) : onDevice(source6, dev)
  if ('errno' in found) return fail(`connect: ${strerror(found.errno)}`)
  const source = found.address
  const boundDev = dev ?? (strictSource ? netns.devices.get(found.scope) : undefined)
  const bound = strictSource ? bindRaw6(netns, source, boundDev) : UNBOUND
  if ('errno' in bound) return fail(`bind icmp socket: ${strerror(bound.errno)}`)
  const elsewhere = source6 === undefined && dev !== undefined && !isOn(netns, dev, source)
  const from = ` from ${hostText(netns, source, found.scope)} ${device ?? ''}:`
  return {
    ...{ netns, host: options.targets.at(-1)!, address: 0, source: 0, sendsFrom: undefined, numeric: true },
    warnings: elsewhere
      ? `ping: Warning: source address might be selected on device other than: ${device}\n`
      : '',
    boundTo: { address: bound.receivesAt, dev: boundDev },
    group: isMulticast6(to.address),
    address6: {
      address: to.address === ANY6 ? LOOPBACK6 : to.address,
      sendsFrom: bound.sendsFrom,
      oif: wayOut(netns, to, dev),
    },
    from6: device === undefined && !strictSource ? '' : from,
    greeted: hostText(netns, to.address, to.scope),
  }
}

/**
 * connect and getsockname of a UDP socket, to learn what it would send from. ping forgets to say that an address of a
 * link is of IPv6, so that the socket is connected to nobody and has no address.
 */
function probe(world: World, netns: Netns, to: Scoped6, dev: Device | undefined): Scoped6 | Refusal {
  if (isOfLink(to.address)) return { address: ANY6, scope: 0 }
  const oif = wayOut(netns, to, dev)
  if (oif !== undefined && 'errno' in oif) return oif
  if (oif === undefined && isLinkScoped(to.address)) return refuse('EINVAL')
  const route = connect6(world, netns, { dst: to.address, oif })
  return 'errno' in route ? route : onDevice(route.source, oif)
}

function onDevice(address: Ipv6, dev: Device | undefined): Scoped6 {
  return { address, scope: isLinkScoped(address) && dev !== undefined ? dev.ifindex : 0 }
}

/** rawv6_sendmsg and ip6_datagram_send_ctl: the device of -I, or the one of the address, where both are not the same. */
function wayOut(
  netns: Netns,
  { address, scope }: Scoped6,
  dev: Device | undefined,
): Device | undefined | Refusal {
  if (scope === 0 || !isLinkScoped(address)) return dev
  if (dev !== undefined) return dev.ifindex === scope ? dev : refuse('EINVAL')
  return netns.devices.get(scope) ?? refuse('ENETUNREACH')
}

function isOn(netns: Netns, dev: Device, address: Ipv6): boolean {
  return netns.inet6.devices.get(dev.id)?.addresses.some(({ local }) => local === address) ?? false
}
