import type { Macvlan } from '../device/macvlan-device.ts'

/** macvlan_count_rx. A failure counts as an error and, when the counters are read, as a drop. */
export function countMacvlanReceived(
  vlan: Macvlan,
  bytes: number,
  success: boolean,
  multicast: boolean,
): void {
  const { counters } = vlan
  if (!success) {
    counters.rxErrors++
    counters.rxDropped++
    return
  }
  counters.rxPackets++
  counters.rxBytes += bytes
  if (multicast) counters.rxMulticast++
}
