import type { FdbState } from '../../bridge/fdb.ts'
import { refuse } from '../../device/errno.ts'
import { dumpFdb } from '../../world/fdb.ts'
import { atoi, readUnsigned } from '../ip/numbers.ts'
import { type Command, deviceIndex, type Session, show } from '../ip/session.ts'
import { duplicate, exit, invalid } from '../ip/stop.ts'
import { currentWord, type Keywords, keywords, matches, nextWord, put, readWords, take } from '../ip/words.ts'
import { lineNodes } from './fdb-line.ts'
import { noBridge, noDevice, refused } from './stop.ts'
import { FDB_USAGE } from './usage.ts'

interface ShowWords {
  bridge: string | undefined
  dev: string | undefined
  vlan: number
  /** NUD_* bits; 0 is all. */
  states: number
  dynamic: boolean
}

const NUD: Readonly<Record<FdbState, number>> = { reachable: 0x02, noarp: 0x40, permanent: 0x80 }

const KEYWORDS: Keywords<ShowWords> = keywords<ShowWords>({
  'brport dev': take('dev'),
  br: take('bridge'),
  vlan: (state, words) => {
    const word = nextWord(words)
    if (state.vlan !== 0) duplicate('vlan', word)
    state.vlan = atoi(word)
  },
  state: (state, words) => {
    state.states |= readState(nextWord(words))
  },
  dynamic: put('dynamic', true),
})

/** fdb_show(): words that it does not know are passed over. */
export const showEntries: Command = (session, words) => {
  const state: ShowWords = { bridge: undefined, dev: undefined, vlan: 0, states: 0, dynamic: false }
  readWords(words, KEYWORDS, state, () => {
    if (matches(currentWord(words), 'help')) exit(FDB_USAGE)
  })
  const bridge =
    state.bridge === undefined ? undefined : deviceIndex(session, state.bridge) || noBridge(state.bridge)
  const dev = state.dev === undefined ? undefined : deviceIndex(session, state.dev) || noDevice(state.dev)
  const seen = dump(session, bridge, dev)
    .filter((line) => state.vlan === 0 || line.entry?.vlan === state.vlan)
    .filter((line) => state.states === 0 || (NUD[line.state] & state.states) !== 0)
    .filter((line) => !state.dynamic || line.state !== 'permanent')
  show(
    session,
    seen.map((line) => lineNodes(session, line, dev === undefined)),
  )
  return 0
}

/** An index that no device has finds nothing, but a bridge must exist. */
function dump(session: Session, bridge: number | undefined, dev: number | undefined) {
  const { world, netns } = session
  const only = {
    ...(bridge === undefined ? {} : { bridge: netns.devices.get(bridge) ?? refused(refuse('ENODEV')) }),
    ...(dev === undefined || !netns.devices.has(dev) ? {} : { dev: netns.devices.get(dev)! }),
  }
  return dev !== undefined && only.dev === undefined ? [] : dumpFdb(world, netns, only)
}

/** state_a2n() */
function readState(word: string): number {
  const names: readonly (readonly [string, number])[] = [
    ['permanent', NUD.permanent],
    ['static', NUD.noarp],
    ['temp', NUD.noarp],
    ['stale', 0x04],
    ['reachable', NUD.reachable],
    ['dynamic', NUD.reachable],
    ['all', 0xffff],
  ]
  const found = names.find(([name]) => matches(word, name))?.[1]
  return found ?? readUnsigned(word) ?? invalid(word, 'invalid state')
}
