import type { RouteType, Scope } from '../../stack/inet.ts'
import { strtol } from './numbers.ts'
import { choose } from './words.ts'

/** The databases of /etc/iproute2, as they are shipped, and the numbers that stand for their names. */
export const SCOPES: Readonly<Record<Scope, number>> = {
  global: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
}

export const TABLES: Readonly<Record<string, number>> = { unspec: 0, default: 253, main: 254, local: 255 }

export const PROTOCOLS: Readonly<Record<string, number>> = {
  unspec: 0,
  redirect: 1,
  kernel: 2,
  boot: 3,
  static: 4,
  gated: 8,
  ra: 9,
  mrt: 10,
  zebra: 11,
  bird: 12,
  dnrouted: 13,
  xorp: 14,
  ntk: 15,
  dhcp: 16,
  keepalived: 18,
  babel: 42,
  openr: 99,
  bgp: 186,
  isis: 187,
  ospf: 188,
  rip: 189,
  eigrp: 192,
}

export const ROUTE_TYPES: Readonly<Record<RouteType, number>> = {
  unicast: 1,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
}

/** rtnl_rtntype_a2n(): most of its words may be cut short, and it knows more than the kernel has kinds of routes. */
const ROUTE_TYPE_WORDS: readonly (readonly [string, number])[] = [
  ['local', 2],
  ['nat', 10],
  ['broadcast* brd', 3],
  ['anycast*', 4],
  ['multicast*', 5],
  ['prohibit*', 8],
  ['unreachable*', 7],
  ['blackhole*', 6],
  ['xresolve*', 11],
  ['unicast*', 1],
  ['throw', 9],
]

export function readRouteType(word: string): number | undefined {
  return choose(ROUTE_TYPE_WORDS, word) ?? readNamed(word, {}, 255)
}

/** A name, or a number of any base up to `largest`; undefined if it is neither. */
function readNamed(
  word: string,
  names: Readonly<Record<string, number>>,
  largest: number,
): number | undefined {
  const named = Object.hasOwn(names, word) ? names[word] : undefined
  if (named !== undefined) return named
  const read = strtol(word)
  return read?.rest !== '' || read.value < 0 || read.value > largest ? undefined : read.value
}

export const readScope = (word: string) => readNamed(word, SCOPES, 255)
export const readTable = (word: string) => readNamed(word, TABLES, 0xffff_ffff)
export const readProtocol = (word: string) => readNamed(word, PROTOCOLS, 255)
export const readGroup = (word: string) => readNamed(word, { default: 0 }, 0x7fff_ffff)

export function nameOf<Name extends string>(
  names: Readonly<Record<Name, number>>,
  number: number,
): Name | undefined {
  return (Object.keys(names) as Name[]).find((name) => names[name] === number)
}

/** A name for people, its number with -N. */
export function numbered(names: Readonly<Record<string, number>>, name: string, numeric: boolean): string {
  return numeric ? String(names[name]) : name
}

export function groupName(group: number, numeric: boolean): string {
  return group === 0 && !numeric ? 'default' : String(group)
}
