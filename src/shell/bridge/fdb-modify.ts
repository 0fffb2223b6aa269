import type { FdbState } from '../../bridge/fdb.ts'
import { refuse } from '../../device/errno.ts'
import type { Mac } from '../../frame/mac.ts'
import { addFdbEntry, deleteFdbEntry } from '../../world/fdb.ts'
import { readIpv4Words } from '../ip/ipv4-words.ts'
import { atoi, readUnsigned } from '../ip/numbers.ts'
import { type Command, deviceIndex, type Session } from '../ip/session.ts'
import { exit, garbage, invalid } from '../ip/stop.ts'
import {
  currentWord,
  type Handler,
  type Keywords,
  keywords,
  matches,
  nextWord,
  put,
  readWords,
  take,
  type Words,
} from '../ip/words.ts'
import { failed, noDevice, refused, report } from './stop.ts'
import { FDB_USAGE } from './usage.ts'

interface EntryWords {
  address: string | undefined
  dev: string | undefined
  via: string | undefined
  self: boolean
  master: boolean
  use: boolean
  extLearned: boolean
  sticky: boolean
  state: FdbState | undefined
  vlan: number
}

/** The order of the comparisons in fdb_modify(). What only tunnels have is read and checked, and means nothing. */
const KEYWORDS: Keywords<EntryWords> = keywords<EntryWords>({
  dev: take('dev'),
  dst: (_, words) => readDestination(nextWord(words)),
  nhid: number('"id" value is invalid\n', 0xffff_ffff),
  port: number('invalid port\n', 0xffff),
  vni: number('invalid VNI\n', 0xff_ffff),
  src_vni: number('invalid src VNI\n', 0xff_ffff),
  via: take('via'),
  self: put('self', true),
  'master*': put('master', true),
  'router*': () => {},
  'local* permanent*': put('state', 'permanent'),
  'temp* static*': put('state', 'noarp'),
  'dynamic*': put('state', 'reachable'),
  'vlan*': take('vlan', atoi),
  'use*': put('use', true),
  'extern_learn*': put('extLearned', true),
  'sticky*': put('sticky', true),
})

const addressWord: Handler<EntryWords> = (state, words) => {
  if (currentWord(words) === 'to') nextWord(words)
  const word = currentWord(words)
  if (matches(word, 'help')) exit(FDB_USAGE)
  if (state.address !== undefined) garbage('to', word)
  state.address = word
}

function number(complaint: string, largest: number): Handler<EntryWords> {
  return (_, words) => {
    const word = nextWord(words)
    if (readUnsigned(word, largest) === undefined) invalid(word, complaint)
  }
}

function readDestination(word: string): void {
  if (readIpv4Words(word) === undefined)
    exit(`Error: any valid address is expected rather than "${word}".\n`, 1)
}

export const addEntry: Command = (session, words) => add(session, words, { create: true, exclusive: true })
export const appendEntry: Command = (session, words) =>
  add(session, words, { create: true, exclusive: false })
export const replaceEntry: Command = (session, words) =>
  add(session, words, { create: true, exclusive: false, replace: true })

interface How {
  readonly create: boolean
  readonly exclusive: boolean
  readonly replace?: boolean
}

function add(session: Session, words: Words, how: How): number {
  const { state, dev, request, target } = readEntry(session, words)
  const { sticky, use, extLearned } = state
  return report(addFdbEntry(session.world, dev, { ...request, ...how, sticky, use, extLearned }, target))
}

export const deleteEntry: Command = (session, words) => {
  const { dev, request, target } = readEntry(session, words)
  return report(deleteFdbEntry(session.world, dev, request, target))
}

/** fdb_modify(): without other words, the device's own table is meant, for ever. */
function readEntry(session: Session, words: Words) {
  const state: EntryWords = {
    address: undefined,
    dev: undefined,
    via: undefined,
    self: false,
    master: false,
    use: false,
    extLearned: false,
    sticky: false,
    state: undefined,
    vlan: -1,
  }
  readWords(words, KEYWORDS, state, addressWord)
  if (state.dev === undefined || state.address === undefined)
    failed('Device and address are required arguments.\n')
  if (state.via !== undefined && deviceIndex(session, state.via) === 0) noDevice(state.via)
  const mac = readMacWord(state.address)
  const index = deviceIndex(session, state.dev) || noDevice(state.dev)
  const dev = session.netns.devices.get(index) ?? refused(refuse('ENODEV', 'unknown ifindex'))
  const vlan = state.vlan < 0 ? {} : { vlan: state.vlan & 0xffff }
  const request = { mac, state: state.state ?? ('permanent' as const), ...vlan }
  return { state, dev, request, target: { master: state.master, self: state.self || !state.master } }
}

/** sscanf("%hhx:…"): six numbers, each cut to a byte; what follows them does not matter. */
export function readMacWord(word: string): Mac {
  const bytes = /^\s*([0-9a-f]+):([0-9a-f]+):([0-9a-f]+):([0-9a-f]+):([0-9a-f]+):([0-9a-f]+)/i.exec(word)
  if (bytes === null) return failed(`Invalid mac address ${word}\n`)
  return bytes.slice(1).reduce((mac, byte) => mac * 256 + (Number.parseInt(byte, 16) & 0xff), 0) as Mac
}
