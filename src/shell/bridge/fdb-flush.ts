import type { FlushFilter } from '../../bridge/fdb.ts'
import { isKind } from '../../device/device.ts'
import { refuse } from '../../device/errno.ts'
import { flushFdbEntries } from '../../world/fdb.ts'
import { atoi } from '../ip/numbers.ts'
import { type Command, deviceIndex, type Session } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { currentWord, type Keywords, keywords, matches, put, readWords, take } from '../ip/words.ts'
import { failed, noBridge, refused, report } from './stop.ts'
import { FDB_USAGE } from './usage.ts'

interface FlushWords {
  dev: string | undefined
  brport: string | undefined
  self: boolean
  master: boolean
  vlan: string | undefined
  filter: { -readonly [Key in keyof FlushFilter]: FlushFilter[Key] }
  /** Nothing in this world is offloaded, so asking for it asks for nothing. */
  offloaded: boolean
}

const set = (filter: FlushFilter) => (state: FlushWords) => void Object.assign(state.filter, filter)

const KEYWORDS: Keywords<FlushWords> = keywords<FlushWords>({
  dev: take('dev'),
  brport: take('brport'),
  vlan: take('vlan'),
  self: put('self', true),
  master: put('master', true),
  permanent: set({ local: true }),
  nopermanent: set({ local: false }),
  static: set({ static: true, local: false }),
  nostatic: set({ static: false }),
  dynamic: set({ static: false, local: false }),
  nodynamic: set({ static: true }),
  added_by_user: set({ addedByUser: true }),
  noadded_by_user: set({ addedByUser: false }),
  extern_learn: set({ extLearned: true }),
  noextern_learn: set({ extLearned: false }),
  sticky: set({ sticky: true }),
  nosticky: set({ sticky: false }),
  offloaded: put('offloaded', true),
  nooffloaded: () => {},
})

const LAST_VLAN = 4094

/** fdb_flush(): words that it does not know are passed over. */
export const flushEntries: Command = (session, words) => {
  const state: FlushWords = {
    dev: undefined,
    brport: undefined,
    self: false,
    master: false,
    vlan: undefined,
    filter: {},
    offloaded: false,
  }
  readWords(words, KEYWORDS, state, () => {
    if (matches(currentWord(words), 'help')) exit(FDB_USAGE)
  })
  if (state.dev === undefined) failed('Device is a required argument.\n')
  const index = deviceIndex(session, state.dev) || noBridge(state.dev)
  if (state.vlan !== undefined && !isVlan(state.vlan)) failed(`Invalid VLAN ID "${state.vlan}"\n`)
  const port = state.brport === undefined ? undefined : findPort(session, state.brport)
  const dev = session.netns.devices.get(index) ?? refused(refuse('ENODEV', 'unknown ifindex'))
  if (port === 'none' && isKind(dev, 'bridge') && session.world.kernel.flushesTables)
    refused(refuse('EINVAL', 'bridge: Flush device is not a bridge or bridge port'))
  const nothing = state.offloaded
  const inVlan = state.vlan === undefined ? {} : { vlan: atoi(state.vlan) }
  const filter = nothing
    ? { static: true, extLearned: true, sticky: true, local: true }
    : { ...state.filter, ...inVlan }
  return report(
    flushFdbEntries(
      session.world,
      dev,
      port === undefined || port === 'none' ? filter : { ...filter, port },
      {
        master: state.master,
        self: state.self || !state.master,
      },
    ),
  )
}

function findPort(session: Session, name: string) {
  const index = deviceIndex(session, name)
  if (index === 0) failed(`Cannot find bridge port device "${name}"\n`)
  const handler = session.netns.devices.get(index)?.rxHandler
  return handler?.kind === 'bridge' ? handler : 'none'
}

function isVlan(word: string): boolean {
  const number = atoi(word)
  return number >= 0 && number <= LAST_VLAN
}
