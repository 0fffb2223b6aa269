import ipaddr from 'ipaddr.js'
import { type Ipv4, inSubnet, maskOf } from '../../frame/ipv4-address.ts'
import { readUnsigned, strtol } from './numbers.ts'
import type { Family } from './options.ts'
import { exit } from './stop.ts'

/** inet_prefix. `default` and `any` have no bytes and fit every family. */
export interface Prefix {
  readonly family: Family
  readonly address: Ipv4
  readonly bits: number
  /** The length was written (PREFIXLEN_SPECIFIED). */
  readonly given: boolean
  /** Four bytes or sixteen, or none for `any`. */
  readonly bytes: 0 | 4 | 16
}

/** get_addr_ipv4: one to four numbers of any base between dots; what is missing is zero. */
export function readIpv4Words(word: string): Ipv4 | undefined {
  const parts = word.split('.')
  if (parts.length > 4) return undefined
  let address = 0
  for (let i = 0; i < 4; i++) {
    const part = parts[i]
    const read = part === undefined ? { value: 0, rest: '' } : strtol(part)
    if (read?.rest !== '' || read.value < 0 || read.value > 255) return undefined
    address = address * 256 + read.value
  }
  return address
}

/** get_addr_1 */
function addressOf(word: string, family: Family): Prefix | undefined {
  if (word === 'default' || word === 'all' || word === 'any')
    return { family, address: 0, bits: -2, given: word === 'default', bytes: 0 }
  if (word.includes(':')) {
    const valid =
      (family === 'unspec' || family === 'inet6') && ipaddr.IPv6.isValid(word) && !word.includes('%')
    return valid ? { family: 'inet6', address: 0, bits: 128, given: false, bytes: 16 } : undefined
  }
  const address = family === 'unspec' || family === 'inet' ? readIpv4Words(word) : undefined
  return address === undefined ? undefined : { family: 'inet', address, bits: 32, given: false, bytes: 4 }
}

/** get_prefix_1 */
function prefixOf(word: string, family: Family): Prefix | undefined {
  if (word === 'default' || word === 'all' || word === 'any')
    return { family, address: 0, bits: 0, given: true, bytes: 0 }
  const [host, length] = splitOnce(word, '/')
  const address = addressOf(host, family)
  if (!address || length === undefined) return address
  const bits = readPrefixLength(length)
  return bits === undefined || bits > address.bits ? undefined : { ...address, bits, given: true }
}

/** get_netmask: a number, or a mask in dotted form. */
function readPrefixLength(word: string): number | undefined {
  const bits = readUnsigned(word)
  if (bits !== undefined) return bits
  const mask = readIpv4Words(word)
  if (mask === undefined) return undefined
  const length = Math.clz32(~mask)
  return mask === maskOf(length) ? length : undefined
}

function splitOnce(word: string, separator: string): [string, string | undefined] {
  const at = word.indexOf(separator)
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

const familyWords = (family: Family) => (family === 'unspec' ? 'any valid' : family)

/** get_addr */
export function readAddress(word: string, family: Family): Prefix {
  const address = addressOf(word, family)
  return address ?? exit(`Error: ${familyWords(family)} address is expected rather than "${word}".\n`, 1)
}

/** get_prefix */
export function readPrefix(word: string, family: Family): Prefix {
  if (family === 'link')
    exit(`Error: "${word}" may be inet prefix, but it is not allowed in this context.\n`, 1)
  const prefix = prefixOf(word, family)
  return prefix ?? exit(`Error: ${familyWords(family)} prefix is expected rather than "${word}".\n`, 1)
}

/** inet_addr_match: the address lies in the prefix. `any` holds every address. */
export function contains(prefix: Prefix, address: Ipv4): boolean {
  return inSubnet(address, prefix.address, Math.max(prefix.bits, 0))
}
