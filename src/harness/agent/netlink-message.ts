export const NLM_F_REQUEST = 1
export const NLM_F_ACK = 4
export const NLM_F_DUMP = 0x300
export const NLM_F_CREATE_EXCL = 0x600

const NLA_F_NESTED = 0x8000
/** Bytes of most messages. */
const USUAL = 192

/** The fixed part of a link message (struct ifinfomsg). */
export interface LinkHeader {
  readonly family?: number
  readonly index?: number
  readonly flags?: number
  readonly change?: number
}

/** Writes one rtnetlink message. */
export class MessageWriter {
  // From Node's pool, as there are many of them and the kernel only reads them.
  private buffer = Buffer.allocUnsafe(USUAL).fill(0)
  private end = 0

  constructor(type: number, flags: number, header: LinkHeader) {
    this.buffer.writeUInt16LE(type, 4)
    this.buffer.writeUInt16LE(flags, 6)
    this.end = 16
    this.linkHeader(header)
  }

  linkHeader({ family = 0, index = 0, flags = 0, change = 0 }: LinkHeader): this {
    this.makeRoom(16)
    this.buffer[this.end] = family
    this.buffer.writeInt32LE(index, this.end + 4)
    this.buffer.writeUInt32LE(flags, this.end + 8)
    this.buffer.writeUInt32LE(change, this.end + 12)
    this.end += 16
    return this
  }

  bytes(type: number, value: Uint8Array): this {
    this.makeRoom(4 + value.length)
    return this.attribute(type, () => {
      this.buffer.set(value, this.end)
      this.end += value.length
    })
  }

  text(type: number, value: string): this {
    return this.bytes(type, Buffer.from(`${value}\0`, 'latin1'))
  }

  u8(type: number, value: number): this {
    return this.bytes(type, Uint8Array.of(value))
  }

  u32(type: number, value: number): this {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    return this.bytes(type, bytes)
  }

  nested(type: number, write: (message: this) => void): this {
    return this.attribute(type, () => write(this), NLA_F_NESTED)
  }

  private attribute(type: number, write: () => void, flag = 0): this {
    const start = this.end
    this.makeRoom(4)
    this.end += 4
    write()
    this.buffer.writeUInt16LE(this.end - start, start)
    this.buffer.writeUInt16LE(type | flag, start + 2)
    this.end = (this.end + 3) & ~3
    return this
  }

  /** For so many bytes more, and what they are filled up with. */
  private makeRoom(bytes: number): void {
    const needed = this.end + bytes + 3
    if (needed <= this.buffer.length) return
    const wider = Buffer.allocUnsafe(2 * needed).fill(0)
    this.buffer.copy(wider)
    this.buffer = wider
  }

  finish(): Buffer {
    this.buffer.writeUInt32LE(this.end, 0)
    return this.buffer.subarray(0, this.end)
  }
}

export interface Message {
  readonly type: number
  /** Without the netlink header. */
  readonly body: Buffer
}

export function splitMessages(bytes: Buffer): readonly Message[] {
  const messages: Message[] = []
  for (let at = 0; at + 16 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at)
    messages.push({ type: bytes.readUInt16LE(at + 4), body: bytes.subarray(at + 16, at + length) })
    at += (length + 3) & ~3
  }
  return messages
}

/** Attributes of a link message, after its fixed part. */
export function readAttributes(body: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = 16; at + 4 <= body.length; ) {
    const length = body.readUInt16LE(at)
    if (length < 4) break
    found.set(body.readUInt16LE(at + 2) & 0x3fff, body.subarray(at + 4, at + length))
    at += (length + 3) & ~3
  }
  return found
}
