import type { Inet, InetDevice } from './inet.ts'

/**
 * net.ipv4.conf.*: the kernel's default for a device, and how `all` and the device's own value go together
 * (IN_DEV_ORCONF, IN_DEV_MAXCONF, IN_DEV_ANDCONF; `own`: `all` is not asked).
 */
const CONF = {
  accept_local: [0, 'or'],
  accept_redirects: [1, 'own'],
  accept_source_route: [1, 'and'],
  arp_accept: [0, 'max'],
  arp_announce: [0, 'max'],
  arp_evict_nocarrier: [1, 'and'],
  arp_filter: [0, 'or'],
  arp_ignore: [0, 'max'],
  arp_notify: [0, 'max'],
  bc_forwarding: [0, 'and'],
  bootp_relay: [0, 'or'],
  disable_policy: [0, 'own'],
  disable_xfrm: [0, 'own'],
  drop_gratuitous_arp: [0, 'or'],
  drop_unicast_in_l2_multicast: [0, 'or'],
  force_igmp_version: [0, 'own'],
  forwarding: [0, 'own'],
  igmpv2_unsolicited_report_interval: [10_000, 'own'],
  igmpv3_unsolicited_report_interval: [1_000, 'own'],
  ignore_routes_with_linkdown: [0, 'or'],
  log_martians: [0, 'or'],
  mc_forwarding: [0, 'and'],
  medium_id: [0, 'own'],
  promote_secondaries: [0, 'or'],
  proxy_arp: [0, 'or'],
  proxy_arp_pvlan: [0, 'own'],
  route_localnet: [0, 'or'],
  rp_filter: [0, 'max'],
  secure_redirects: [1, 'or'],
  send_redirects: [1, 'or'],
  shared_media: [1, 'or'],
  src_valid_mark: [0, 'or'],
  tag: [0, 'own'],
} as const satisfies Record<string, readonly [number, 'or' | 'and' | 'max' | 'own']>

export type ConfName = keyof typeof CONF
export const CONF_NAMES = Object.keys(CONF) as readonly ConfName[]

export function isConfName(name: string): name is ConfName {
  return Object.hasOwn(CONF, name)
}

/** net.ipv4.conf.all.NAME. */
export function confAll(inet: Inet, name: ConfName): number {
  // Alone among them: `all` says no where `default` says yes.
  const fallback = name === 'accept_source_route' ? 0 : CONF[name][0]
  return inet.confAll.get(name) ?? fallback
}

/** net.ipv4.conf.default.NAME. */
export function confDefault(inet: Inet, name: ConfName): number {
  return inet.confDefault.get(name) ?? CONF[name][0]
}

/** net.ipv4.conf.DEV.NAME. */
export function confOwn(inet: Inet, idev: InetDevice, name: ConfName): number {
  return idev.conf.get(name) ?? (idev.settled ? CONF[name][0] : confDefault(inet, name))
}

/** What counts for a device: its own value and that of `all`, put together. */
export function conf(inet: Inet, idev: InetDevice, name: ConfName): number {
  const own = confOwn(inet, idev, name)
  switch (CONF[name][1]) {
    case 'own':
      return own
    case 'or':
      return own || confAll(inet, name)
    case 'and':
      return own && confAll(inet, name)
    case 'max':
      return Math.max(own, confAll(inet, name))
  }
}

/** net.ipv4.neigh.*: the defaults of arp_tbl, in the units in which sysctl shows them. */
const NEIGHBOUR = {
  anycast_delay: 100,
  app_solicit: 0,
  base_reachable_time_ms: 30_000,
  delay_first_probe_time: 5,
  gc_stale_time: 60,
  interval_probe_time_ms: 5_000,
  locktime: 100,
  mcast_resolicit: 0,
  mcast_solicit: 3,
  proxy_delay: 80,
  proxy_qlen: 64,
  retrans_time_ms: 1_000,
  ucast_solicit: 3,
  unres_qlen: 101,
  unres_qlen_bytes: 212_992,
} as const

export type NeighbourParameter = keyof typeof NEIGHBOUR
export const NEIGHBOUR_PARAMETERS = Object.keys(NEIGHBOUR) as readonly NeighbourParameter[]

