import type { Ends } from '../../frame/icmpv6.ts'
import type { Inet6 } from './inet6.ts'
import { plain6 } from './settings6.ts'

const LABELS = 0x10_0000

/**
 * ip6_make_flowlabel (auto_flowlabels): the same for each flow, and another for each. The kernel mixes in a secret;
 * this does not, so that a run can be repeated.
 */
export function flowLabel(inet6: Inet6, { src, dst }: Ends): number {
  if (plain6(inet6, 'net.ipv6.auto_flowlabels') === 0) return 0
  const mixed = (src * 0x9e37_79b9_7f4a_7c15n) ^ (dst * 0xbf58_476d_1ce4_e5b9n)
  return Number(((mixed >> 64n) ^ (mixed >> 32n) ^ mixed) & 0xffff_ffffn) % LABELS
}
