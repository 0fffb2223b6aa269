import { formatIpv4, type Ipv4, LOOPBACK } from '../../frame/ipv4-address.ts'
import {
  NLM_F_ACK,
  NLM_F_CREATE_EXCL,
  NLM_F_DUMP,
  NLM_F_REQUEST,
} from '../../harness/agent/netlink-message.ts'
import type { AddressStep } from '../step.ts'
import type { NetlinkSocket } from './netlink-socket.ts'

const [RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR] = [20, 21, 22]
const AF_INET = 2
const [IFA_ADDRESS, IFA_LOCAL] = [1, 2]
/** A netlink header, and struct ifaddrmsg. */
const [NLMSG_HEADER, HEADERS] = [16, 24]

/** As iproute2 fills it: the address twice, as that of its peer too. */
export function changeAddress(index: number, { how, address, prefix }: AddressStep): Buffer {
  const [type, flags] = how === 'add' ? [RTM_NEWADDR, NLM_F_CREATE_EXCL] : [RTM_DELADDR, 0]
  const message = addressMessage(type, NLM_F_REQUEST | NLM_F_ACK | flags, HEADERS + 16)
  message[NLMSG_HEADER + 1] = prefix
  message.writeInt32LE(index, NLMSG_HEADER + 4)
  for (const [at, attribute] of [IFA_LOCAL, IFA_ADDRESS].entries()) {
    message.writeUInt16LE(8, HEADERS + 8 * at)
    message.writeUInt16LE(attribute, HEADERS + 8 * at + 2)
    message.writeUInt32BE(address, HEADERS + 8 * at + 4)
  }
  return message
}

/** As in the model's: a namespace's table of local addresses is there from the beginning. `lo` is always the first. */
export function makeLocalTable(netlink: NetlinkSocket): void {
  for (const how of ['add', 'del'] as const)
    netlink.request(changeAddress(1, { do: 'address', dev: 'lo', how, address: LOOPBACK, prefix: 8 }))
}

export function dumpAddresses(): Buffer {
  return addressMessage(RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, HEADERS)
}

function addressMessage(type: number, flags: number, length: number): Buffer {
  const message = Buffer.alloc(length)
  message.writeUInt32LE(length, 0)
  message.writeUInt16LE(type, 4)
  message.writeUInt16LE(flags, 6)
  message[NLMSG_HEADER] = AF_INET
  return message
}

export interface AddressLine {
  readonly index: number
  readonly address: Ipv4
  readonly prefix: number
}

export function readAddress(bytes: Buffer, start: number, end: number): AddressLine {
  let address = 0
  for (let at = start + 8; at + 4 <= end; at += (bytes.readUInt16LE(at) + 3) & ~3)
    if (bytes.readUInt16LE(at + 2) === IFA_LOCAL) address = bytes.readUInt32BE(at + 4)
  return { index: bytes.readInt32LE(start + 4), address, prefix: bytes[start + 1]! }
}

export const addressText = ({ address, prefix }: Omit<AddressLine, 'index'>): string =>
  `${formatIpv4(address)}/${prefix}`
