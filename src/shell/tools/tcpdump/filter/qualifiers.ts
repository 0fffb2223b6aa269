import { and, type Condition, or } from './condition.ts'

/** Protocol words that may qualify an address, stand alone, or be indexed. */
export const PROTOCOLS = [
  ...(['ether', 'ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'sctp', 'icmp', 'icmp6', 'igmp'] as const),
  ...(['ah', 'esp', 'pim', 'vrrp', 'carp', 'igrp', 'stp'] as const),
] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** What stands before an address, a port or a protocol number. */
export interface Qualifiers {
  readonly protocol: Protocol | undefined
  readonly direction: 'src' | 'dst' | 'and' | 'or'
  readonly kind: 'host' | 'net' | 'port' | 'portrange' | 'proto' | 'gateway'
}

/** A condition for sources and one for destinations, as asked for. */
export function directed(q: Qualifiers, source: Condition, destination: Condition): Condition {
  switch (q.direction) {
    case 'src':
      return source
    case 'dst':
      return destination
    case 'and':
      return and(source, destination)
    case 'or':
      return or(source, destination)
  }
}
