import { formatIpv6, parseIpv6, readIpv6, writeIpv6 } from '../../frame/ipv6-address.ts'
import {
  NLM_F_ACK,
  NLM_F_CREATE_EXCL,
  NLM_F_DUMP,
  NLM_F_REQUEST,
} from '../../harness/agent/netlink-message.ts'
import type { Address6Step } from '../ipv6-steps.ts'

const [RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR] = [20, 21, 22]
const AF_INET6 = 10
const [IFA_ADDRESS, IFA_LOCAL, IFA_FLAGS] = [1, 2, 8]
const IFA_F_TENTATIVE = 0x40
/** A netlink header, and struct ifaddrmsg. */
const [NLMSG_HEADER, HEADERS] = [16, 24]
const ATTRIBUTE = 4 + 16

/** As iproute2 fills it: the address twice. */
export function changeAddress6(index: number, { how, address, prefix }: Address6Step): Buffer {
  const [type, flags] = how === 'add' ? [RTM_NEWADDR, NLM_F_CREATE_EXCL] : [RTM_DELADDR, 0]
  const message = addressMessage(type, NLM_F_REQUEST | NLM_F_ACK | flags, HEADERS + 2 * ATTRIBUTE)
  message[NLMSG_HEADER + 1] = prefix
  message.writeInt32LE(index, NLMSG_HEADER + 4)
  for (const [at, attribute] of [IFA_LOCAL, IFA_ADDRESS].entries()) {
    message.writeUInt16LE(ATTRIBUTE, HEADERS + ATTRIBUTE * at)
    message.writeUInt16LE(attribute, HEADERS + ATTRIBUTE * at + 2)
    writeIpv6(message, HEADERS + ATTRIBUTE * at + 4, parseIpv6(address)!)
  }
  return message
}

export function dumpAddresses6(): Buffer {
  return addressMessage(RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, HEADERS)
}

function addressMessage(type: number, flags: number, length: number): Buffer {
  const message = Buffer.alloc(length)
  message.writeUInt32LE(length, 0)
  message.writeUInt16LE(type, 4)
  message.writeUInt16LE(flags, 6)
  message[NLMSG_HEADER] = AF_INET6
  return message
}

export interface Address6Line {
  readonly index: number
  /** `fe80::1/64 tentative` */
  readonly told: string
}

export function readAddress6(bytes: Buffer, start: number, end: number): Address6Line {
  let [address, flags] = [0n, 0]
  for (let at = start + 8; at + 4 <= end; at += (bytes.readUInt16LE(at) + 3) & ~3) {
    const type = bytes.readUInt16LE(at + 2)
    if (type === IFA_ADDRESS) address = readIpv6(bytes, at + 4)
    if (type === IFA_FLAGS) flags = bytes.readUInt32LE(at + 4)
  }
  const tentative = flags & IFA_F_TENTATIVE ? ' tentative' : ''
  const told = `${formatIpv6(address)}/${bytes[start + 1]}${tentative}`
  return { index: bytes.readInt32LE(start + 4), told }
}
