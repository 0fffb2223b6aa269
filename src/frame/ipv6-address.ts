import type { Mac } from './mac.ts'

/** An IPv6 address as an unsigned number of 128 bits: `===` compares, and shifts make prefixes. */
export type Ipv6 = bigint

export const ANY6: Ipv6 = 0n
export const LOOPBACK6: Ipv6 = 1n
/** ff01::1, ff02::1, ff02::2 and ff02::16: what every node, router and MLDv2 router listens to. */
export const NODE_LOCAL_ALL_NODES: Ipv6 = (0xff01n << 112n) | 1n
export const ALL_NODES: Ipv6 = (0xff02n << 112n) | 1n
export const ALL_ROUTERS: Ipv6 = (0xff02n << 112n) | 2n
export const MLD_ROUTERS: Ipv6 = (0xff02n << 112n) | 0x16n
/** fe80::. */
export const LINK_LOCAL: Ipv6 = 0xfe80n << 112n
/** ff00::. */
export const MULTICAST: Ipv6 = 0xffn << 120n

const ALL_ONES = (1n << 128n) - 1n
const GROUPS = 8

export function readIpv6(bytes: Uint8Array, offset: number): Ipv6 {
  let address = 0n
  for (let at = offset; at < offset + 16; at++) address = (address << 8n) | BigInt(bytes[at]!)
  return address
}

export function writeIpv6(bytes: Uint8Array, offset: number, address: Ipv6): void {
  let rest = address
  for (let at = offset + 15; at >= offset; at--) {
    bytes[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
}

/** As inet_ntop writes it (RFC 5952): the longest run of zeros, two or more, becomes `::`. */
export function formatIpv6(address: Ipv6): string {
  const groups = Array.from({ length: GROUPS }, (_, i) => Number((address >> BigInt(112 - 16 * i)) & 0xffffn))
  const mapped = mappedTail(groups)
  if (mapped !== undefined) return mapped
  const { start, length } = longestZeros(groups)
  const hex = groups.map((group) => group.toString(16))
  if (length < 2) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}

/** ::ffff:1.2.3.4 and, as inet_ntop still has it, ::1.2.3.4. */
function mappedTail(groups: readonly number[]): string | undefined {
  const zeros = groups.findIndex((group) => group !== 0)
  const compatible = zeros === 6
  if (!compatible && !(zeros === 5 && groups[5] === 0xffff)) return undefined
  const bytes = groups.slice(6).flatMap((group) => [group >>> 8, group & 0xff])
  return `::${compatible ? '' : 'ffff:'}${bytes.join('.')}`
}

function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < GROUPS; start++) {
    const end = groups.findIndex((group, at) => at >= start && group !== 0)
    const length = (end < 0 ? GROUPS : end) - start
    if (length > best.length) best = { start, length }
  }
  return best
}

/** inet_pton; undefined if it is no IPv6 address. */
export function parseIpv6(text: string): Ipv6 | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map(readGroups) as [number[] | undefined, number[] | undefined]
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined
  if (halves.length === 1) return head.length === GROUPS ? join(head) : undefined
  const zeros = GROUPS - head.length - tail!.length
  if (zeros < 1 || halves[0]!.includes('.')) return undefined
  return join([...head, ...new Array<number>(zeros).fill(0), ...tail!])
}

function join(groups: readonly number[]): Ipv6 {
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n)
}

/** Groups between colons; the last may be an IPv4 address, which stands for two. */
function readGroups(text: string): number[] | undefined {
  if (text === '') return []
  const words = text.split(':')
  const last = words.at(-1)!
  const dotted = last.includes('.') ? readDotted(last) : undefined
  if (last.includes('.') && dotted === undefined) return undefined
  const plain = dotted === undefined ? words : words.slice(0, -1)
  if (!plain.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined
  return [...plain.map((word) => Number.parseInt(word, 16)), ...(dotted ?? [])]
}

function readDotted(text: string): number[] | undefined {
  const bytes = text.split('.')
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256))
    return undefined
  const [a, b, c, d] = bytes.map(Number) as [number, number, number, number]
  return [a * 256 + b, c * 256 + d]
}

/** ipv6_addr_prefix: the subnet that an address lies in. */
export function subnetOf6(address: Ipv6, prefix: number): Ipv6 {
  return address & ~hostMask(prefix) & ALL_ONES
}

/** The highest address of a subnet. */
export function lastOf6(address: Ipv6, prefix: number): Ipv6 {
  return address | hostMask(prefix)
}

function hostMask(prefix: number): bigint {
  return (1n << BigInt(128 - prefix)) - 1n
}

export function inSubnet6(address: Ipv6, subnet: Ipv6, prefix: number): boolean {
  return (address ^ subnet) >> BigInt(128 - prefix) === 0n
}

/** ipv6_addr_diff: how many leading bits two addresses have in common. */
export function commonBits(a: Ipv6, b: Ipv6): number {
  return a === b ? 128 : 128 - (a ^ b).toString(2).length
}

export function isMulticast6(address: Ipv6): boolean {
  return address >> 120n === 0xffn
}

/** fe80::/10. */
export function isLinkLocal6(address: Ipv6): boolean {
  return address >> 118n === 0x3fan
}

export function isSiteLocal6(address: Ipv6): boolean {
  return address >> 118n === 0x3fbn
}

/** A group that stays on its link, or on the node: nobody knows which link is meant without being told. */
export function isLinkScoped(address: Ipv6): boolean {
  return isLinkLocal6(address) || (isMulticast6(address) && [1, 2].includes(groupScope(address)))
}

export function groupScope(group: Ipv6): number {
  return Number((group >> 112n) & 0xfn)
}

/** addrconf_addr_solict_mult: ff02::1:ff and the last three bytes, so that hardly anybody else need listen. */
export function solicitedNode(address: Ipv6): Ipv6 {
  return (0xff02n << 112n) | 0x1_ff00_0000n | (address & 0xff_ffffn)
}

/** ipv6_addr_is_solict_mult: such a group, of whatever address. */
export function isSolicitedNode(address: Ipv6): boolean {
  return address === solicitedNode(address)
}

/** ipv6_eth_mc_map: 33:33 and the group's last four bytes. */
export function groupMac6(group: Ipv6): Mac {
  return (0x3333_0000_0000 + Number(group & 0xffff_ffffn)) as Mac
}

/**
 * addrconf_ifid_eui48: a MAC with ff:fe in its middle and its second-lowest bit turned round. A device that shares its
 * MAC with others has a number, which stands in the middle instead, and nothing is turned.
 */
export function interfaceId(mac: Mac, devId = 0): bigint {
  const bits = BigInt(mac)
  if (devId > 0) return ((bits >> 24n) << 40n) | (BigInt(devId) << 24n) | (bits & 0xff_ffffn)
  return (((bits >> 24n) << 40n) | 0xff_fe00_0000n | (bits & 0xff_ffffn)) ^ 0x0200_0000_0000_0000n
}
