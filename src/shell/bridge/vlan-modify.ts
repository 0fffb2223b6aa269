import { refuse } from '../../device/errno.ts'
import { changeBridgeVlans } from '../../world/bridge-vlans.ts'
import { atoi } from '../ip/numbers.ts'
import { type Command, deviceIndex } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { currentWord, type Keywords, keywords, matches, nextWord, put, readWords, take } from '../ip/words.ts'
import { failed, noBridge, refused, report } from './stop.ts'
import { VLAN_USAGE } from './usage.ts'

interface VlanWords {
  dev: string | undefined
  range: readonly [first: number, last: number] | undefined
  pvid: boolean
  untagged: boolean
  self: boolean
  master: boolean
}

const KEYWORDS: Keywords<VlanWords> = keywords<VlanWords>({
  dev: take('dev'),
  vid: take('range', readRange),
  self: put('self', true),
  master: put('master', true),
  pvid: put('pvid', true),
  untagged: put('untagged', true),
  tunnel_info: (_, words) => {
    nextWord(words)
    failed('bridge: vlan tunnel_info: not part of this simulation\n')
  },
})

/** vlan_modify(): words that it does not know are passed over. */
export function modifyVlans(how: 'add' | 'delete'): Command {
  return (session, words) => {
    const state: VlanWords = {
      dev: undefined,
      range: undefined,
      pvid: false,
      untagged: false,
      self: false,
      master: false,
    }
    readWords(words, KEYWORDS, state, () => {
      if (matches(currentWord(words), 'help')) exit(VLAN_USAGE)
    })
    const { dev, range, pvid, untagged, self, master } = state
    if (dev === undefined || range === undefined) failed('Device and VLAN ID are required arguments.\n')
    const index = deviceIndex(session, dev) || noBridge(dev)
    const [first, last] = range
    if (pvid && first !== last) failed('pvid cannot be configured for a vlan range\n')
    const flags = how === 'add' ? { pvid, untagged } : null
    const device = session.netns.devices.get(index) ?? refused(refuse('ENODEV'))
    return report(changeBridgeVlans(session.world, device, { first, last, flags }, { self, master }))
  }
}

/** VLAN_N_VID, less one: what is no VLAN among these is the kernel's to say. */
const GREATEST = 4095

/** `10`, or `10-20`. */
function readRange(word: string): readonly [number, number] {
  const dash = word.indexOf('-')
  const first = atoi(word)
  if (dash < 0) return first <= GREATEST ? [first, first] : failed(`Invalid VLAN ID "${word}"\n`)
  const last = atoi(word.slice(dash + 1))
  return first <= GREATEST && last <= GREATEST && last > first
    ? [first, last]
    : failed(`Invalid VLAN range "${word}"\n`)
}
