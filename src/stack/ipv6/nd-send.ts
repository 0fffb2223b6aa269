import type { Device } from '../../device/device.ts'
import { emitIcmpv6, type Icmpv6Message } from '../../frame/icmpv6.ts'
import { emitIpv6, NextHeader, PLAIN_HEADER6, ROUTER_ALERT } from '../../frame/ipv6.ts'
import {
  ALL_NODES,
  ALL_ROUTERS,
  ANY6,
  formatIpv6,
  type Ipv6,
  MLD_ROUTERS,
  solicitedNode,
} from '../../frame/ipv6-address.ts'
import { emitMldReport, type MldRecord } from '../../frame/mld.ts'
import { emitNd, ND_HOP_LIMIT } from '../../frame/nd.ts'
import type { StackEnvironment } from '../environment.ts'
import type { Neighbour } from '../inet.ts'
import type { Inet6Device } from './inet6.ts'
import { output6 } from './output6.ts'
import { conf6, isOn } from './settings6.ts'

interface Sent {
  readonly src: Ipv6
  readonly dst: Ipv6
  readonly message: Icmpv6Message
  readonly rule: string
  readonly what: string
  readonly parent: number
}

/** ndisc_send_skb: out of that very device, and no copy for the sender. */
function send(stack: StackEnvironment, dev: Device, { src, dst, message, rule, what, parent }: Sent): void {
  const copy = stack.born(dev, parent, rule, what)
  const header = { ...PLAIN_HEADER6, hopLimit: ND_HOP_LIMIT, src, dst }
  const bytes = emitIpv6(header, emitIcmpv6(message, { src, dst }))
  output6(stack, { bytes, copy }, { dev, nexthop: dst }, false)
}

/** addrconf_dad_work: who has this address? It is asked by nobody, since nobody has it yet. */
export function sendProbe(stack: StackEnvironment, { dev }: Inet6Device, target: Ipv6, nonce: number): void {
  const message = emitNd({
    kind: 'neighbour solicitation',
    target,
    source: undefined,
    nonce: nonce || undefined,
  })
  const what = `a neighbour solicitation: does anybody have ${formatIpv6(target)}?`
  send(stack, dev, { src: ANY6, dst: solicitedNode(target), message, rule: 'DAD1', what, parent: 0 })
}

/** ndisc_solicit: who may know the address already is asked alone, everybody else by the group of its last bytes. */
export function sendSolicitation(
  stack: StackEnvironment,
  idev: Inet6Device,
  { address, probes }: Neighbour,
  preferred: Ipv6 | undefined,
): void {
  const { dev } = idev
  const target = address as Ipv6
  const src = preferred ?? linkLocalOf(idev)
  if (src === undefined) return
  const dst = probes < stack.nd.parameter(dev, 'ucast_solicit') ? target : solicitedNode(target)
  const message = emitNd({ kind: 'neighbour solicitation', target, source: dev.mac, nonce: undefined })
  const what = `a neighbour solicitation: who has ${formatIpv6(target)}?`
  send(stack, dev, { src, dst, message, rule: 'NUD8', what, parent: 0 })
}

export interface AdvertisementOptions {
  readonly dst: Ipv6
  readonly target: Ipv6
  readonly solicited: boolean
  readonly override: boolean
  /** Whether it tells the MAC: who asked by unicast knows it. */
  readonly tellsMac: boolean
  readonly parent: number
}

/** ndisc_send_na. */
export function sendAdvertisement(
  stack: StackEnvironment,
  idev: Inet6Device,
  { dst, target, solicited, override, tellsMac, parent }: AdvertisementOptions,
): void {
  const { dev } = idev
  const message = emitNd({
    kind: 'neighbour advertisement',
    target,
    router: conf6(idev, 'forwarding') !== 0,
    solicited,
    override,
    targetMac: tellsMac || conf6(idev, 'force_tllao') !== 0 ? dev.mac : undefined,
  })
  stack.why(dev, parent)?.('ND5', tellsMac, { target: formatIpv6(target), solicited })
  const what = `a neighbour advertisement: ${formatIpv6(target)} is here`
  send(stack, dev, { src: target, dst, message, rule: 'ND5', what, parent })
}

/** An advertisement that nobody asked for goes to all nodes. */
export function announce6(stack: StackEnvironment, idev: Inet6Device, target: Ipv6): void {
  const options = { dst: ALL_NODES, target, solicited: false, override: true, tellsMac: true, parent: 0 }
  sendAdvertisement(stack, idev, options)
}

/** ndisc_send_rs. */
export function sendRouterSolicitation(stack: StackEnvironment, { dev }: Inet6Device, src: Ipv6): void {
  const message = emitNd({ kind: 'router solicitation', source: dev.mac })
  const what = 'a router solicitation: is there a router?'
  send(stack, dev, { src, dst: ALL_ROUTERS, message, rule: 'RA5', what, parent: 0 })
}

/** mld_sendpack: hop limit 1, and a router alert so that routers look at it. */
export function sendReport(stack: StackEnvironment, idev: Inet6Device, records: readonly MldRecord[]): void {
  // ip6_output: where IPv6 is off, what is under way goes no further, and the device never hears of it.
  if (!isOn(idev)) return
  if (records.length === 0) return
  const { dev } = idev
  const [src, dst] = [linkLocalOf(idev) ?? ANY6, MLD_ROUTERS]
  const copy = stack.born(dev, 0, 'MLD1', `a listener report of ${records.length} groups`)
  const header = {
    ...PLAIN_HEADER6,
    hopLimit: 1,
    nextHeader: NextHeader.ICMPv6,
    hopByHop: ROUTER_ALERT,
    src,
    dst,
  }
  const bytes = emitIpv6(header, emitIcmpv6(emitMldReport(records), { src, dst }))
  output6(stack, { bytes, copy }, { dev, nexthop: dst }, false)
}

/** ipv6_get_lladdr: the first link-local address that may be used. */
export function linkLocalOf({ addresses }: Inet6Device): Ipv6 | undefined {
  return addresses.findLast(({ scope, tentative }) => scope === 'link' && !tentative)?.local
}
