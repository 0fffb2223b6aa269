import { formatIpv4, type Ipv4, LOOPBACK } from '../../frame/ipv4-address.ts'
import type { AddressStep } from '../step.ts'
import { changeMessage, dumpMessage, IFA_LOCAL } from './address-message.ts'
import type { NetlinkSocket } from './netlink-socket.ts'

export function changeAddress(index: number, { how, address, prefix }: AddressStep): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(address)
  return changeMessage('inet', index, { how, prefix }, bytes)
}

/** As in the model's: a namespace's table of local addresses is there from the beginning. `lo` is always the first. */
export function makeLocalTable(netlink: NetlinkSocket): void {
  for (const how of ['add', 'del'] as const)
    netlink.request(changeAddress(1, { do: 'address', dev: 'lo', how, address: LOOPBACK, prefix: 8 }))
}

export function dumpAddresses(): Buffer {
  return dumpMessage('inet')
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
