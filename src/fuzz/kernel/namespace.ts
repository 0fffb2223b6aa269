import { writeFileSync } from 'node:fs'
import koffi from 'koffi'
import type { Mac } from '../../frame/mac.ts'
import { writeMac } from '../../frame/mac.ts'
import { check, lastError, libc, memory, O_CLOEXEC } from '../../harness/agent/libc.ts'
import { PacketSocket, type RawFrame } from '../../harness/agent/packet-socket.ts'
import { QUIET } from '../ipv6-steps.ts'
import { makeLocalTable } from './address-requests.ts'
import { NetlinkSocket } from './netlink-socket.ts'

const CLONE_NEWNET = 0x4000_0000
const AF_PACKET = 17
const SOCK_RAW = 3
const SOCK_NONBLOCK = 0o4000
const [SIOCADDMULTI, SIOCDELMULTI] = [0x8931, 0x8932]

const open = () => check(libc.open('/proc/thread-self/ns/net', O_CLOEXEC, 0), 'open a network namespace')
const outbox = memory(128 * 1024)
const sendto = koffi.load(null).func('long sendto(int, void*, size_t, int, void*, int)') as unknown as (
  ...args: unknown[]
) => number

/**
 * A network namespace with no name: descriptors alone hold it, so it is gone when this process is, however that
 * ends. One packet socket sees all its frames, another sends (a socket does not see what it sends itself).
 */
export class KernelNamespace {
  readonly fd: number
  readonly netlink: NetlinkSocket
  private readonly receiver: PacketSocket
  private readonly sender: number
  private readonly to = memory(20)

  constructor() {
    const home = open()
    check(libc.unshare(CLONE_NEWNET), 'make a network namespace')
    try {
      this.fd = open()
      applySettings()
      this.netlink = new NetlinkSocket()
      makeLocalTable(this.netlink)
      this.receiver = new PacketSocket()
      this.sender = check(libc.socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | O_CLOEXEC, 0), 'sending socket')
    } finally {
      check(libc.setns(home, CLONE_NEWNET), 'return to the own network namespace')
      libc.close(home)
    }
    this.to.writeUInt16LE(AF_PACKET, 0)
  }

  /** sendto(2): `ok` or the error's name. */
  send(index: number, bytes: Uint8Array): string {
    outbox.set(bytes)
    this.to.writeInt32LE(index, 4)
    return sendto(this.sender, outbox, bytes.length, 0, this.to, 20) < 0 ? lastError() : 'ok'
  }

  /** `ip maddr add`, `ip maddr del`. */
  changeGroup(name: string, how: 'add' | 'del', mac: Mac): string {
    const request = memory(40)
    request.write(name, 0, 'latin1')
    writeMac(request, 18, mac)
    const call = how === 'add' ? SIOCADDMULTI : SIOCDELMULTI
    return libc.ioctl(this.netlink.fd, call, request) < 0 ? lastError() : 'ok'
  }

  /** A sysctl of this namespace, `ipv6/conf/eth0/disable_ipv6`: `ok` or the error's name. */
  writeSetting(name: string, value: string): string {
    const home = open()
    try {
      check(libc.setns(this.fd, CLONE_NEWNET), 'enter a network namespace')
      writeFileSync(`/proc/sys/net/${name}`, value)
      return 'ok'
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      return code
    } finally {
      check(libc.setns(home, CLONE_NEWNET), 'return to the own network namespace')
      libc.close(home)
    }
  }

  get receiverFd(): number {
    return this.receiver.fd
  }

  drain(take: (frame: RawFrame) => void): void {
    this.receiver.drain(take)
  }

  lost(): number {
    return this.receiver.lost()
  }

  close(): void {
    this.netlink.close()
    this.receiver.close()
    libc.close(this.sender)
    libc.close(this.fd)
  }
}

/** IPv6 would speak by itself; the bridge's netfilter hooks would drop IP packets that are none. */
const SETTINGS: Readonly<Record<string, string>> = {
  'ipv6/conf/all/disable_ipv6': '1',
  'ipv6/conf/default/disable_ipv6': '1',
  ...Object.fromEntries(Object.entries(QUIET).map(([name, value]) => [`ipv6/${name}`, value])),
  'bridge/bridge-nf-call-iptables': '0',
  'bridge/bridge-nf-call-ip6tables': '0',
  'bridge/bridge-nf-call-arptables': '0',
}

function applySettings(): void {
  for (const [name, value] of Object.entries(SETTINGS)) {
    try {
      writeFileSync(`/proc/sys/net/${name}`, value)
    } catch (error) {
      // A kernel without IPv6 or br_netfilter has no such file, and nothing to switch off.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

const POLLIN = 1
const polled = memory(16)

/** poll(2) until one of two sockets has something to read, or the time (milliseconds) is over. */
export function awaitInput([first, second]: readonly [number, number], timeout: number): void {
  for (const [index, fd] of [first, second].entries()) {
    polled.writeInt32LE(fd, index * 8)
    polled.writeUInt32LE(POLLIN, index * 8 + 4)
  }
  libc.poll(polled, 2, timeout)
}

/** For so many milliseconds this thread does nothing at all. */
export function sleepFor(time: number): void {
  libc.poll(null, 0, time)
}
