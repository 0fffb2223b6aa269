import type { Ipv4 } from '../../../frame/ipv4-address.ts'
import type { Scope } from '../../../stack/inet.ts'
import { nameOf, readScope, SCOPES } from '../names.ts'
import { readUnsigned } from '../numbers.ts'
import type { Family } from '../options.ts'
import { type Prefix, readAddress, readPrefix } from '../prefixes.ts'
import { complain, type Session } from '../session.ts'
import { duplicate, exit, fail, garbage, invalid, notModelled } from '../stop.ts'
import { ADDRESS_USAGE } from '../usage/address.ts'
import {
  currentWord,
  type Handler,
  keywords,
  matches,
  nextWord,
  readWords,
  take,
  type Words,
} from '../words.ts'

export interface AddressWords {
  readonly session: Session
  /** The first address decides it. */
  family: Family
  local: Prefix | undefined
  localWord: string
  peer: Prefix | undefined
  broadcast: Ipv4 | '+' | '-' | undefined
  anycast: boolean
  scope: Scope | undefined
  dev: string | undefined
  label: string | undefined
  metric: number | undefined
  noprefixroute: boolean
  nodad: boolean
  mngtmpaddr: boolean
  autojoin: boolean
  /** undefined is for ever. */
  validLifetime: number | undefined
  preferredLifetime: number | undefined
  readonly lifetimesGiven: Set<string>
}

/** ipaddr_modify(), its words. */
export function readAddressWords(session: Session, words: Words): AddressWords {
  const state: AddressWords = {
    session,
    family: session.options.family,
    local: undefined,
    localWord: '',
    peer: undefined,
    broadcast: undefined,
    anycast: false,
    scope: undefined,
    dev: undefined,
    label: undefined,
    metric: undefined,
    noprefixroute: false,
    nodad: false,
    mngtmpaddr: false,
    autojoin: false,
    validLifetime: undefined,
    preferredLifetime: undefined,
    lifetimesGiven: new Set(),
  }
  readWords(words, KEYWORDS, state, readFlagOrLocal)
  return state
}

const KEYWORDS = keywords<AddressWords>({
  'peer remote': (state, words) => {
    const word = nextWord(words)
    if (state.peer) duplicate('peer', word)
    state.peer = ofFamily(state, readPrefix(word, state.family))
  },
  'broadcast* brd': (state, words) => {
    const word = nextWord(words)
    if (state.broadcast !== undefined) duplicate('broadcast', word)
    state.broadcast =
      word === '+' || word === '-' ? word : ofFamily(state, readAddress(word, state.family)).address
  },
  anycast: (state, words) => {
    const word = nextWord(words)
    if (state.anycast) duplicate('anycast', word)
    ofFamily(state, readAddress(word, state.family))
    state.anycast = true
  },
  scope: (state, words) => {
    const word = nextWord(words)
    const number = readScope(word) ?? invalid(word, 'invalid scope value.')
    state.scope = nameOf(SCOPES, number) ?? notModelled(`scope ${word}`)
  },
  dev: take('dev'),
  label: take('label'),
  'metric* priority* preference*': (state, words) => {
    const word = nextWord(words)
    state.metric = readUnsigned(word) ?? invalid(word, '"metric" value is invalid\n')
  },
  'valid_lft*': lifetime('validLifetime', 'valid_lft'),
  'preferred_lft*': lifetime('preferredLifetime', 'preferred_lft'),
})

function ofFamily(state: AddressWords, prefix: Prefix): Prefix {
  if (state.family === 'unspec') state.family = prefix.family
  return prefix
}

/** INFINITY_LIFE_TIME */
const FOREVER = 0xffff_ffff

function lifetime(key: 'validLifetime' | 'preferredLifetime', name: string): Handler<AddressWords> {
  return (state, words) => {
    if (state.lifetimesGiven.has(name)) duplicate(name, currentWord(words))
    const word = nextWord(words)
    state.lifetimesGiven.add(name)
    const seconds = word === 'forever' ? FOREVER : (readUnsigned(word) ?? invalid(word, `${name} value`))
    state[key] = seconds === FOREVER ? undefined : seconds
  }
}

const ONLY_IPV6 = ['nodad', 'optimistic', 'home', 'mngtmpaddr']
const READ_ONLY = [
  'secondary',
  'temporary',
  'dadfailed',
  'deprecated',
  'tentative',
  'permanent',
  'stable-privacy',
]

/** Flags have names; what is no flag is the address. */
function readFlagOrLocal(state: AddressWords, words: Words): void {
  const word = currentWord(words)
  if (word === 'noprefixroute') state.noprefixroute = true
  else if (word === 'autojoin') state.autojoin = true
  else if (READ_ONLY.includes(word)) warn(state, `${word} option is not mutable from userspace`)
  else if (!ONLY_IPV6.includes(word)) readLocal(state, words)
  else if (state.family !== 'inet6') warn(state, `${word} option can be set only for IPv6 addresses`)
  else if (word === 'nodad') state.nodad = true
  else if (word === 'mngtmpaddr') state.mngtmpaddr = true
  else notModelled(`address ${word}`)
}

function warn({ session }: AddressWords, warning: string): void {
  complain(session, `Warning: ${warning}\n`)
}

function readLocal(state: AddressWords, words: Words): void {
  const word = currentWord(words) === 'local' ? nextWord(words) : currentWord(words)
  if (matches(word, 'help')) exit(ADDRESS_USAGE)
  if (state.local && state.local.bytes > 0) garbage('local', word)
  state.localWord = word
  state.local = ofFamily(state, readPrefix(word, state.family))
}

/** IN_MULTICAST: only group addresses are joined. */
export function checkAutojoin({ autojoin, local }: AddressWords): void {
  if (autojoin && (!local || local.address >>> 28 !== 0xe)) fail('autojoin needs multicast address\n')
}
