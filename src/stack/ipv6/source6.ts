import type { Device } from '../../device/device.ts'
import {
  ANY6,
  commonBits,
  groupScope,
  type Ipv6,
  inSubnet6,
  isLinkLocal6,
  isMulticast6,
  isSiteLocal6,
  LOOPBACK6,
  parseIpv6,
} from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { isDeprecated } from './addresses6.ts'
import type { Inet6Address, Inet6Device } from './inet6.ts'
import { conf6 } from './settings6.ts'

/** ipv6_dev_get_saddr: of all addresses the one that suits the destination best (RFC 6724); `::` if there is none. */
export function selectSource6(stack: StackEnvironment, dst: Ipv6, oif: Device | undefined): Ipv6 {
  let found: Candidate | undefined
  for (const candidate of candidates(stack, dst, oif)) {
    if (found === undefined || isBetter(stack, dst, oif, candidate, found)) found = candidate
  }
  return found?.address.local ?? ANY6
}

interface Candidate {
  readonly idev: Inet6Device
  readonly address: Inet6Address
}

function* candidates({ inet6 }: StackEnvironment, dst: Ipv6, oif: Device | undefined): Generator<Candidate> {
  const asked = oif && inet6.devices.get(oif.id)
  const near = isMulticast6(dst) || scopeNumber(dst) <= LINK
  const only = asked !== undefined && (near || conf6(asked, 'use_oif_addrs_only') !== 0)
  const devices = only ? [asked] : [...inet6.devices.values()].sort((a, b) => a.dev.ifindex - b.dev.ifindex)
  for (const idev of devices)
    for (const address of idev.addresses) if (!address.tentative) yield { idev, address }
}

/** ipv6_get_saddr_eval, rule by rule; with a draw, who came first stays. */
function isBetter(
  stack: StackEnvironment,
  dst: Ipv6,
  oif: Device | undefined,
  candidate: Candidate,
  best: Candidate,
): boolean {
  for (const score of SCORES) {
    const difference = score(stack, dst, oif, candidate) - score(stack, dst, oif, best)
    if (difference !== 0) return difference > 0
  }
  return false
}

type Score = (stack: StackEnvironment, dst: Ipv6, oif: Device | undefined, candidate: Candidate) => number

const SCORES: readonly Score[] = [
  // 1: the destination itself.
  (_stack, dst, _oif, { address }) => Number(address.local === dst),
  // 2: as far as the destination, but no farther.
  (_stack, dst, _oif, { address }) => {
    const own = scopeNumber(address.local)
    return own >= scopeNumber(dst) ? -own : own - 128
  },
  // 3: not deprecated.
  ({ now }, _dst, _oif, { address }) => Number(!isDeprecated(address, now)),
  // 5: of the device that it leaves by.
  (_stack, _dst, oif, { idev }) => Number(oif === undefined || oif === idev.dev),
  // 6: of the same label.
  (_stack, dst, _oif, { address }) => Number(labelOf(address.local) === labelOf(dst)),
  // 8: the longest prefix in common.
  (_stack, dst, _oif, { address }) => Math.min(commonBits(address.local, dst), address.prefix),
]

const [LINK, SITE, GLOBAL] = [2, 5, 14]

/** __ipv6_addr_src_scope. */
function scopeNumber(address: Ipv6): number {
  if (isMulticast6(address)) return groupScope(address)
  if (isLinkLocal6(address) || address === LOOPBACK6) return LINK
  return isSiteLocal6(address) ? SITE : GLOBAL
}

/** ip6addrlbl_init_table, the longest prefix first. */
const LABELS: readonly (readonly [prefix: Ipv6, length: number, label: number])[] = (
  [
    ['::1', 128, 0],
    ['::ffff:0:0', 96, 4],
    ['::', 96, 3],
    ['2001::', 32, 6],
    ['2001:10::', 28, 7],
    ['2002::', 16, 2],
    ['fc00::', 7, 5],
    ['::', 0, 1],
  ] as const
).map(([text, length, label]) => [parseIpv6(text)!, length, label])

function labelOf(address: Ipv6): number {
  return LABELS.find(([prefix, length]) => inSubnet6(address, prefix, length))![2]
}
