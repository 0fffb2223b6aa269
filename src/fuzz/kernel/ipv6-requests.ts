import { formatIpv6, parseIpv6, readIpv6, writeIpv6 } from '../../frame/ipv6-address.ts'
import type { Address6Step } from '../ipv6-steps.ts'
import { changeMessage, dumpMessage, IFA_ADDRESS, IFA_FLAGS } from './address-message.ts'

const IFA_F_TENTATIVE = 0x40

export function changeAddress6(index: number, { how, address, prefix }: Address6Step): Buffer {
  const bytes = Buffer.alloc(16)
  writeIpv6(bytes, 0, parseIpv6(address)!)
  return changeMessage('inet6', index, { how, prefix }, bytes)
}

export function dumpAddresses6(): Buffer {
  return dumpMessage('inet6')
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
