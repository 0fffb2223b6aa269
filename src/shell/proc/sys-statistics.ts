import type { Counters } from '../../device/counters.ts'
import { type DirectoryNode, directory, file } from './virtual-node.ts'

/** Those that no device of this world can move stay at zero. */
const STATISTICS: Readonly<Record<string, keyof Counters | undefined>> = {
  collisions: undefined,
  multicast: 'rxMulticast',
  rx_bytes: 'rxBytes',
  rx_compressed: undefined,
  rx_crc_errors: undefined,
  rx_dropped: 'rxDropped',
  rx_errors: 'rxErrors',
  rx_fifo_errors: undefined,
  rx_frame_errors: undefined,
  rx_length_errors: undefined,
  rx_missed_errors: 'rxMissed',
  rx_nohandler: undefined,
  rx_over_errors: undefined,
  rx_packets: 'rxPackets',
  tx_aborted_errors: undefined,
  tx_bytes: 'txBytes',
  tx_carrier_errors: 'txCarrierErrors',
  tx_compressed: undefined,
  tx_dropped: 'txDropped',
  tx_errors: 'txErrors',
  tx_fifo_errors: undefined,
  tx_heartbeat_errors: undefined,
  tx_packets: 'txPackets',
  tx_window_errors: undefined,
}

export function statisticsDirectory(counters: Counters): DirectoryNode {
  return directory(() =>
    Object.fromEntries(
      Object.entries(STATISTICS).map(([name, key]) => [
        name,
        file(() => `${key === undefined ? 0 : counters[key]}\n`),
      ]),
    ),
  )
}
