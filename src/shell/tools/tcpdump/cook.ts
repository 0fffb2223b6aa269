import type { Device } from '../../../device/device.ts'
import { ETH_HLEN, type Frame } from '../../../frame/frame.ts'
import type { PacketType } from '../../../world/packet-type.ts'

const HEADER = 20
const HARDWARE_ETHERNET = 1
const HARDWARE_LOOPBACK = 772
const MAX_LENGTH = 1500
const IEEE_802_3 = 1
const IEEE_802_2 = 4

const TYPES: Readonly<Record<PacketType, number>> = {
  host: 0,
  broadcast: 1,
  multicast: 2,
  otherhost: 3,
  outgoing: 4,
  loopback: 5,
}

/** A frame as libpcap presents it on the `any` device (LINUX_SLL2): 20 bytes instead of the Ethernet header. */
export function cook(dev: Device, type: PacketType, frame: Frame): Uint8Array {
  const bytes = new Uint8Array(HEADER + frame.bytes.length - ETH_HLEN)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, protocol(type, frame))
  view.setUint32(4, dev.ifindex)
  view.setUint16(8, dev.driver.kind === 'loopback' ? HARDWARE_LOOPBACK : HARDWARE_ETHERNET)
  bytes[10] = TYPES[type]
  bytes[11] = 6
  bytes.set(frame.bytes.subarray(6, 12), 12)
  bytes.set(frame.bytes.subarray(ETH_HLEN), HEADER)
  return bytes
}

/** eth_type_trans tells 802.2 from raw 802.3; frames on their way out keep the length that stands in the field. */
function protocol(type: PacketType, frame: Frame): number {
  if (frame.etherType > MAX_LENGTH || type === 'outgoing') return frame.etherType
  const raw = frame.bytes[ETH_HLEN] === 0xff && frame.bytes[ETH_HLEN + 1] === 0xff
  return raw ? IEEE_802_3 : IEEE_802_2
}
