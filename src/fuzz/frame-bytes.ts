import { EtherType } from '../frame/frame.ts'
import { writeMac } from '../frame/mac.ts'
import { payloadBytes } from './payload.ts'
import type { SendStep } from './step.ts'

const ADDRESSES = 12
const LONGEST_HEADER = 18

/** The bytes of a frame to send; those after its header count up. A length below a header's cuts it short. */
export function frameBytes({ dst, src, etherType, vlan, length, payload }: SendStep): Uint8Array {
  const bytes = new Uint8Array(Math.max(length, LONGEST_HEADER))
  writeMac(bytes, 0, dst)
  writeMac(bytes, 6, src)
  const types = vlan === undefined ? [etherType] : [EtherType.VLAN, vlan, etherType]
  types.forEach((value, index) => {
    bytes[ADDRESSES + 2 * index] = value >>> 8
    bytes[ADDRESSES + 2 * index + 1] = value
  })
  const header = ADDRESSES + 2 * types.length
  for (let at = header; at < length; at++) bytes[at] = at
  if (payload !== undefined)
    bytes.set(payloadBytes(payload, length - header).subarray(0, length - header), header)
  return bytes.subarray(0, length)
}
