import { formatIpv6, type Ipv6, solicitedNode } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { insertRoute6, kernelRoute } from './fib6.ts'
import type { Inet6Address, Inet6Device } from './inet6.ts'
import { firstAddressKnown, joinGroup6 } from './mld.ts'
import { announce6, linkLocalOf, sendProbe } from './nd-send.ts'
import { beginSoliciting } from './router-solicit.ts'
import { conf6, conf6All } from './settings6.ts'
import { setDadTimer } from './timer6.ts'

const SECOND = 1_000_000_000
/** Half of the six bytes of a nonce. */
const HALF = 0x100_0000

/** addrconf_dad_start: who has an address listens for questions about it, and first asks one itself. */
export function startDad(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  if (idev.dev.driver.kind !== 'loopback') joinGroup6(stack, idev, solicitedNode(address.local))
  tryAddress(stack, idev, address)
}

/** addrconf_dad_begin: the address is tried before it is used, unless nobody wants to know. */
export function tryAddress(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  const { dev } = idev
  const { local, nodad, tentative } = address
  const trusted = dev.driver.kind === 'loopback' || !dev.arp || conf6(idev, 'accept_dad') < 1
  const doubted = !trusted && !nodad && tentative
  stack.why(dev, 0)?.('DAD1', doubted, { address: formatIpv6(local), nodad })
  if (!doubted) return completeDad(stack, idev, address)
  if (idev.ready) kickDad(stack, idev, address)
}

/** addrconf_dad_kick: all who boot together shall not ask together. */
function kickDad(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  address.probes = conf6(idev, 'dad_transmits')
  const signed = conf6(idev, 'enhanced_dad') !== 0 || conf6All(stack.inet6, 'enhanced_dad') !== 0
  address.nonce = signed ? Math.max(1, stack.random(HALF) * HALF + stack.random(HALF)) : 0
  const longest = conf6(idev, 'router_solicitation_delay') * SECOND
  setDadTimer(stack, idev, address, longest === 0 ? 0 : stack.random(longest))
}

/** addrconf_dad_work. */
export function dadDue(stack: StackEnvironment, idev: Inet6Device, local: Ipv6, number: number): void {
  const address = idev.addresses.find((each) => each.local === local)
  if (address?.timer !== number || address.dadfailed) return
  if (address.probes === 0) return completeDad(stack, idev, address)
  address.probes--
  setDadTimer(stack, idev, address, stack.nd.parameter(idev.dev, 'retrans_time_ms') * 1_000_000)
  sendProbe(stack, idev, local, address.nonce)
}

/** addrconf_dad_completed: the address is this host's. The first one makes it look for a router. */
function completeDad(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  const { inet6 } = stack
  const first = address.scope === 'link' && linkLocalOf(idev) === undefined
  address.tentative = false
  address.dadfailed = false
  const { dev } = idev
  insertRoute6(inet6, localRoute(idev, address, stack.now), 'append')
  if (address.peer !== address.local) insertRoute6(inet6, peerRoute(idev, address, stack.now), 'append')
  if (conf6(idev, 'ndisc_notify') !== 0 && dev.driver.kind !== 'loopback')
    announce6(stack, idev, address.local)
  if (!first || dev.driver.kind === 'loopback') return
  firstAddressKnown(stack, idev)
  beginSoliciting(stack, idev)
}

/** The other end of a point-to-point address is on the link, whatever its prefix says. */
function peerRoute({ dev }: Inet6Device, { peer, metric }: Inet6Address, now: number) {
  return kernelRoute({ dst: peer, prefix: 128, dev, metric: metric || 256 }, now)
}

function localRoute({ dev }: Inet6Device, { local }: Inet6Address, now: number) {
  return kernelRoute({ type: 'local', dst: local, prefix: 128, dev, metric: 0 }, now)
}

/** addrconf_dad_failure: somebody else has it. It stays, so that one sees what happened, but is never used. */
export function failDad(
  stack: StackEnvironment,
  idev: Inet6Device,
  address: Inet6Address,
  copy: number,
): void {
  stack.fate(idev.dev, copy, 'DAD3', 'delivered', `${formatIpv6(address.local)} is a duplicate`)
  address.tentative = true
  address.dadfailed = true
}
