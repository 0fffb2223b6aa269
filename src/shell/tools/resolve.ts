import type { Ipv4 } from '../../frame/ipv4-address.ts'
import { type Ipv6, parseIpv6 } from '../../frame/ipv6-address.ts'
import { FileFailure, type Process } from '../process.ts'

/** What getaddrinfo answers: an address, or why not, in its words. */
export type Resolved =
  | { readonly kind: 'ipv4'; readonly address: Ipv4; readonly canonical: string }
  | { readonly kind: 'ipv6'; readonly host: Ipv6Host }
  | { readonly kind: 'failure'; readonly words: string }

const LIMITS = [0, 0xffffffff, 0xffffff, 0xffff, 0xff]

/** inet_aton: one to four numbers, decimal, octal or hexadecimal; the last fills the rest. */
export function inetAton(text: string): Ipv4 | undefined {
  const words = text.split('.')
  const numbers = words.map(cNumber)
  const last = numbers.at(-1)
  if (words.length > 4 || last === undefined || last > LIMITS[words.length]!) return undefined
  let address = last
  for (const [i, number] of numbers.slice(0, -1).entries()) {
    if (number === undefined || number > 255) return undefined
    address += number * 256 ** (3 - i)
  }
  return address
}

function cNumber(word: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(word)) return Number.parseInt(word.slice(2), 16)
  if (/^0[0-7]*$/.test(word)) return Number.parseInt(word, 8)
  return /^[1-9]\d*$/.test(word) ? Number(word) : undefined
}

/** Numbers and /etc/hosts: nobody answers DNS in these worlds. */
export function resolve(process: Process, name: string): Resolved {
  const address = inetAton(name) ?? hosts(process).find((entry) => entry.names.includes(name))?.address
  if (address !== undefined) return { kind: 'ipv4', address, canonical: name }
  const host = readIpv6Host(name)
  if (host !== undefined) return { kind: 'ipv6', host }
  const possible = /^[a-z0-9_][-a-z0-9_.]*$/i.test(name)
  const words = possible ? 'Temporary failure in name resolution' : 'Name or service not known'
  return { kind: 'failure', words }
}

/** An address of IPv6, and the zone behind `%`, which must be a device where a name is given. */
export interface Ipv6Host {
  readonly address: Ipv6
  readonly zone: string | undefined
}

export function readIpv6Host(text: string): Ipv6Host | undefined {
  const at = text.indexOf('%')
  const address = parseIpv6(at < 0 ? text : text.slice(0, at))
  return address === undefined ? undefined : { address, zone: at < 0 ? undefined : text.slice(at + 1) }
}

/** The name of an address, from /etc/hosts. */
export function nameOf(process: Process, address: Ipv4): string | undefined {
  return hosts(process).find((entry) => entry.address === address)?.names[0]
}

interface HostEntry {
  readonly address: Ipv4
  readonly names: readonly string[]
}

const LOCALHOST: readonly HostEntry[] = [{ address: 0x7f000001, names: ['localhost'] }]

function hosts(process: Process): readonly HostEntry[] {
  try {
    const lines = process.system.files.read('/etc/hosts', process.place).split('\n')
    return lines.flatMap((line) => {
      const [text = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
      const address = inetAton(text)
      return address === undefined ? [] : [{ address, names }]
    })
  } catch (error) {
    if (error instanceof FileFailure) return LOCALHOST
    throw error
  }
}
