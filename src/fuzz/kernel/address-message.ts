import {
  NLM_F_ACK,
  NLM_F_CREATE_EXCL,
  NLM_F_DUMP,
  NLM_F_REQUEST,
} from '../../harness/agent/netlink-message.ts'

const [RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR] = [20, 21, 22]
const FAMILIES = { inet: 2, inet6: 10 } as const
type Family = keyof typeof FAMILIES
export const [IFA_ADDRESS, IFA_LOCAL, IFA_FLAGS] = [1, 2, 8]
/** A netlink header, and struct ifaddrmsg. */
const [NLMSG_HEADER, HEADERS] = [16, 24]

interface AddressChange {
  readonly how: 'add' | 'del'
  readonly prefix: number
}

/** As iproute2 fills it: the address twice, as that of its peer too. */
export function changeMessage(
  family: Family,
  index: number,
  { how, prefix }: AddressChange,
  address: Uint8Array,
): Buffer {
  const [type, flags] = how === 'add' ? [RTM_NEWADDR, NLM_F_CREATE_EXCL] : [RTM_DELADDR, 0]
  const size = 4 + address.length
  const message = addressMessage(family, type, NLM_F_REQUEST | NLM_F_ACK | flags, HEADERS + 2 * size)
  message[NLMSG_HEADER + 1] = prefix
  message.writeInt32LE(index, NLMSG_HEADER + 4)
  for (const [at, attribute] of [IFA_LOCAL, IFA_ADDRESS].entries()) {
    message.writeUInt16LE(size, HEADERS + size * at)
    message.writeUInt16LE(attribute, HEADERS + size * at + 2)
    message.set(address, HEADERS + size * at + 4)
  }
  return message
}

export function dumpMessage(family: Family): Buffer {
  return addressMessage(family, RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, HEADERS)
}

function addressMessage(family: Family, type: number, flags: number, length: number): Buffer {
  const message = Buffer.alloc(length)
  message.writeUInt32LE(length, 0)
  message.writeUInt16LE(type, 4)
  message.writeUInt16LE(flags, 6)
  message[NLMSG_HEADER] = FAMILIES[family]
  return message
}
