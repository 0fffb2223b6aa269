import type { NeighbourParameter } from '../settings.ts'
import type { Inet6, Inet6Device } from './inet6.ts'

/** net.ipv6.conf.*: the kernel's default for a device. Unlike those of IPv4, `all` is seldom asked as well. */
const CONF6 = {
  accept_dad: 1,
  accept_ra: 1,
  accept_ra_defrtr: 1,
  accept_ra_from_local: 0,
  accept_ra_min_hop_limit: 1,
  accept_ra_min_lft: 0,
  accept_ra_mtu: 1,
  accept_ra_pinfo: 1,
  accept_ra_rt_info_max_plen: 0,
  accept_ra_rt_info_min_plen: 0,
  accept_ra_rtr_pref: 1,
  accept_redirects: 1,
  accept_source_route: 0,
  accept_untracked_na: 0,
  addr_gen_mode: 0,
  autoconf: 1,
  dad_transmits: 1,
  disable_ipv6: 0,
  disable_policy: 0,
  drop_unicast_in_l2_multicast: 0,
  drop_unsolicited_na: 0,
  enhanced_dad: 1,
  force_forwarding: 0,
  force_mld_version: 0,
  force_tllao: 0,
  forwarding: 0,
  hop_limit: 64,
  ignore_routes_with_linkdown: 0,
  ioam6_enabled: 0,
  ioam6_id: 65535,
  ioam6_id_wide: 4294967295,
  keep_addr_on_down: 0,
  max_addresses: 16,
  max_desync_factor: 600,
  mc_forwarding: 0,
  mldv1_unsolicited_report_interval: 10000,
  mldv2_unsolicited_report_interval: 1000,
  mtu: 1280,
  ndisc_evict_nocarrier: 1,
  ndisc_notify: 0,
  ndisc_tclass: 0,
  optimistic_dad: 0,
  proxy_ndp: 0,
  ra_defrtr_metric: 1024,
  ra_honor_pio_life: 0,
  ra_honor_pio_pflag: 0,
  regen_max_retry: 3,
  regen_min_advance: 2,
  router_probe_interval: 60,
  router_solicitation_delay: 1,
  router_solicitation_interval: 4,
  router_solicitation_max_interval: 3600,
  router_solicitations: -1,
  rpl_seg_enabled: 0,
  seg6_enabled: 0,
  seg6_require_hmac: 0,
  suppress_frag_ndisc: 1,
  temp_prefered_lft: 86400,
  temp_valid_lft: 604800,
  use_oif_addrs_only: 0,
  use_optimistic: 0,
  use_tempaddr: 0,
} as const

export type Conf6Name = keyof typeof CONF6
export const CONF6_NAMES = Object.keys(CONF6) as readonly Conf6Name[]

export function isConf6Name(name: string): name is Conf6Name {
  return Object.hasOwn(CONF6, name)
}

/** net.ipv6.conf.all.NAME: here alone, duplicate addresses are nobody's business. */
export function conf6All(inet6: Inet6, name: Conf6Name): number {
  return inet6.confAll.get(name) ?? (name === 'accept_dad' ? 0 : CONF6[name])
}

/** net.ipv6.conf.default.NAME. */
export function conf6Default(inet6: Inet6, name: Conf6Name): number {
  return inet6.confDefault.get(name) ?? CONF6[name]
}

/** net.ipv6.conf.DEV.NAME. */
export function conf6(idev: Inet6Device, name: Conf6Name): number {
  return idev.conf.get(name) ?? (name === 'mtu' ? idev.dev.mtu : CONF6[name])
}

export function isOn(idev: Inet6Device): boolean {
  return conf6(idev, 'disable_ipv6') === 0
}

/** ipv6_accept_ra: a router takes no advice, unless it is told to (2). */
export function acceptsAdvertisements(idev: Inet6Device): boolean {
  const accept = conf6(idev, 'accept_ra')
  return conf6(idev, 'forwarding') === 0 ? accept > 0 : accept === 2
}

/** The defaults of nd_tbl: those of ARP, but that news counts at once. */
const NEIGHBOUR6: Readonly<Record<NeighbourParameter, number>> = {
  anycast_delay: 100,
  app_solicit: 0,
  base_reachable_time_ms: 30_000,
  delay_first_probe_time: 5,
  gc_stale_time: 60,
  interval_probe_time_ms: 5_000,
  locktime: 0,
  mcast_resolicit: 0,
  mcast_solicit: 3,
  proxy_delay: 80,
  proxy_qlen: 64,
  retrans_time_ms: 1_000,
  ucast_solicit: 3,
  unres_qlen: 101,
  unres_qlen_bytes: 212_992,
}

export function neighbour6Default(inet6: Inet6, name: NeighbourParameter): number {
  return inet6.neighbourDefault.get(name) ?? NEIGHBOUR6[name]
}

export function neighbour6Parameter(idev: Inet6Device, name: NeighbourParameter): number {
  return idev.neighbour.get(name) ?? NEIGHBOUR6[name]
}

/** The other sysctls of net.ipv6, with the kernel's default. */
export const PLAIN_SYSCTLS6: Readonly<Record<string, string>> = {
  'net.ipv6.anycast_src_echo_reply': '0',
  'net.ipv6.auto_flowlabels': '1',
  'net.ipv6.bindv6only': '0',
  'net.ipv6.icmp.echo_ignore_all': '0',
  'net.ipv6.icmp.echo_ignore_anycast': '0',
  'net.ipv6.icmp.echo_ignore_multicast': '0',
  'net.ipv6.icmp.ratelimit': '100',
}

export function plain6(inet6: Inet6, name: string): number {
  return Number(inet6.sysctls.get(name) ?? PLAIN_SYSCTLS6[name])
}
