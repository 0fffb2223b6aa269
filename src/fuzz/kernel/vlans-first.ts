import { compareVersions, type KernelVersion } from '../../device/kernel-version.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { VLAN_NAMES } from '../bench.ts'
import { deleteLink } from './link-requests.ts'
import type { StandNames } from './stand-names.ts'
import type { Traces } from './traces.ts'

/**
 * Requests that must have been answered before anything else is taken away; some of what they name is not there any
 * more. netdev_run_todo: before Linux 5.18 a device waits until nobody uses it, one device after another. A VLAN device
 * that goes together with its parent may be behind it, and uses it still: the kernel would wait for ever. By itself,
 * either takes with it what stands on it, in the order that is right. VLAN devices never leave their namespace.
 */
export function vlansFirst(
  benches: readonly { readonly traces: Traces; readonly names: StandNames }[],
  version: KernelVersion,
): MessageWriter[] {
  if (compareVersions(version, WAITS_FOR_ALL) >= 0) return []
  return benches
    .filter(({ traces }) => traces.tagged)
    .flatMap(({ names }) => VLAN_NAMES.map((name) => deleteLink(names.index(name))))
}

const WAITS_FOR_ALL = '5.18'
