import type { Observation, ObservedFrame } from './observation.ts'

const ADDRESSES = 24
const NONE = '0'.repeat(ADDRESSES)
/** EtherTypes of IPv4 and IPv6. */
const IP = ['0800', '86dd']

/**
 * An ipvlan in l3 mode hands on what it is given without its Ethernet header, and where that was, the lower device's
 * goes. A packet socket has the frame in the same memory, and unless it reads at once, it reads the new header: on the
 * kernel which of the two depends on the scheduler. So at devices of which either run knows this, frames that go out
 * are compared without their addresses.
 */
export function withoutOverwritten(
  observations: readonly [Observation, Observation],
): [Observation, Observation] {
  const places = new Set(observations.flatMap(({ trace }) => trace.filter(isOverwritten).map(placeOf)))
  if (places.size === 0) return [...observations]
  const [left, right] = observations.map((observation) => ({
    ...observation,
    trace: observation.trace.map((seen) => (places.has(placeOf(seen)) ? withoutAddresses(seen) : seen)),
  }))
  return [left!, right!]
}

function isOverwritten({ overwritten }: ObservedFrame): boolean {
  return overwritten === true
}

function placeOf({ machine, netns, dev }: ObservedFrame): string {
  return `${machine} ${netns} ${dev}`
}

function withoutAddresses(seen: ObservedFrame): ObservedFrame {
  const { type, frame } = seen
  const isIp = IP.includes(frame.slice(ADDRESSES, ADDRESSES + 4))
  return type === 'outgoing' && isIp ? { ...seen, frame: NONE + frame.slice(ADDRESSES) } : seen
}
