/** The counters of struct rtnl_link_stats64 that these devices can move. Packets and bytes. */
export interface Counters {
  rxPackets: number
  rxBytes: number
  rxErrors: number
  rxDropped: number
  rxMissed: number
  rxMulticast: number
  txPackets: number
  txBytes: number
  txErrors: number
  txDropped: number
  txCarrierErrors: number
}

export function newCounters(): Counters {
  return {
    rxPackets: 0,
    rxBytes: 0,
    rxErrors: 0,
    rxDropped: 0,
    rxMissed: 0,
    rxMulticast: 0,
    txPackets: 0,
    txBytes: 0,
    txErrors: 0,
    txDropped: 0,
    txCarrierErrors: 0,
  }
}
