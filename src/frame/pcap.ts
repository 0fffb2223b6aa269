/**
 * Capture files in the classic format of libpcap: a header of 24 bytes, then 16 bytes before each packet.
 * Reads either byte order and both precisions; writes little-endian microseconds, as tcpdump does on x86.
 */

export const LinkType = { ETHERNET: 1, LINUX_SLL: 113, LINUX_SLL2: 276 } as const

export interface PcapFile {
  readonly linkType: number
  readonly snapLength: number
  readonly packets: readonly PcapPacket[]
  /** Why reading stopped before the end of the file, in libpcap's words. */
  readonly damage?: string
}

export interface PcapPacket {
  /** Since 1970-01-01 00:00:00 UTC. */
  readonly seconds: number
  readonly microseconds: number
  /** What was captured, possibly less than there was. */
  readonly bytes: Uint8Array
  readonly originalLength: number
}

const FILE_HEADER = 24
const PACKET_HEADER = 16
const MICROSECOND_MAGIC = 0xa1b2c3d4
const NANOSECOND_MAGIC = 0xa1b23c4d
/** The most that libpcap believes a packet of such a file can hold (MAXIMUM_SNAPLEN). */
const MAXIMUM_LENGTH = 262144

export function emitPcapHeader(linkType: number, snapLength: number): Uint8Array {
  const bytes = new Uint8Array(FILE_HEADER)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MICROSECOND_MAGIC, true)
  view.setUint16(4, 2, true)
  view.setUint16(6, 4, true)
  view.setUint32(16, snapLength, true)
  view.setUint32(20, linkType, true)
  return bytes
}

export function emitPcapPacket(packet: PcapPacket): Uint8Array {
  const bytes = new Uint8Array(PACKET_HEADER + packet.bytes.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, packet.seconds, true)
  view.setUint32(4, packet.microseconds, true)
  view.setUint32(8, packet.bytes.length, true)
  view.setUint32(12, packet.originalLength, true)
  bytes.set(packet.bytes, PACKET_HEADER)
  return bytes
}

/** The file, or why libpcap refuses to open it. */
export function parsePcap(bytes: Uint8Array): PcapFile | string {
  if (bytes.length < 4)
    return `truncated dump file; tried to read 4 file header bytes, only got ${bytes.length}`
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const magic = readMagic(view)
  if (!magic) return 'unknown file format'
  if (bytes.length < FILE_HEADER) {
    // libpcap does not count the magic number among what it got.
    return `truncated dump file; tried to read ${FILE_HEADER} file header bytes, only got ${bytes.length - 4}`
  }
  const snapLength = view.getUint32(16, magic.little) || MAXIMUM_LENGTH
  const linkType = view.getUint32(20, magic.little) & 0x3ffffff
  return { linkType, snapLength, ...readPackets(view, magic) }
}

interface Magic {
  readonly little: boolean
  /** Units of a second's fraction in a microsecond. */
  readonly perMicrosecond: number
}

function readMagic(view: DataView): Magic | undefined {
  for (const little of [true, false]) {
    const magic = view.getUint32(0, little)
    if (magic === MICROSECOND_MAGIC) return { little, perMicrosecond: 1 }
    if (magic === NANOSECOND_MAGIC) return { little, perMicrosecond: 1000 }
  }
  return undefined
}

function readPackets(view: DataView, magic: Magic): Pick<PcapFile, 'packets' | 'damage'> {
  const packets: PcapPacket[] = []
  let at = FILE_HEADER
  while (at < view.byteLength) {
    const left = view.byteLength - at
    if (left < PACKET_HEADER) return { packets, damage: truncated(PACKET_HEADER, 'header', left) }
    const length = view.getUint32(at + 8, magic.little)
    if (length > MAXIMUM_LENGTH) {
      const damage = `invalid packet capture length ${length}, bigger than maximum of ${MAXIMUM_LENGTH}`
      return { packets, damage }
    }
    if (left < PACKET_HEADER + length) {
      return { packets, damage: truncated(length, 'captured', left - PACKET_HEADER) }
    }
    packets.push({
      seconds: view.getUint32(at, magic.little),
      microseconds: Math.floor(view.getUint32(at + 4, magic.little) / magic.perMicrosecond),
      bytes: new Uint8Array(view.buffer, view.byteOffset + at + PACKET_HEADER, length),
      originalLength: view.getUint32(at + 12, magic.little),
    })
    at += PACKET_HEADER + length
  }
  return { packets }
}

function truncated(wanted: number, what: string, got: number): string {
  return `truncated dump file; tried to read ${wanted} ${what} bytes, only got ${got}`
}
