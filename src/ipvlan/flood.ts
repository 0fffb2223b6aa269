import { IPVLAN_QUEUE_LIMIT, type Ipvlan, type IpvlanPort } from '../device/ipvlan-device.ts'
import type { Why } from '../device/why.ts'
import { EtherType, type Frame } from '../frame/frame.ts'
import { hears } from '../macvlan/filter.ts'

/** What becomes of a group frame on its way to the work queue (ipvlan_multicast_enqueue). */
export type QueueVerdict = 'queue' | 'pause' | 'full'

export function admitToQueue({ backlog }: IpvlanPort, frame: Frame, why: Why | undefined): QueueVerdict {
  const pause = frame.etherType === EtherType.PAUSE
  why?.('IVQ1', pause, frame)
  if (pause) return 'pause'
  const room = backlog.length < IPVLAN_QUEUE_LIMIT
  why?.('IVQ2', room, backlog.length)
  return room ? 'queue' : 'full'
}

/**
 * ipvlan_process_multicast: who gets a copy, in order of creation. Neither mode nor flag is asked: what a private or
 * vepa port forbids, it forbids to unicast alone.
 */
export function receiversOf(
  { ipvlans }: IpvlanPort,
  sender: Ipvlan | undefined,
  frame: Frame,
  why: Why | undefined,
): readonly Ipvlan[] {
  return ipvlans.filter((ipvlan) => {
    const own = ipvlan === sender
    why?.('IVQ3', own, ipvlan.name)
    if (own) return false
    const listens = hears(ipvlan.driver.filter, frame.dst)
    why?.('IVQ4', listens, frame, ipvlan.name)
    if (!listens) return false
    why?.('IVQ5', ipvlan.up, ipvlan.name)
    return ipvlan.up
  })
}
