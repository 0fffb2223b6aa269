import { type Mac, writeMac } from '../../frame/mac.ts'
import { addressOf, check, cString, libc, memory, O_CLOEXEC } from './libc.ts'
import {
  type LinkHeader,
  type Message,
  MessageWriter,
  NLM_F_ACK,
  NLM_F_CREATE_EXCL,
  NLM_F_DUMP,
  NLM_F_REQUEST,
  readAttributes,
  splitMessages,
} from './netlink-message.ts'

const AF_NETLINK = 16
const SOCK_RAW = 3
const MSG_DONTWAIT = 0x40
const RTMGRP_LINK = 1
const [NLMSG_ERROR, NLMSG_DONE] = [2, 3]
const [RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK, RTM_SETLINK] = [16, 17, 18, 19]
const [IFLA_ADDRESS, IFLA_IFNAME, IFLA_MTU, IFLA_MASTER, IFLA_PROTINFO] = [1, 3, 4, 10, 12]
const [IFLA_OPERSTATE, IFLA_LINKINFO, IFLA_NET_NS_FD, IFLA_EXT_MASK] = [16, 18, 28, 29]
const [IFLA_INFO_KIND, IFLA_INFO_DATA] = [1, 2]
const VETH_INFO_PEER = 1
const IFLA_BR_MCAST_SNOOPING = 23
const IFLA_BRPORT_MODE = 4
const AF_BRIDGE = 7
const IFF_UP = 1
const OPERSTATE_UP = 6

export interface LinkOptions {
  readonly name: string
  readonly index: number
  readonly mac: Mac
  readonly mtu: number
}

/** Whether `ip link` would call it running, and the name it has now. */
export interface LinkEvent {
  readonly index: number
  readonly name: string
  readonly gone: boolean
}

const inbox = memory(256 * 1024)

/** A netlink socket of the network namespace that this thread is in; it stays with that namespace. */
export class Rtnetlink {
  readonly fd: number

  /** `events`: hear of every change of a link. */
  constructor(events = false) {
    this.fd = check(libc.socket(AF_NETLINK, SOCK_RAW | O_CLOEXEC, 0), 'netlink socket')
    if (!events) return
    const address = memory(12)
    address.writeUInt16LE(AF_NETLINK, 0)
    address.writeUInt32LE(RTMGRP_LINK, 8)
    check(libc.bind(this.fd, address, 12), 'listen to link changes')
  }

  /** One cable: both ends are made, neither is up. `net` is the namespace of the far end. */
  addVeth(near: LinkOptions, far: LinkOptions, net: number): void {
    const message = newLink(near).nested(IFLA_LINKINFO, (info) => {
      info.text(IFLA_INFO_KIND, 'veth').nested(IFLA_INFO_DATA, (data) => {
        data.nested(VETH_INFO_PEER, (peer) => {
          linkAttributes(peer.linkHeader({ index: far.index }), far).u32(IFLA_NET_NS_FD, net)
        })
      })
    })
    this.request(message, `cable ${near.name} to ${far.name}`)
  }

  /** Snooping off: a bridge that snoops sends queries and reports of its own. */
  addBridge(name: string, index: number): void {
    const message = new MessageWriter(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE_EXCL, { index })
      .text(IFLA_IFNAME, name)
      .nested(IFLA_LINKINFO, (info) => {
        info
          .text(IFLA_INFO_KIND, 'bridge')
          .nested(IFLA_INFO_DATA, (data) => data.u8(IFLA_BR_MCAST_SNOOPING, 0))
      })
    this.request(message, `bridge ${name}`)
  }

  setMaster(index: number, master: number): void {
    this.request(change({ index }).u32(IFLA_MASTER, master), 'add a port to a bridge')
  }

  /** What was found out about a device, for another one. */
  configure(index: number, { mac, mtu }: { readonly mac?: Mac; readonly mtu: number }): void {
    const message = change({ index }).u32(IFLA_MTU, mtu)
    if (mac !== undefined) message.bytes(IFLA_ADDRESS, addressBytes(mac))
    this.request(message, `configure link ${index}`)
  }

  setUp(index: number): void {
    this.request(change({ index, flags: IFF_UP, change: IFF_UP }), `set link ${index} up`)
  }

