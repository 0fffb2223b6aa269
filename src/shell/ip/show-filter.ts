import type { Device } from '../../device/device.ts'
import type { InetAddress, Scope } from '../../stack/inet.ts'
import type { Inet6Address } from '../../stack/ipv6/inet6.ts'
import type { World } from '../../world/world.ts'
import { kindOf } from './link/info.ts'
import { nameOf, readGroup, readScope, SCOPES } from './names.ts'
import type { Family } from './options.ts'
import { contains, type Prefix, readPrefix } from './prefixes.ts'
import { deviceIndex, type Session } from './session.ts'
import { fail, garbage, invalid } from './stop.ts'
import {
  currentWord,
  type Handler,
  keywords,
  matches,
  nextWord,
  put,
  readWords,
  take,
  type Words,
} from './words.ts'

/**
 * Which devices and addresses `ip link show`, `ip addr show` and `ip addr flush` are about (struct link_filter).
 * All three read the same words.
 */
export interface ShowFilter {
  readonly session: Session
  readonly usage: () => never
  family: Family
  dev: string | undefined
  up: boolean
  group: number | undefined
  /** Its ifindex. */
  master: number | undefined
  nomaster: boolean
  kind: string | undefined
  /** A shell pattern. */
  label: string | undefined
  prefix: Prefix | undefined
  /** `all` lets every scope pass. */
  scope: Scope | 'all' | 'none' | undefined
  readonly flags: Map<AddressFlag, boolean>
}

/** Flags of addresses. Those that IPv4 does not have are never set. */
export type AddressFlag = 'secondary' | 'permanent' | 'noprefixroute' | 'deprecated' | Inet6Flag | 'other'
type Inet6Flag = 'nodad' | 'dadfailed' | 'tentative' | 'mngtmpaddr'

export function newShowFilter(session: Session, family: Family, usage: () => never): ShowFilter {
  return {
    session,
    usage,
    family,
    dev: undefined,
    up: false,
    group: undefined,
    master: undefined,
    nomaster: false,
    kind: undefined,
    label: undefined,
    prefix: undefined,
    scope: undefined,
    flags: new Map(),
  }
}

/** ipaddr_list_flush_or_save(), its words. */
export function readShowFilter(filter: ShowFilter, words: Words): void {
  readWords(words, KEYWORDS, filter, readFlagOrMore)
  if (filter.dev !== undefined && deviceIndex(filter.session, filter.dev) === 0)
    fail(`Device "${filter.dev}" does not exist.\n`)
}

type Word = Handler<ShowFilter>

const KEYWORDS = keywords<ShowFilter>({
  to: (filter, words) => {
    filter.prefix = readPrefix(nextWord(words), filter.family)
    if (filter.family === 'unspec') filter.family = filter.prefix.family
  },
  scope: readScopeWord,
  up: put('up', true),
})

/** What get_filter() does not know as the name of a flag. */
const LATER_KEYWORDS = keywords<ShowFilter>({
  label: take('label'),
  group: (filter, words) => {
    const word = nextWord(words)
    filter.group = readGroup(word) ?? invalid(word, 'Invalid "group" value\n')
  },
  master: (filter, words) => {
    const word = nextWord(words)
    filter.master = deviceIndex(filter.session, word) || invalid(word, 'Device does not exist\n')
  },
  vrf: (_, words) => invalid(nextWord(words), 'Not a valid VRF name\n'),
  nomaster: put('nomaster', true),
  type: take('kind'),
})

function readScopeWord(filter: ShowFilter, words: Words): void {
  const word = nextWord(words)
  const number = readScope(word)
  if (number === undefined && word !== 'all') invalid(word, 'invalid "scope"\n')
  filter.scope = number === undefined ? 'all' : (nameOf(SCOPES, number) ?? 'none')
}

const readFlagOrMore: Word = (filter, words) => {
  const word = currentWord(words)
  if (readFlag(filter, word)) return
  const rule = LATER_KEYWORDS.find(({ test }) => test(word))
  return (rule?.handle ?? readDevice)(filter, words)
}

const FLAGS: Readonly<Record<string, AddressFlag>> = {
  secondary: 'secondary',
  temporary: 'secondary',
  nodad: 'nodad',
  optimistic: 'other',
  dadfailed: 'dadfailed',
  home: 'other',
  deprecated: 'deprecated',
  tentative: 'tentative',
  permanent: 'permanent',
  mngtmpaddr: 'mngtmpaddr',
  noprefixroute: 'noprefixroute',
  autojoin: 'other',
  'stable-privacy': 'other',
}

