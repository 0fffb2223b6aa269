/** IPv6 is switched on or off at a device: `sysctl -w net.ipv6.conf.DEV.disable_ipv6=…`. */
export interface Ipv6Step {
  readonly do: 'ipv6'
  readonly dev: string
  readonly on: boolean
}

/** `ip -6 addr`. */
export interface Address6Step {
  readonly do: 'address6'
  readonly dev: string
  readonly how: 'add' | 'del'
  /** `2001:db8::11` */
  readonly address: string
  readonly prefix: number
}

/**
 * A host with IPv6 speaks by itself, and mostly after a time that chance decides. Its devices are told to say what they have
 * to say at once, or never: they do not try their addresses, look for no router, and report a group but once. Names of
 * sysctls, below net/ipv6.
 */
export const QUIET: Readonly<Record<string, string>> = {
  'conf/default/accept_dad': '0',
  'conf/default/router_solicitations': '0',
  'conf/default/mldv2_unsolicited_report_interval': '2000000000',
  // A secret is mixed into flow labels; and how many errors a host may send is a matter of time.
  auto_flowlabels: '0',
  'icmp/ratelimit': '0',
}

/** Milliseconds, after which a question would be asked again: longer than any world lasts. */
export const NEVER_AGAIN = 1_000_000

/**
 * Milliseconds after which everything has been said: a report waits for two ticks of the clock for others to come
 * (mld_ifc_start_work).
 */
export const ALL_SAID = 60
