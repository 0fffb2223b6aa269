import { type Ipv4, inSubnet, maskOf } from '../../frame/ipv4-address.ts'
import { type Ipv6, inSubnet6, parseIpv6 } from '../../frame/ipv6-address.ts'
import { readIpv4Words } from './ipv4-words.ts'
import { badLinkAddress, parseLinkAddress } from './mac-words.ts'
import { readUnsigned } from './numbers.ts'
import type { Family } from './options.ts'
import { exit } from './stop.ts'

/** inet_prefix. `default` and `any` have no bytes and fit every family. */
export interface Prefix {
  readonly family: Family
  /** 0 where it is an address of IPv6. */
  readonly address: Ipv4
  /** 0 unless it is one of IPv6. */
  readonly address6: Ipv6
  readonly bits: number
  /** The length was written (PREFIXLEN_SPECIFIED). */
  readonly given: boolean
  /** Four bytes or sixteen, or none for `any`. */
  readonly bytes: 0 | 4 | 16
}

/** Words that stand for every address: `default` as a prefix of no length, the others as no prefix at all. */
const ANYWHERE = ['default', 'all', 'any']

/** get_addr_1 */
function addressOf(word: string, family: Family): Prefix | undefined {
  if (word === 'default')
    return { family, address: 0, address6: 0n, bits: 0, given: true, bytes: anyBytes(family) }
  if (ANYWHERE.includes(word)) return { family, address: 0, address6: 0n, bits: 0, given: false, bytes: 0 }
  if (word.includes(':')) {
    const address6 = family === 'unspec' || family === 'inet6' ? parseIpv6(word) : undefined
    return address6 === undefined
      ? undefined
      : { family: 'inet6', address: 0, address6, bits: 128, given: false, bytes: 16 }
  }
  const address = family === 'unspec' || family === 'inet' ? readIpv4Words(word) : undefined
  return address === undefined
    ? undefined
    : { family: 'inet', address, address6: 0n, bits: 32, given: false, bytes: 4 }
}

function anyBytes(family: Family): 0 | 4 | 16 {
  if (family === 'unspec') return 0
  return family === 'inet6' ? 16 : 4
}

/** get_prefix_1 */
function prefixOf(word: string, family: Family): Prefix | undefined {
  const [host, length] = splitOnce(word, '/')
  const address = addressOf(host, family)
  if (!address || length === undefined) return address
  const bits = ANYWHERE.includes(host) ? undefined : readPrefixLength(length)
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

/** get_addr. With -0 it is a MAC address, of any length; reading one cuts the word at its first colon. */
export function readAddress(word: string, family: Family): Prefix {
  if (family === 'link' && !ANYWHERE.includes(word)) return readLinkLayer(word)
  const address = addressOf(word, family)
  return address ?? exit(`Error: ${familyWords(family)} address is expected rather than "${word}".\n`, 1)
}

function readLinkLayer(word: string): Prefix {
  const bytes = parseLinkAddress(word)
  if (typeof bytes === 'string')
    exit(`${badLinkAddress(bytes)}Error: link address is expected rather than "${word.split(':')[0]}".\n`, 1)
  return { family: 'link', address: 0, address6: 0n, bits: bytes.length * 8, given: false, bytes: 4 }
}

/** get_prefix */
export function readPrefix(word: string, family: Family): Prefix {
  if (family === 'link')
    exit(`Error: "${word}" may be inet prefix, but it is not allowed in this context.\n`, 1)
  const prefix = prefixOf(word, family)
  return prefix ?? exit(`Error: ${familyWords(family)} prefix is expected rather than "${word}".\n`, 1)
}

/** inet_addr_match: the address lies in the prefix. `any` holds every address. */
export function contains(prefix: Prefix, address: Ipv4 | Ipv6): boolean {
  if (typeof address === 'bigint')
    return prefix.family !== 'inet' && inSubnet6(address, prefix.address6, Math.max(prefix.bits, 0))
  return prefix.family !== 'inet6' && inSubnet(address, prefix.address, Math.max(prefix.bits, 0))
}
