import { readFileSync, writeFileSync } from 'node:fs'

/**
 * A new network namespace takes its IPv4 settings from the machine's own (net.core.devconf_inherit_init_net = 0),
 * so a host that forwards or filters would change what a lab shows. These are the kernel's defaults.
 */
const IPV4_DEFAULTS: Readonly<Record<string, string>> = {
  accept_local: '0',
  arp_accept: '0',
  arp_announce: '0',
  arp_filter: '0',
  arp_ignore: '0',
  arp_notify: '0',
  forwarding: '0',
  proxy_arp: '0',
  rp_filter: '0',
}

/** Gives the network namespace of this thread the kernel's default IPv4 settings, and IPv6 or none. */
export function applyNetworkSettings(ipv6: boolean): void {
  for (const scope of ['all', 'default']) {
    for (const [name, value] of Object.entries(IPV4_DEFAULTS)) set(`ipv4/conf/${scope}/${name}`, value)
    set(`ipv6/conf/${scope}/disable_ipv6`, ipv6 ? '0' : '1')
  }
}

function set(name: string, value: string): void {
  const path = `/proc/sys/net/${name}`
  try {
    if (readFileSync(path, 'latin1').trim() !== value) writeFileSync(path, value)
  } catch (error) {
    // A kernel without IPv6 has no such file, and nothing to switch off.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** IFA_F_TENTATIVE, among the flags in the fifth column of if_inet6. */
const TENTATIVE = 0x40

/** Whether an IPv6 address of the network namespace of this thread is still being tried. */
export function hasTentativeAddress(): boolean {
  const lines = readFileSync('/proc/thread-self/net/if_inet6', 'latin1').trim().split('\n')
  return lines.some((line) => (Number.parseInt(line.split(/\s+/)[4] ?? '0', 16) & TENTATIVE) !== 0)
}
