import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import koffi from 'koffi'
import { buildFrame } from '../../src/frame/frame.ts'
import { formatMac, type Mac } from '../../src/frame/mac.ts'
import { addressOf, check, libc, memory } from '../../src/harness/agent/libc.ts'

/**
 * The real kernel's forwarding rate, on one core: AF_PACKET frames by sendmmsg from one macvlan. A program of its
 * own, started in a network namespace of its own (`unshare -rn`); prints JSON.
 */
const AF_PACKET = 17
const SOCK_RAW = 3
const BATCH = 64
const HEADER = 64
const mac = (index: number) => (0x0200_0000_00a0 + index) as Mac
const sendmmsg = koffi.load(null).func('int sendmmsg(int, void*, uint, int)') as unknown as (
  ...args: unknown[]
) => number

const ip = (line: string) => execFileSync('ip', line.split(' '))

function addMacvlan(index: number): void {
  ip(`link add m${index} link p0 address ${formatMac(mac(index))} up type macvlan mode bridge`)
}

function received(dev: string): number {
  const line = readFileSync('/proc/thread-self/net/dev', 'utf8').match(
    new RegExp(`^ *${dev}: *(.*)$`, 'm'),
  )![1]!
  return Number(line.split(/ +/)[1])
}

/** Frames delivered a second, in millions. */
function measure(dst: Mac, watched: string, frames: number, copies: number): number {
  const fd = check(libc.socket(AF_PACKET, SOCK_RAW, 0), 'packet socket')
  const frame = Buffer.from(buildFrame(dst, mac(0), 0x88b5, new Uint8Array(46)).bytes)
  const messages = batchOf(frame, Number(readFileSync('/sys/class/net/m0/ifindex', 'utf8')))
  const before = received(watched)
  const start = performance.now()
  for (let sent = 0; sent < frames; sent += BATCH) sendmmsg(fd, messages, BATCH, 0)
  const elapsed = performance.now() - start
  libc.close(fd)
  execFileSync('sleep', ['0.2'])
  return ((received(watched) - before) * copies) / elapsed / 1000
}

/** struct mmsghdr, one for each frame of a batch; all name the same frame. */
function batchOf(frame: Buffer, ifindex: number): Buffer {
  const address = memory(20)
  address.writeUInt16LE(AF_PACKET, 0)
  address.writeInt32LE(ifindex, 4)
  const bytes = memory(frame.length)
  frame.copy(bytes)
  const vector = memory(16)
  vector.writeBigUInt64LE(addressOf(bytes), 0)
  vector.writeBigUInt64LE(BigInt(frame.length), 8)
  const batch = memory(BATCH * HEADER)
  for (let at = 0; at < BATCH * HEADER; at += HEADER) {
    batch.writeBigUInt64LE(addressOf(address), at)
    batch.writeUInt32LE(20, at + 8)
    batch.writeBigUInt64LE(addressOf(vector), at + 16)
    batch.writeBigUInt64LE(1n, at + 24)
  }
  kept.push(address, bytes, vector)
  return batch
}
/** Memory that the kernel reads through pointers must outlive the call. */
const kept: Buffer[] = []

execFileSync('mount', ['-t', 'sysfs', 'sysfs', '/sys'])
for (const scope of ['all', 'default'])
  execFileSync('sh', ['-c', `echo 1 > /proc/sys/net/ipv6/conf/${scope}/disable_ipv6`])
ip('link add p0 type veth peer name w0')
ip('link set p0 up')
ip('link set w0 up')
for (const index of [0, 1]) addMacvlan(index)
execFileSync('sleep', ['0.2'])
const best = (one: () => number) => Math.max(one(), one(), one())
const unicast = best(() => measure(mac(1), 'm1', 300_000, 1))
for (let index = 2; index < 32; index++) addMacvlan(index)
const copies = best(() => measure(0xffff_ffff_ffff as Mac, 'm31', 20_000, 31))
process.stdout.write(JSON.stringify({ unicast, copies }))