  setHairpin(index: number): void {
    const message = change({ family: AF_BRIDGE, index })
    message.nested(IFLA_PROTINFO, (info) => info.u8(IFLA_BRPORT_MODE, 1))
    this.request(message, `set hairpin on port ${index}`)
  }

  /**
   * A frame sent before a link's queueing discipline is in place is lost. Asking for a link makes the kernel
   * bring its state up to date (linkwatch_sync_dev, since 6.8; earlier kernels take a few tries).
   */
  isRunning(index: number): boolean {
    const message = new MessageWriter(RTM_GETLINK, NLM_F_REQUEST, { index }).u32(IFLA_EXT_MASK, 9)
    const [answer] = this.exchange(message, 'ask for a link')
    const state = answer && readAttributes(answer.body).get(IFLA_OPERSTATE)?.[0]
    return state === OPERSTATE_UP
  }

  /** All links that there are now. */
  links(): readonly LinkEvent[] {
    let messages = this.exchange(new MessageWriter(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, {}), 'list links')
    const all: Message[] = []
    for (;;) {
      all.push(...messages)
      if (messages.some((message) => message.type === NLMSG_DONE)) return all.flatMap(linkEvent)
      messages = splitMessages(this.receive(0))
    }
  }

  /** Changes since last asked; does not wait. */
  events(): readonly LinkEvent[] {
    const found: LinkEvent[] = []
    for (;;) {
      const bytes = this.receive(MSG_DONTWAIT)
      if (bytes.length === 0) return found
      found.push(...splitMessages(bytes).flatMap(linkEvent))
    }
  }

  close(): void {
    libc.close(this.fd)
  }

  private request(message: MessageWriter, what: string): void {
    const [answer] = this.exchange(message, what)
    const errno = answer?.type === NLMSG_ERROR ? -answer.body.readInt32LE(0) : 0
    if (errno !== 0) throw new Error(`${what}: errno ${errno}`)
  }

  private exchange(message: MessageWriter, what: string): readonly Message[] {
    const bytes = message.finish()
    check(libc.send(this.fd, bytes, bytes.length, 0), what)
    return splitMessages(this.receive(0))
  }

  private receive(flags: number): Buffer {
    const length = libc.recv(this.fd, inbox, inbox.length, flags)
    return Buffer.from(inbox.subarray(0, Math.max(length, 0)))
  }
}

const SIOCETHTOOL = 0x8946
const ETHTOOL_STXCSUM = 0x17

/**
 * Makes the sender finish its checksums, as containerlab does: a veth leaves them to a NIC that is not there, and
 * the trace would show them half done.
 */
export function disableChecksumOffload(netlink: Rtnetlink, name: string): void {
  const value = memory(8)
  value.writeUInt32LE(ETHTOOL_STXCSUM, 0)
  const request = memory(40)
  request.write(name, 0, 'latin1')
  request.writeBigUInt64LE(addressOf(value), 16)
  check(libc.ioctl(netlink.fd, SIOCETHTOOL, request), `switch checksum offload of ${name} off`)
}

function newLink(link: LinkOptions): MessageWriter {
  const flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE_EXCL
  return linkAttributes(new MessageWriter(RTM_NEWLINK, flags, { index: link.index }), link)
}

function linkAttributes(message: MessageWriter, { name, mac, mtu }: LinkOptions): MessageWriter {
  return message.text(IFLA_IFNAME, name).bytes(IFLA_ADDRESS, addressBytes(mac)).u32(IFLA_MTU, mtu)
}

function addressBytes(mac: Mac): Uint8Array {
  const bytes = new Uint8Array(6)
  writeMac(bytes, 0, mac)
  return bytes
}

function change(header: LinkHeader): MessageWriter {
  return new MessageWriter(RTM_SETLINK, NLM_F_REQUEST | NLM_F_ACK, header)
}

function linkEvent({ type, body }: Message): readonly LinkEvent[] {
  if ((type !== RTM_NEWLINK && type !== RTM_DELLINK) || body[0] !== 0) return []
  const name = readAttributes(body).get(IFLA_IFNAME)
  if (!name) return []
  return [{ index: body.readInt32LE(4), name: cString(name), gone: type === RTM_DELLINK }]
}
