import koffi from 'koffi'
import { check, lastError, libc, memory, O_CLOEXEC } from '../../harness/agent/libc.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { splitMessages } from '../../harness/agent/netlink-message.ts'
import { datagrams, endOf, receiveDatagrams, startOf } from './datagrams.ts'

const AF_NETLINK = 16
const SOCK_RAW = 3
const SOL_NETLINK = 270
const [NETLINK_CAP_ACK, NETLINK_EXT_ACK] = [10, 11]
const NLMSG_ERROR = 2
const NLMSG_DONE = 3
const NLM_F_ACK_TLVS = 0x200
const NLMSGERR_ATTR_MSG = 1
const INBOX = 256 * 1024

const errnoNames = new Map(Object.entries(koffi.os.errno).map(([name, number]) => [number, name]))
const inbox = memory(INBOX)

/** A request socket of the network namespace that this thread is in when it is made. */
export class NetlinkSocket {
  readonly fd: number

  constructor() {
    this.fd = check(libc.socket(AF_NETLINK, SOCK_RAW | O_CLOEXEC, 0), 'netlink socket')
    for (const option of [NETLINK_CAP_ACK, NETLINK_EXT_ACK]) {
      const on = memory(4)
      on.writeInt32LE(1)
      check(libc.setsockopt(this.fd, SOL_NETLINK, option, on, 4), 'netlink option')
    }
  }

  /** `ok`, `EINVAL`, or `EINVAL: why`, in the words of the kernel's extended acknowledgement. */
  request(message: MessageWriter | Buffer): string {
    this.send(Buffer.isBuffer(message) ? message : message.finish())
    return readAck(this.receive())
  }

  send(bytes: Buffer): void {
    check(libc.send(this.fd, bytes, bytes.length, 0), 'netlink request')
  }

  /** One datagram. */
  receive(): Buffer {
    const length = libc.recv(this.fd, inbox, INBOX, 0)
    if (length < 0) throw new Error(`netlink answer: ${lastError()}`)
    return inbox.subarray(0, length)
  }

  /** Many requests with one call; the answers in their order. */
  requestAll(messages: readonly MessageWriter[]): string[] {
    if (messages.length === 0) return []
    this.send(Buffer.concat(messages.map((message) => message.finish())))
    return messages.map(() => readAck(this.receive()))
  }

  /** One answer to each of so many questions, in their order: where it starts in `datagrams`, until the next call. */
  askAll(questions: Buffer, wanted: number, take: (question: number, start: number) => void): void {
    this.send(questions)
    for (let answered = 0; answered < wanted; ) {
      const count = receiveDatagrams(this.fd, wanted - answered)
      if (count <= 0) throw new Error(`netlink answered ${answered} of ${wanted} questions`)
      for (let slot = 0; slot < count; slot++) take(answered++, startOf(slot))
    }
  }

  /** What a dump says of wanted devices: nothing is made of the rest of what may be thousands of messages. */
  dump(message: MessageWriter | Buffer, take: Take, wanted: (index: number) => boolean = () => true): void {
    this.send(Buffer.isBuffer(message) ? message : message.finish())
    for (;;) {
      const count = receiveDatagrams(this.fd)
      if (count <= 0) throw new Error(`netlink dump: ${lastError()}`)
      for (let slot = 0; slot < count; slot++) if (takeMessages(slot, take, wanted) === 'done') return
    }
  }

  /** Sends on a thread of its own, so that a slow request costs this one nothing. The answer is there when it has. */
  requestLater(message: MessageWriter): Promise<string> {
    const bytes = message.finish()
    return new Promise((resolve, reject) => {
      later.send.async(this.fd, bytes, bytes.length, 0, (error: Error | null) => {
        if (error) return reject(error)
        try {
          resolve(readAck(this.receive()))
        } catch (failure) {
          reject(failure)
        }
      })
    })
  }

  close(): void {
    libc.close(this.fd)
  }
}

interface Later {
  // biome-ignore lint/suspicious/noExplicitAny: koffi's call takes whatever the C function takes
  async(...args: any[]): void
}
const later = { send: libc.send as unknown as Later }

/** Takes a message without its netlink header; its bytes are there until the next call. */
type Take = (bytes: Buffer, start: number, end: number) => void

/** In struct ifinfomsg and struct ndmsg alike, after the netlink header. */
const DEVICE_INDEX = 16 + 4

function takeMessages(slot: number, take: Take, wanted: (index: number) => boolean): 'done' | 'more' {
  const [bytes, end] = [datagrams, endOf(slot)]
  for (let at = startOf(slot); at + 16 <= end; ) {
    const length = bytes.readUInt32LE(at)
    const type = bytes.readUInt16LE(at + 4)
    if (type === NLMSG_DONE) return 'done'
    if (type === NLMSG_ERROR) throw new Error(`netlink dump: errno ${-bytes.readInt32LE(at + 16)}`)
    if (wanted(bytes.readInt32LE(at + DEVICE_INDEX))) take(bytes, at + 16, at + length)
    at += (length + 3) & ~3
  }
  return 'more'
}

function readAck(bytes: Buffer): string {
  const [answer] = splitMessages(bytes)
  if (answer?.type !== NLMSG_ERROR) throw new Error(`netlink: message ${answer?.type} is no acknowledgement`)
  const errno = -answer.body.readInt32LE(0)
  if (errno === 0) return 'ok'
  const name = errnoNames.get(errno) ?? `errno ${errno}`
  const said = bytes.readUInt16LE(6) & NLM_F_ACK_TLVS ? sentence(answer.body) : undefined
  return said === undefined ? name : `${name}: ${said}`
}

/** After the error number come the header of the request, and the attributes. */
const ACK_ATTRIBUTES = 20

function sentence(body: Buffer): string | undefined {
  for (let at = ACK_ATTRIBUTES; at + 4 <= body.length; ) {
    const length = body.readUInt16LE(at)
    if (body.readUInt16LE(at + 2) === NLMSGERR_ATTR_MSG)
      return body.toString('latin1', at + 4, at + length - 1)
    at += (length + 3) & ~3
  }
  return undefined
}
