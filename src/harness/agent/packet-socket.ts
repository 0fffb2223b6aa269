import type { PacketType } from '../../world/packet-type.ts'
import { addressOf, check, libc, memory, O_CLOEXEC } from './libc.ts'

const AF_PACKET = 17
const SOCK_RAW = 3
const SOCK_NONBLOCK = 0o4000
const ETH_P_ALL = 0x0003
const SOL_SOCKET = 1
const [SO_RCVBUF, SO_RCVBUFFORCE, SO_TIMESTAMPNS] = [8, 33, 35]
const SOL_PACKET = 263
const [PACKET_STATISTICS, PACKET_AUXDATA] = [6, 8]
const MSG_DONTWAIT = 0x40
const [TP_STATUS_VLAN_VALID, TP_STATUS_VLAN_TPID_VALID] = [0x10, 0x40]
const RECEIVE_BUFFER = 64 * 1024 * 1024

/** By number: PACKET_HOST to PACKET_LOOPBACK. */
const PACKET_TYPES: readonly PacketType[] = [
  'host',
  'broadcast',
  'multicast',
  'otherhost',
  'outgoing',
  'loopback',
]

export interface RawFrame {
  readonly index: number
  readonly type: PacketType
  /** Kernel time, nanoseconds since 1970. */
  readonly time: bigint
  readonly bytes: Buffer
}

// The arrays that recvmmsg(2) fills: BATCH headers, each with an address, room for control data, and a frame.
const BATCH = 32
const MOST_BATCHES = 256
const [HEADER, VECTOR, ADDRESS, CONTROL, SNAP] = [64, 16, 32, 128, 65536 + 64]
const VECTORS = BATCH * HEADER
const ADDRESSES = VECTORS + BATCH * VECTOR
const CONTROLS = ADDRESSES + BATCH * ADDRESS
const FRAMES = CONTROLS + BATCH * CONTROL
const arena = memory(FRAMES + BATCH * SNAP)
layOutArena()
makeRoom(BATCH)

/** In the first headers, where the kernel writes how much it has used. */
function makeRoom(count: number): void {
  for (let i = 0; i < count; i++) {
    arena.writeUInt32LE(ADDRESS, i * HEADER + 8)
    arena.writeUInt32LE(CONTROL, i * HEADER + 40)
    arena.writeUInt32LE(0, i * HEADER + 44)
  }
}

function layOutArena(): void {
  const base = addressOf(arena)
  const at = (offset: number): bigint => base + BigInt(offset)
  for (let i = 0; i < BATCH; i++) {
    const header = i * HEADER
    arena.writeBigUInt64LE(at(ADDRESSES + i * ADDRESS), header)
    arena.writeBigUInt64LE(at(VECTORS + i * VECTOR), header + 16)
    arena.writeBigUInt64LE(1n, header + 24)
    arena.writeBigUInt64LE(at(CONTROLS + i * CONTROL), header + 32)
    arena.writeBigUInt64LE(at(FRAMES + i * SNAP), VECTORS + i * VECTOR)
    arena.writeBigUInt64LE(BigInt(SNAP), VECTORS + i * VECTOR + 8)
  }
}

/**
 * Sees every frame at every device of the network namespace that this thread is in when it is made, in kernel
 * order. It joins no membership (PACKET_ADD_MEMBERSHIP): promiscuity changes what macvlan delivers.
 */
export class PacketSocket {
  readonly fd: number

  constructor() {
    // Protocol 0 hears nothing until bind(2), so every frame comes with the options below.
    this.fd = check(libc.socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | O_CLOEXEC, 0), 'packet socket')
    if (this.set(SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER) < 0)
      this.set(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER)
    check(this.set(SOL_SOCKET, SO_TIMESTAMPNS, 1), 'SO_TIMESTAMPNS')
    check(this.set(SOL_PACKET, PACKET_AUXDATA, 1), 'PACKET_AUXDATA')
    const address = memory(20)
    address.writeUInt16LE(AF_PACKET, 0)
    address.writeUInt16BE(ETH_P_ALL, 2)
    check(libc.bind(this.fd, address, 20), 'bind a packet socket')
  }

  /** The frames that wait: all of them, unless they come faster than we can take them, as in a storm. */
  drain(take: (frame: RawFrame) => void): void {
    for (let batches = 0; batches < MOST_BATCHES; batches++) {
      const count = libc.recvmmsg(this.fd, arena, BATCH, MSG_DONTWAIT, null)
      for (let i = 0; i < count; i++) take(readFrame(i))
      makeRoom(count)
      if (count < BATCH) return
    }
  }

  /** Frames that did not fit the receive buffer since last asked. */
  lost(): number {
    const counts = memory(12)
    const length = memory(4)
    length.writeUInt32LE(12)
    check(libc.getsockopt(this.fd, SOL_PACKET, PACKET_STATISTICS, counts, length), 'PACKET_STATISTICS')
    return counts.readUInt32LE(4)
  }

  close(): void {
    libc.close(this.fd)
  }

  private set(level: number, option: number, value: number): number {
    const bytes = memory(4)
    bytes.writeInt32LE(value)
    return libc.setsockopt(this.fd, level, option, bytes, 4)
  }
}

function readFrame(slot: number): RawFrame {
  const header = slot * HEADER
  const address = ADDRESSES + slot * ADDRESS
  const length = Math.min(arena.readUInt32LE(header + 56), SNAP)
  const { time, tag } = readControl(CONTROLS + slot * CONTROL, Number(arena.readBigUInt64LE(header + 40)))
  const start = FRAMES + slot * SNAP
  const bytes = Buffer.from(arena.subarray(start, start + length))
  return {
    index: arena.readInt32LE(address + 4),
    type: PACKET_TYPES[arena[address + 10]!] ?? 'loopback',
    time,
    bytes: tag ? Buffer.concat([bytes.subarray(0, 12), tag, bytes.subarray(12)]) : bytes,
  }
}

/** Control messages: the time stamp, and the VLAN tag that the kernel took out of the bytes (skb_vlan_untag). */
function readControl(start: number, length: number): { time: bigint; tag: Buffer | undefined } {
  let time = 0n
  let tag: Buffer | undefined
  for (let at = start; at + 16 <= start + length; ) {
    const size = Number(arena.readBigUInt64LE(at))
    if (size < 16) break
    const level = arena.readInt32LE(at + 8)
    const type = arena.readInt32LE(at + 12)
    if (level === SOL_SOCKET && type === SO_TIMESTAMPNS) {
      time = arena.readBigInt64LE(at + 16) * 1_000_000_000n + arena.readBigInt64LE(at + 24)
    } else if (level === SOL_PACKET && type === PACKET_AUXDATA) tag = readTag(at + 16)
    at += (size + 7) & ~7
  }
  return { time, tag }
}

/** struct tpacket_auxdata */
function readTag(at: number): Buffer | undefined {
  const status = arena.readUInt32LE(at)
  if (!(status & TP_STATUS_VLAN_VALID)) return undefined
  const tag = Buffer.alloc(4)
  tag.writeUInt16BE(status & TP_STATUS_VLAN_TPID_VALID ? arena.readUInt16LE(at + 18) : 0x8100, 0)
  tag.writeUInt16BE(arena.readUInt16LE(at + 16), 2)
  return tag
}
