import { ETH_HLEN, EtherType, type Frame } from './frame.ts'

export const VLAN_HLEN = 4
/** After both addresses. */
const TAG_AT = 12
/** The bits of a tag that number its VLAN; as a number itself it is reserved, and so is 0. */
export const VLAN_VID_MASK = 0xfff

/** skb_vlan_tag_get_id: without priority and drop bit. */
export function vlanId(tag: number): number {
  return tag & VLAN_VID_MASK
}

/** br_vlan_valid_id, rtnl's fdb_vid_parse: a number that a VLAN may have. */
export function isVlanId(vlan: number): boolean {
  return vlan > 0 && vlan < VLAN_VID_MASK
}

/**
 * skb_vlan_untag: the kernel keeps a received tag beside the bytes (they stay as they are here). undefined: too
 * short to hold a tag and a type.
 */
export function untag(frame: Frame): Frame | undefined {
  const { bytes, tag } = frame
  if (frame.etherType !== EtherType.VLAN || tag !== undefined) return frame
  if (bytes.length < ETH_HLEN + VLAN_HLEN + 2) return undefined
  return {
    ...frame,
    etherType: readType(bytes, TAG_AT + VLAN_HLEN),
    length: bytes.length - VLAN_HLEN,
    tag: readType(bytes, TAG_AT + 2),
  }
}

/** __vlan_hwaccel_put_tag, on a frame that has none beside its bytes: a tag that is not part of its length. */
export function putTag(frame: Frame, tag: number): Frame {
  const bytes = new Uint8Array(frame.bytes.length + VLAN_HLEN)
  bytes.set(frame.bytes.subarray(0, TAG_AT))
  bytes.set(frame.bytes.subarray(TAG_AT), TAG_AT + VLAN_HLEN)
  writeType(bytes, TAG_AT, EtherType.VLAN)
  writeType(bytes, TAG_AT + 2, tag)
  return { ...frame, bytes, length: frame.bytes.length, tag }
}

/** The same frame with another tag in the place of its own, which is beside the bytes. */
export function renumber(frame: Frame, tag: number): Frame {
  const bytes = frame.bytes.slice()
  writeType(bytes, TAG_AT + 2, tag)
  return { ...frame, bytes, tag }
}

/** __vlan_hwaccel_push_inside: the tag becomes part of the frame, for a driver that cannot send it from beside. */
export function foldTag(frame: Frame): Frame {
  return { ...frame, etherType: EtherType.VLAN, length: frame.bytes.length, tag: undefined }
}

/** __vlan_hwaccel_clear_tag: the frame without the tag that was taken out. */
export function dropTag(frame: Frame): Frame {
  const bytes = new Uint8Array(frame.length)
  bytes.set(frame.bytes.subarray(0, TAG_AT))
  bytes.set(frame.bytes.subarray(TAG_AT + VLAN_HLEN), TAG_AT)
  return { ...frame, bytes, tag: undefined }
}

function readType(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!
}

function writeType(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8
  bytes[at + 1] = value
}
