/** Capture files in the pcapng format: one interface block a device, and comments beside the packets. */

export interface PcapngInterface {
  readonly name: string
  readonly description?: string
}

export interface PcapngPacket {
  /** Index among the interfaces, in the order in which they were given. */
  readonly device: number
  /** Nanoseconds since 1970-01-01 00:00:00 UTC, in two parts: their sum exceeds what a number holds exactly. */
  readonly seconds: number
  readonly nanoseconds: number
  readonly bytes: Uint8Array
  readonly direction?: 'in' | 'out'
  readonly comment?: string
}

const BLOCK = { SECTION: 0x0a0d0d0a, INTERFACE: 1, ENHANCED_PACKET: 6 } as const
const OPTION = {
  END: 0,
  COMMENT: 1,
  /** Of an interface. */
  NAME: 2,
  DESCRIPTION: 3,
  TIME_RESOLUTION: 9,
  /** Of a packet. */
  FLAGS: 2,
} as const
const ETHERNET = 1

/** Yields the file in pieces: the section and interface blocks, then one block a packet. */
export function* emitPcapng(
  interfaces: readonly PcapngInterface[],
  packets: Iterable<PcapngPacket>,
): Generator<Uint8Array> {
  yield sectionBlock()
  for (const each of interfaces) yield interfaceBlock(each)
  for (const packet of packets) yield packetBlock(packet)
}

function sectionBlock(): Uint8Array {
  const body = new DataView(new ArrayBuffer(16))
  body.setUint32(0, 0x1a2b3c4d, true)
  body.setUint16(4, 1, true)
  // A section length of -1: not known beforehand.
  body.setInt32(8, -1, true)
  body.setInt32(12, -1, true)
  return block(BLOCK.SECTION, [bytesOf(body)])
}

function interfaceBlock(each: PcapngInterface): Uint8Array {
  const body = new DataView(new ArrayBuffer(8))
  body.setUint16(0, ETHERNET, true)
  const nanoseconds = Uint8Array.of(9)
  return block(BLOCK.INTERFACE, [
    bytesOf(body),
    option(OPTION.NAME, utf8(each.name)),
    ...(each.description === undefined ? [] : [option(OPTION.DESCRIPTION, utf8(each.description))]),
    option(OPTION.TIME_RESOLUTION, nanoseconds),
    option(OPTION.END, new Uint8Array()),
  ])
}

function packetBlock(packet: PcapngPacket): Uint8Array {
  const body = new DataView(new ArrayBuffer(20))
  const time = BigInt(packet.seconds) * 1_000_000_000n + BigInt(packet.nanoseconds)
  body.setUint32(0, packet.device, true)
  body.setUint32(4, Number(time >> 32n), true)
  body.setUint32(8, Number(time & 0xffff_ffffn), true)
  body.setUint32(12, packet.bytes.length, true)
  body.setUint32(16, packet.bytes.length, true)
  const options = packetOptions(packet)
  return block(BLOCK.ENHANCED_PACKET, [bytesOf(body), padded(packet.bytes), ...options])
}

function packetOptions(packet: PcapngPacket): Uint8Array[] {
  const options: Uint8Array[] = []
  if (packet.direction)
    options.push(option(OPTION.FLAGS, Uint8Array.of(packet.direction === 'in' ? 1 : 2, 0, 0, 0)))
  if (packet.comment) options.push(option(OPTION.COMMENT, utf8(packet.comment)))
  if (options.length > 0) options.push(option(OPTION.END, new Uint8Array()))
  return options
}

/** A block's length stands before and after its body. */
function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = 12 + parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, type, true)
  view.setUint32(4, length, true)
  let at = 8
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  view.setUint32(at, length, true)
  return bytes
}

function option(code: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + roundUp(value.length))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, code, true)
  view.setUint16(2, value.length, true)
  bytes.set(value, 4)
  return bytes
}

function padded(value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(roundUp(value.length))
  bytes.set(value)
  return bytes
}

function roundUp(length: number): number {
  return (length + 3) & ~3
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
