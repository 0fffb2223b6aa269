import type { BridgeVlans } from '../device/bridge-device.ts'
import type { Why } from '../device/why.ts'
import { EtherType, type Frame } from '../frame/frame.ts'
import { dropTag, putTag, renumber, untag, vlanId } from '../frame/vlan-tag.ts'

/** Frames in a bridge that filters have their tag beside the bytes, with a number in it. */
export type Admitted = { readonly frame: Frame; readonly vlan: number }
export type Refused = { readonly rule: 'BV2' | 'BV3' | 'DEV8'; readonly reason: string }

/** br_allowed_ingress: the VLAN that a frame belongs to, by its tag, or by where it came in. */
export function admitFrame(
  name: string,
  vlans: BridgeVlans,
  arrived: Frame,
  why: Why | undefined,
): Admitted | Refused {
  const frame = arrived.etherType === EtherType.VLAN && !arrived.unparsed ? untag(arrived) : arrived
  if (frame === undefined) return { rule: 'DEV8', reason: 'too short for a VLAN tag' }
  const own = frame.tag === undefined ? 0 : vlanId(frame.tag)
  why?.('BV1', own !== 0, name, own)
  if (own === 0) return intoPvid(name, vlans, frame, why)
  const member = vlans.members.has(own)
  why?.('BV3', member, name, own)
  return member ? { frame, vlan: own } : { rule: 'BV3', reason: `not in VLAN ${own}` }
}

function intoPvid(
  name: string,
  { pvid }: BridgeVlans,
  frame: Frame,
  why: Why | undefined,
): Admitted | Refused {
  why?.('BV2', pvid !== 0, name, pvid)
  if (pvid === 0) return { rule: 'BV2', reason: 'no PVID' }
  const tagged = frame.tag === undefined ? putTag(frame, pvid) : renumber(frame, frame.tag | pvid)
  return { frame: tagged, vlan: pvid }
}

/** br_allowed_egress. */
export function mayLeave(name: string, vlans: BridgeVlans, frame: Frame, why: Why | undefined): boolean {
  const vlan = vlanId(frame.tag!)
  const member = vlans.members.has(vlan)
  why?.('BV4', member, name, vlan)
  return member
}

/** br_handle_vlan: as it leaves, with the tag or without. Where it is no member it leaves as it is. */
export function leaving({ members }: BridgeVlans, frame: Frame): Frame {
  return members.get(vlanId(frame.tag!))?.untagged ? dropTag(frame) : frame
}
