import { addressOf, libc, memory } from '../../harness/agent/libc.ts'

/** Datagrams that wait at a socket, taken with one call: recvmmsg(2). What they hold is there until the next call. */
const MOST = 64
/** As long as the kernel makes the messages of a dump. */
const ROOM = 32 * 1024
const [HEADER, VECTOR] = [64, 16]
/** msg_len of struct mmsghdr. */
const LENGTH = 56
const MSG_DONTWAIT = 0x40
const VECTORS = MOST * HEADER
const BYTES = VECTORS + MOST * VECTOR

export const datagrams = memory(BYTES + MOST * ROOM)
layOut()

/** struct mmsghdr, which has a struct iovec each. */
function layOut(): void {
  const base = addressOf(datagrams)
  for (let slot = 0; slot < MOST; slot++) {
    const vector = VECTORS + slot * VECTOR
    datagrams.writeBigUInt64LE(base + BigInt(vector), slot * HEADER + 16)
    datagrams.writeBigUInt64LE(1n, slot * HEADER + 24)
    datagrams.writeBigUInt64LE(base + BigInt(startOf(slot)), vector)
    datagrams.writeBigUInt64LE(BigInt(ROOM), vector + 8)
  }
}

/** Where in `datagrams` the first one, the second one … starts. */
export function startOf(slot: number): number {
  return BYTES + slot * ROOM
}

/** Behind the last byte of the first one, the second one … */
export function endOf(slot: number): number {
  return startOf(slot) + datagrams.readUInt32LE(slot * HEADER + LENGTH)
}

/** As many as there are, up to those wanted; how many that is. */
export function receiveDatagrams(fd: number, wanted = MOST): number {
  return libc.recvmmsg(fd, datagrams, Math.min(wanted, MOST), MSG_DONTWAIT, null)
}
