import { IcmpType, TimeExceeded, Unreachable } from '../frame/icmp.ts'
import { emitIpv4, readPacket } from '../frame/ipv4.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import { sendIcmpError } from './icmp-error.ts'
import { peerOf } from './icmp-rate.ts'
import { outputIp } from './ip-output.ts'
import type { Received } from './ip-receive.ts'
import type { RouteResult } from './requests.ts'
import type { InputVerdict } from './route-input.ts'

type Forward = Extract<InputVerdict, { kind: 'forward' }>

/** ip_forward: whether it went on. */
export function forward(
  stack: StackEnvironment,
  packet: Received,
  { route, dev: out, redirect }: Forward,
): boolean {
  const { ip, dev, type, copy } = packet
  const why = stack.why(dev, copy)
  const about = { ...packet, to: 'another host' } as const
  why?.('FWD1', type === 'host', { type })
  if (type !== 'host') {
    stack.fate(dev, copy, 'FWD1', 'dropped', 'a group frame is not forwarded')
    return false
  }
  why?.('FWD2', ip.ttl <= 1, { ttl: ip.ttl })
  if (ip.ttl <= 1) {
    stack.fate(dev, copy, 'FWD2', 'dropped', 'its time to live is over')
    sendIcmpError(stack, about, { type: IcmpType.timeExceeded, code: TimeExceeded.ttl })
    return false
  }
  const mtu = Math.min(route.mtu ?? out.mtu, out.mtu)
  const tooLong = ip.bytes.length > mtu && ip.dontFragment
  why?.('FWD3', tooLong, { length: ip.bytes.length, mtu, dontFragment: ip.dontFragment })
  if (tooLong) {
    stack.fate(dev, copy, 'FWD3', 'dropped', `longer than ${mtu} bytes, and must not be fragmented`)
    sendIcmpError(stack, about, {
      type: IcmpType.unreachable,
      code: Unreachable.fragmentationNeeded,
      rest: mtu,
    })
    return false
  }
  const bytes = emitIpv4({ ...ip, ttl: ip.ttl - 1 }, ip.payload)
  why?.('FWD4', redirect, { in: dev.name, out: out.name })
  if (redirect) sendRedirect(stack, { ...about, ip: readPacket(bytes) }, route.gateway ?? ip.dst)
  stack.fate(dev, copy, 'FWD4', 'consumed', `forwarded through ${out.name}`)
  outputIp(stack, { bytes, copy: stack.born(out, copy, 'FWD4', 'forwarded') }, wayOf(route, out, ip.dst))
  return true
}

function wayOf(route: Forward['route'], dev: Forward['dev'], dst: number): RouteResult {
  return {
    type: 'unicast',
    route,
    dev,
    gateway: route.gateway,
    source: 0,
    dst,
    local: false,
    mtu: route.mtu,
    expires: undefined,
    redirected: false,
  }
}

const MILLISECOND = 1_000_000
/** ip_rt_redirect_load and _number; ip_rt_redirect_silence is 2^10 loads. */
const LOAD = 20 * MILLISECOND
const MOST = 9

/** ip_rt_send_redirect: ever more slowly, and never more than nine times without a pause. */
function sendRedirect(
  stack: StackEnvironment,
  about: Parameters<typeof sendIcmpError>[1],
  gateway: number,
): void {
  const peer = peerOf(stack.inet, about.ip.src)
  const silence = stack.now - peer.last
  if (silence > LOAD * 2 ** 10) peer.redirects = 0
  if (peer.redirects >= MOST) {
    peer.last = stack.now
    return
  }
  const due = peer.redirects === 0 || silence > LOAD * 2 ** peer.redirects
  stack.why(about.dev, about.copy)?.('FWD5', due, { to: formatIpv4(about.ip.src), sent: peer.redirects })
  if (!due) return
  sendIcmpError(stack, about, { type: IcmpType.redirect, code: 1, rest: gateway })
  peer.last = stack.now
  peer.redirects++
}
