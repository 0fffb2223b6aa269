import { checksum } from '../../../frame/checksum.ts'
import type { Ipv4 } from '../../../frame/ipv4-address.ts'
import {
  address,
  addressBytes,
  argument,
  colons,
  hexBytes,
  number,
  numberArgument,
  word16,
} from './arguments.ts'
import type { Session } from './session.ts'

/** What lies in an IP packet, for given addresses: ports may be ranges, checksums cover addresses. */
export interface Upper {
  readonly protocol: number
  /** What counts in the header's total length; not always what is there. */
  readonly statedLength: number
  readonly ports: { readonly source: PortRange; readonly destination: PortRange }
  build(source: Ipv4, destination: Ipv4, sourcePort: number, destinationPort: number): readonly number[]
  readonly verbose: string
}

export interface PortRange {
  readonly first: number
  readonly last: number
}

const FILLER = 0x42
const NO_PORTS: PortRange = { first: 0, last: 0 }

/** -p adds bytes to the payload; -P replaces what `p=` says. */
function payloadOf({ words, options }: Session): readonly number[] {
  const ascii = options.payload
  const bytes =
    ascii === undefined ? hexBytes(argument(words, 'payload', 'p') ?? '').bytes : characters(ascii)
  return [...bytes, ...new Array<number>(options.padding).fill(FILLER)]
}

function characters(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0) & 255)
}

export function plainPayload(session: Session): Upper {
  const payload = payloadOf(session)
  const verbose = colons(payload)
  const ports = { source: NO_PORTS, destination: NO_PORTS }
  return { protocol: 0, statedLength: payload.length, ports, build: () => payload, verbose }
}

/** create_udp_packet. */
export function udp(session: Session): Upper {
  const { words } = session
  const payload = payloadOf(session)
  const length = numberArgument(words, 'len', 8 + payload.length)
  const sum = argument(words, 'udp_sum')
  const ports = { source: portRange(argument(words, 'sp')), destination: portRange(argument(words, 'dp')) }
  const details = `sp=${ports.source.first}, dp=${ports.destination.first}, len=${length}, sum=${number(sum ?? '0')}`
  return {
    ...{ protocol: 17, statedLength: length, ports },
    verbose: `[see next layer]\n UDP: ${details}, \n      payload=${colons(payload)}`,
    build(src, dst, sourcePort, destinationPort) {
      const head = [...word16(sourcePort), ...word16(destinationPort), ...word16(length)]
      if (sum !== undefined) return [...head, ...word16(number(sum)), ...payload]
      const pseudo = [...addressBytes(src), ...addressBytes(dst), 0, 17, ...word16(length)]
      const computed = checksum(Uint8Array.from([...pseudo, ...head, 0, 0, ...payload]))
      return [...head, ...word16(computed), ...payload]
    },
  }
}

function portRange(text: string | undefined): PortRange {
  const [first = 0, last = first] = (text ?? '').split('-').map(number)
  if (first > 0xffff) return NO_PORTS
  return first <= last ? { first, last } : { first: last, last: first }
}

/** create_icmp_packet: echo requests, errors, and any type with the own address behind it. */
export function icmp(session: Session): Upper {
  const { words, sources } = session
  const payload = payloadOf(session)
  const kind = kindOf(words)
  const type = numberArgument(words, 'type', DEFAULT_TYPES[kind], 8)
  const code = numberArgument(words, 'code', kind === 'redirect' ? 1 : 0, 8)
  const [id, sequence] = [numberArgument(words, 'id', 0x42), numberArgument(words, 'seq', 1)]
  const rest = {
    echo: [...word16(id), ...word16(sequence)],
    // Given as an argument it gets the wrong byte order, and so it travels.
    redirect: gateway(words) ?? addressBytes(sources.first),
    unreachable: [0, 0, 0, 0],
    other: gateway(words) ?? addressBytes(sources.first),
  }[kind]
  const sum = numberArgument(words, 'icmp_sum', 0)
  const words16 = sum === 0 ? checksum(Uint8Array.from([type, code, 0, 0, ...rest, ...payload])) : sum
  const message = [type, code, ...word16(words16), ...rest, ...payload]
  const details = {
    echo: `ICMP Echo Request (id=${id} seq=${sequence})\n`,
    redirect: `ICMP Redirect, GW=${rest.join('.')}`,
    unreachable: `ICMP unreachable (code=${code})\n`,
    other: `ICMP Redirect, GW=${rest.join('.')}`,
  }[kind]
  return {
    protocol: 1,
    // The real one forgets to count what an unreachable message is long.
    statedLength: kind === 'unreachable' ? 0 : message.length,
    ports: { source: NO_PORTS, destination: NO_PORTS },
    build: () => message,
    verbose: `[see next layer]\n ${details}`,
  }
}

type IcmpKind = 'echo' | 'redirect' | 'unreachable' | 'other'
const DEFAULT_TYPES: Readonly<Record<IcmpKind, number>> = { echo: 8, redirect: 5, unreachable: 3, other: 0 }

function kindOf(words: string): IcmpKind {
  if (argument(words, 'unreach') !== undefined) return 'unreachable'
  if (argument(words, 'ping', 'echoreq') !== undefined) return 'echo'
  return argument(words, 'redirect', 'redir') === undefined ? 'other' : 'redirect'
}

function gateway(words: string): readonly number[] | undefined {
  const text = argument(words, 'gateway', 'gw')
  return text === undefined ? undefined : [...addressBytes(address(text))].reverse()
}