/** get_filter(): a minus sign asks for addresses without the flag. */
function readFlag(filter: ShowFilter, word: string): boolean {
  const negated = word.startsWith('-')
  const name = negated ? word.slice(1) : word
  if (name === 'dynamic') filter.flags.set('permanent', negated)
  else if (name === 'primary') filter.flags.set('secondary', negated)
  else if (FLAGS[name] !== undefined) filter.flags.set(FLAGS[name], !negated)
  else return false
  return true
}

function readDevice(filter: ShowFilter, words: Words): void {
  const written = currentWord(words) === 'dev'
  const name = written ? nextWord(words) : currentWord(words)
  if (!written && matches(name, 'help')) filter.usage()
  if (filter.dev !== undefined) garbage('dev', name)
  filter.dev = name
}

/** Kinds that every kernel can filter by; 8021q has to be there for the last. */
const KERNEL_KINDS: readonly (string | undefined)[] = ['dummy', 'veth', 'bridge', 'macvlan', 'macvtap', 'tun']

function kernelFilters({ settings }: World, kind: string | undefined): boolean {
  if (kind === 'ipvlan' || kind === 'ipvtap') return settings.ipvlans
  return KERNEL_KINDS.includes(kind) || (kind === 'vlan' && settings.vlans)
}

/** Devices of which the kernel sends word: it filters by IFLA_MASTER and the IFLA_INFO_KIND that it knows itself. */
export function answeredDevices({ session, dev, master, nomaster, kind }: ShowFilter): Device[] {
  const { devices } = session.netns
  const chosen = dev === undefined ? devices.values() : [devices.get(deviceIndex(session, dev))]
  return [...chosen]
    .filter((device) => device !== undefined)
    .filter((device) => master === undefined || device.master?.ifindex === master)
    .filter((device) => !nomaster || !device.master)
    .filter((device) => !kernelFilters(session.world, kind) || kindOf(device) === kind)
}

/** Devices that are passed over when it comes to printing; in JSON an empty object is left of them. */
export function isHidden(device: Device, { up, group, kind }: ShowFilter): boolean {
  if ((up && !device.up) || (group !== undefined && device.group !== group)) return true
  return kind !== undefined && !isOfKind(device, kind)
}

function isOfKind(device: Device, kind: string): boolean {
  if (kind.endsWith('_slave')) return device.rxHandler?.kind === kind.slice(0, -'_slave'.length)
  return kindOf(device) === kind
}

export function passesFilter(address: InetAddress | Inet6Address, filter: ShowFilter): boolean {
  const { prefix, scope, label } = filter
  if (scope !== undefined && scope !== 'all' && scope !== address.scope) return false
  if (prefix && prefix.family !== 'unspec' && !contains(prefix, address.local)) return false
  if (label !== undefined && 'label' in address && !matchesPattern(address.label, label)) return false
  const { now } = filter.session.world
  return [...filter.flags].every(([flag, wanted]) => hasFlag(address, flag, now) === wanted)
}

const SECOND = 1_000_000_000

/** Seconds that are left of a lifetime. */
export function remaining(
  { updated }: InetAddress | Inet6Address,
  lifetime: number | undefined,
  now: number,
): number | undefined {
  return lifetime === undefined ? undefined : Math.max(0, lifetime - Math.floor((now - updated) / SECOND))
}

export function hasFlag(address: InetAddress | Inet6Address, flag: AddressFlag, now: number): boolean {
  switch (flag) {
    case 'secondary':
      return 'secondary' in address && address.secondary
    case 'permanent':
      return address.validLifetime === undefined
    case 'noprefixroute':
      return address.noprefixroute
    case 'deprecated':
      return remaining(address, address.preferredLifetime, now) === 0
    case 'nodad':
    case 'dadfailed':
    case 'tentative':
    case 'mngtmpaddr':
      return flag in address && (address as Inet6Address)[flag]
    case 'other':
      return false
  }
}

/** fnmatch() */
export function matchesPattern(name: string, pattern: string): boolean {
  const source = pattern.replace(/\[!/g, '[^').replace(/[.+^${}()|\\]/g, '\\$&')
  return new RegExp(
    `^${source
      .replace(/\[\\\^/g, '[^')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    's',
  ).test(name)
}
