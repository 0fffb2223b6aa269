import { MACVLAN_MODES, type MacvlanMode } from '../../../device/macvlan-device.ts'
import type { MacvlanOptions, SourceChange } from '../../../world/link-requests.ts'
import { badLinkAddress, parseLinkAddress, readLinkAddress, toMac } from '../mac-words.ts'
import { readUnsigned } from '../numbers.ts'
import { complain, type Session } from '../session.ts'
import { fail } from '../stop.ts'
import { macvlanUsage } from '../usage/macvlan.ts'
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
import type { KindReader } from './kinds.ts'

type Kind = 'macvlan' | 'macvtap'

interface MacvlanWords {
  readonly kind: Kind
  readonly session: Session
  mode: MacvlanMode | undefined
  flags: { nopromisc: boolean; nodst: boolean } | undefined
  sources: SourceChange | undefined
  bcQueueLen: number | undefined
}

/** macvlan_parse_opt(), which both kinds share */
export const readMacvlan =
  (kind: Kind): KindReader =>
  (session, words) => {
    const state: MacvlanWords = {
      kind,
      session,
      mode: undefined,
      flags: undefined,
      sources: undefined,
      bcQueueLen: undefined,
    }
    readWords(words, KEYWORDS, state, unknownOption)
    if (state.flags?.nopromisc && state.mode !== 'passthru')
      fail(`${kind}: nopromisc flag only valid in passthru mode\n${macvlanUsage(kind)}`)
    return { kind, options: optionsOf(state) }
  }

function optionsOf({ mode, flags, sources, bcQueueLen }: MacvlanWords): MacvlanOptions {
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(flags === undefined ? {} : { flags }),
    ...(sources === undefined ? {} : { sources }),
    ...(bcQueueLen === undefined ? {} : { bcQueueLen }),
  }
}

const KEYWORDS = keywords<MacvlanWords>({
  'mode*': take('mode', readMode),
  'flag*': (state, words) => readFlag(state, nextWord(words)),
  'macaddr*': readSources,
  'nopromisc*': (state) => readFlag(state, 'nopromisc'),
  'nodst*': (state) => readFlag(state, 'nodst'),
  'bcqueuelen*': take('bcQueueLen', readQueueLength),
})

const unknownOption: Handler<MacvlanWords> = ({ kind }, words) => {
  const word = currentWord(words)
  fail(
    matches(word, 'help') ? macvlanUsage(kind) : `${kind}: unknown option "${word}"?\n${macvlanUsage(kind)}`,
  )
}

function readMode(word: string): MacvlanMode {
  const mode = MACVLAN_MODES.find((name) => name === word)
  return (
    mode ??
    fail(
      'Error: argument of "mode" must be "private", "vepa", "bridge", "passthru" or "source", ' +
        `not "${word}"\n`,
    )
  )
}

function readFlag(state: MacvlanWords, word: string): void {
  state.flags ??= { nopromisc: false, nodst: false }
  if (word === 'nopromisc' || word === 'nodst') state.flags[word] = true
  else if (word !== 'null')
    fail(`Error: argument of "flag" must be "nopromisc", "nodst" or "null", not "${word}"\n`)
}

function readQueueLength(word: string): number {
  return (
    readUnsigned(word) ??
    fail(`Error: argument of "bcqueuelen" must be a positive integer [0-4294967295], not "${word}"\n`)
  )
}

function readSources(state: MacvlanWords, words: Words): void {
  const how = nextWord(words)
  if (how === 'add' || how === 'del')
    state.sources = { how, address: toMac(readLinkAddress(nextWord(words))) ?? fail('') }
  else if (how === 'set') state.sources = { how, addresses: [...readSourceList(state, words)] }
  else if (how === 'flush') state.sources = { how }
  else fail(macvlanUsage(state.kind))
}

/** As many addresses as follow. The word that is none is complained of, and then read as an option. */
function* readSourceList({ session }: MacvlanWords, words: Words) {
  for (; words.at + 1 < words.list.length; words.at++) {
    const bytes = parseLinkAddress(words.list[words.at + 1]!)
    if (typeof bytes === 'string') return complain(session, badLinkAddress(bytes))
    const mac = toMac(bytes)
    if (mac === undefined) return
    yield mac
  }
}
