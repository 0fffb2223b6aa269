import type { Device } from '../device/device.ts'
import type { IpAddress, Ipvlan } from '../device/ipvlan-device.ts'
import { ETH_HLEN } from '../frame/frame.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import { deliverProtocol, type LocalType } from './ip-deliver.ts'
import type { Received } from './ip-receive.ts'
import { routeInput } from './route-input.ts'

/** A packet that came to an ipvlan's parent in l3s mode, and whose it is. */
export interface Claim {
  readonly to: Ipvlan
  readonly type: LocalType
}

/**
 * ipvlan_l3_rcv: in l3s mode the parent's stack routes what comes in as if it had come in on the ipvlan that has the
 * address. Left out: a packet that the ipvlan's namespace would forward.
 */
export function claimForIpvlan(stack: StackEnvironment, packet: Received): Claim | undefined {
  const { ip, dev, copy } = packet
  const to = ownerInL3s(stack, dev, copy, ip.dst, formatIpv4)
  if (to === undefined) return undefined
  const { inet } = stack.stackOf(to)
  const idev = inet.devices.get(to.id)
  const verdict = idev && routeInput({ inet, idev, src: ip.src, dst: ip.dst, why: undefined })
  const taken = verdict?.kind === 'deliver'
  stack.why(dev, copy)?.('IVS2', taken, { to: to.name, verdict: verdict?.kind ?? 'no IPv4' })
  return taken ? { to, type: verdict.type } : undefined
}

/** ipvlan_skb_to_addr. */
export function ownerInL3s<Address extends IpAddress>(
  stack: StackEnvironment,
  dev: Device,
  copy: number,
  dst: Address,
  format: (address: Address) => string,
): Ipvlan | undefined {
  const port = dev.rxHandler
  if (port?.kind !== 'ipvlan' || port.mode !== 'l3s') return undefined
  const to = port.hash.get(dst)
  stack.why(dev, copy)?.('IVS1', to !== undefined, { dst: format(dst), found: to?.name ?? 'none' })
  return to
}

/** ipvlan_nf_input: behind the parent's netfilter hooks it becomes the ipvlan's, in that one's namespace. */
export function handOver(stack: StackEnvironment, packet: Received, { to, type }: Claim): void {
  countInL3s(stack, packet.dev, packet.copy, to, packet.ip.bytes.length)
  deliverProtocol(stack.stackOf(to), { ...packet, dev: to }, type)
}

export function countInL3s(
  stack: StackEnvironment,
  dev: Device,
  copy: number,
  { counters, name }: Ipvlan,
  length: number,
): void {
  counters.rxPackets++
  counters.rxBytes += length + ETH_HLEN
  stack.fate(dev, copy, 'IVS2', 'forwarded', name)
}
