import type { Ipvlan } from '../device/ipvlan-device.ts'
import type { Macvlan } from '../device/macvlan-device.ts'

/** macvlan_count_rx, ipvlan_count_rx. A failure counts as an error and, when the counters are read, as a drop. */
export function countUpperReceived(
  { counters }: Macvlan | Ipvlan,
  bytes: number,
  success: boolean,
  multicast: boolean,
): void {
  if (!success) {
    counters.rxErrors++
    counters.rxDropped++
    return
  }
  counters.rxPackets++
  counters.rxBytes += bytes
  if (multicast) counters.rxMulticast++
}
