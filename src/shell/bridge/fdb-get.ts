import { refuse } from '../../device/errno.ts'
import { getFdbEntry } from '../../world/fdb.ts'
import { atoi } from '../ip/numbers.ts'
import { type Command, deviceIndex, show } from '../ip/session.ts'
import { exit, garbage } from '../ip/stop.ts'
import { currentWord, type Keywords, keywords, matches, nextWord, put, readWords, take } from '../ip/words.ts'
import { lineNodes } from './fdb-line.ts'
import { readMacWord } from './fdb-modify.ts'
import { failed, noBridge, noDevice, refused } from './stop.ts'
import { FDB_USAGE } from './usage.ts'

interface GetWords {
  address: string | undefined
  bridge: string | undefined
  dev: string | undefined
  self: boolean
  vlan: number
}

const KEYWORDS: Keywords<GetWords> = keywords<GetWords>({
  'brport dev': take('dev'),
  br: take('bridge'),
  vlan: take('vlan', atoi),
  vni: (_, words) => void nextWord(words),
  self: put('self', true),
  'master*': () => {},
  'dynamic*': () => {},
})

/** rtnl_talk() gives the kernel's -ENOENT or -EINVAL as -2 here. */
const REFUSED = 254

/** fdb_get() */
export const getEntry: Command = (session, words) => {
  const state: GetWords = { address: undefined, bridge: undefined, dev: undefined, self: false, vlan: -1 }
  readWords(words, KEYWORDS, state, () => {
    if (currentWord(words) === 'to') nextWord(words)
    const word = currentWord(words)
    if (matches(word, 'help')) exit(FDB_USAGE)
    if (state.address !== undefined) garbage('to', word)
    state.address = word
  })
  const { address, bridge, dev, self } = state
  if (address === undefined || (bridge === undefined && dev === undefined))
    failed('Device or master and address are required arguments.\n')
  const mac = readMacWord(address)
  const find = (name: string | undefined, missing: (name: string) => never) => {
    if (name === undefined) return undefined
    const index = deviceIndex(session, name) || missing(name)
    return session.netns.devices.get(index) ?? refused(refuse('ENODEV', 'unknown ifindex'), REFUSED)
  }
  const where = { dev: find(dev, noDevice), bridge: find(bridge, noBridge), self }
  const line = getFdbEntry(session.world, mac, where, state.vlan > 0 ? state.vlan : undefined)
  if ('errno' in line) refused(line, REFUSED)
  show(session, [lineNodes(session, line, true)])
  return 0
}
