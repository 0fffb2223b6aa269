import { isLinkLocal6, isMulticast6 } from '../../../frame/ipv6-address.ts'
import type { IcmpArrival } from '../../../world/sockets.ts'
import { icmpv6Words } from './icmpv6-words.ts'
import { gatherReply } from './receive.ts'
import { hostText } from './scope-id.ts'
import { acknowledge, type Session, timestamp } from './session.ts'

type Arrival = Extract<IcmpArrival, { readonly kind: 'reply6' | 'error6' }>

/** ping6_parse_reply and ping6_receive_error_msg. */
export function receive6(session: Session, arrival: Arrival): void {
  const scope = isLinkLocal6(arrival.from) ? arrival.dev.ifindex : 0
  const from = hostText(session.target.netns, arrival.from, scope)
  if (arrival.kind === 'reply6') {
    const group = isMulticast6(session.target.address6!.address)
    const stranger = !group && arrival.from !== session.target.address6!.address
    return gatherReply(session, { ...arrival, ttl: arrival.hopLimit, fromText: from, stranger })
  }
  acknowledge(session, arrival.sequence)
  session.errors++
  if (session.options.quiet) return
  const words = icmpv6Words(arrival.icmpType, arrival.code, arrival.info)
  if (session.options.flood) session.stdout.write('\bE')
  else session.stdout.write(`${timestamp(session)}From ${from} icmp_seq=${arrival.sequence} ${words}\n`)
  session.stdout.flush()
}