export function isNeighbourParameter(name: string): name is NeighbourParameter {
  return Object.hasOwn(NEIGHBOUR, name)
}

export function neighbourDefault(inet: Inet, name: NeighbourParameter): number {
  return inet.neighbourDefault.get(name) ?? NEIGHBOUR[name]
}

/** NEIGH_VAR. */
export function neighbourParameter(inet: Inet, idev: InetDevice, name: NeighbourParameter): number {
  return idev.neighbour.get(name) ?? (idev.settled ? NEIGHBOUR[name] : neighbourDefault(inet, name))
}

/** ipv4_devconf_setall, neigh_parms_data_state_setall: an address makes the values of now the device's own. */
export function settle(inet: Inet, idev: InetDevice): void {
  if (idev.settled) return
  for (const [name, value] of inet.confDefault) if (!idev.conf.has(name)) idev.conf.set(name, value)
  for (const [name, value] of inet.neighbourDefault)
    if (!idev.neighbour.has(name)) idev.neighbour.set(name, value)
  idev.settled = true
}

/** Every other sysctl of net.ipv4 that is known, with the kernel's default. */
export const PLAIN_SYSCTLS: Readonly<Record<string, string>> = {
  'net.ipv4.fib_multipath_hash_fields': '7',
  'net.ipv4.fib_multipath_hash_policy': '0',
  'net.ipv4.fib_multipath_use_neigh': '0',
  'net.ipv4.fib_notify_on_flag_change': '0',
  'net.ipv4.fwmark_reflect': '0',
  'net.ipv4.icmp_echo_enable_probe': '0',
  'net.ipv4.icmp_echo_ignore_all': '0',
  'net.ipv4.icmp_echo_ignore_broadcasts': '1',
  'net.ipv4.icmp_errors_use_inbound_ifaddr': '0',
  'net.ipv4.icmp_ignore_bogus_error_responses': '1',
  'net.ipv4.icmp_msgs_burst': '50',
  'net.ipv4.icmp_msgs_per_sec': '1000',
  'net.ipv4.icmp_ratelimit': '1000',
  'net.ipv4.icmp_ratemask': '6168',
  'net.ipv4.igmp_link_local_mcast_reports': '1',
  'net.ipv4.igmp_max_memberships': '20',
  'net.ipv4.igmp_max_msf': '10',
  'net.ipv4.igmp_qrv': '2',
  'net.ipv4.ip_autobind_reuse': '0',
  'net.ipv4.ip_default_ttl': '64',
  'net.ipv4.ip_dynaddr': '0',
  'net.ipv4.ip_early_demux': '1',
  'net.ipv4.ip_forward_update_priority': '1',
  'net.ipv4.ip_forward_use_pmtu': '0',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.ip_local_reserved_ports': '',
  'net.ipv4.ip_no_pmtu_disc': '0',
  'net.ipv4.ip_nonlocal_bind': '0',
  'net.ipv4.ip_unprivileged_port_start': '1024',
  'net.ipv4.ipfrag_high_thresh': '4194304',
  'net.ipv4.ipfrag_low_thresh': '3145728',
  'net.ipv4.ipfrag_max_dist': '64',
  'net.ipv4.ipfrag_time': '30',
  'net.ipv4.nexthop_compat_mode': '1',
  'net.ipv4.ping_group_range': '1\t0',
  'net.ipv4.raw_l3mdev_accept': '1',
  'net.ipv4.route.min_adv_mss': '256',
  'net.ipv4.route.min_pmtu': '552',
  'net.ipv4.route.mtu_expires': '600',
  'net.ipv4.udp_early_demux': '1',
  'net.ipv4.udp_l3mdev_accept': '0',
  'net.ipv4.udp_rmem_min': '4096',
  'net.ipv4.udp_wmem_min': '4096',
  'net.ipv4.xfrm4_gc_thresh': '32768',
}

/** One of the plain sysctls as a number. */
export function plainNumber(inet: Inet, name: string): number {
  return Number(inet.sysctls.get(name) ?? PLAIN_SYSCTLS[name])
}
