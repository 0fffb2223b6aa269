import { IcmpType, Unreachable } from '../frame/icmp.ts'
import { IpProtocol } from '../frame/ipv4.ts'
import { parseUdp } from '../frame/udp.ts'
import type { StackEnvironment } from './environment.ts'
import { sendIcmpError } from './icmp-error.ts'
import { receiveIcmp } from './icmp-receive.ts'
import type { Received } from './ip-receive.ts'

export type LocalType = 'local' | 'broadcast' | 'multicast'

/** ip_protocol_deliver_rcu: the handler of the transport protocol. */
export function deliverProtocol(stack: StackEnvironment, packet: Received, type: LocalType): void {
  const { ip, dev, copy } = packet
  const { protocol } = ip
  const known = Object.values<number>(IpProtocol).includes(protocol)
  stack.why(dev, copy)?.('IP13', known, { protocol })
  switch (protocol) {
    case IpProtocol.ICMP:
      return receiveIcmp(stack, packet, type)
    case IpProtocol.UDP:
      return receiveUdp(stack, packet, type)
    case IpProtocol.TCP:
      return stack.fate(dev, copy, 'IP13', 'dropped', 'TCP is not modelled')
    case IpProtocol.IGMP:
      return stack.fate(dev, copy, 'IP13', 'delivered', 'IGMP: this host has nothing to report')
    default:
      return unreachable(stack, packet, type, Unreachable.protocol, 'IP13', 'no such protocol')
  }
}

/** __udp4_lib_rcv in a world where no program has a UDP socket: every port is closed. */
function receiveUdp(stack: StackEnvironment, packet: Received, type: LocalType): void {
  const { ip, dev, copy } = packet
  const datagram = parseUdp(ip.payload, ip.src, ip.dst)
  const whole = typeof datagram !== 'string'
  stack.why(dev, copy)?.('UDP1', whole, { fault: whole ? 'none' : datagram })
  if (!whole) return stack.fate(dev, copy, 'UDP1', 'dropped', datagram)
  stack.why(dev, copy)?.('UDP2', type === 'local', { type, port: datagram.destinationPort })
  if (type !== 'local') return stack.fate(dev, copy, 'UDP2', 'dropped', 'nobody listens on the port')
  unreachable(stack, packet, type, Unreachable.port, 'UDP2', 'nobody listens on the port')
}

function unreachable(
  stack: StackEnvironment,
  packet: Received,
  type: LocalType,
  code: number,
  rule: string,
  reason: string,
): void {
  stack.fate(packet.dev, packet.copy, rule, 'dropped', reason)
  const to = type === 'local' ? 'this host' : 'a group'
  sendIcmpError(stack, { ...packet, to }, { type: IcmpType.unreachable, code })
}
