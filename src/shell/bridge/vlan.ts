import { refuse } from '../../device/errno.ts'
import { atoi } from '../ip/numbers.ts'
import { type Command, deviceIndex, print } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { choose, currentWord, hasWord, nextWord } from '../ip/words.ts'
import { failed, noBridge, noDevice, refused } from './stop.ts'
import { VLAN_USAGE } from './usage.ts'

/** A kernel built without CONFIG_BRIDGE_VLAN_FILTERING: no port has a VLAN, and none can be given one. */
const change: Command = (session, words) => {
  let dev: string | undefined
  let vid: number | undefined
  for (; hasWord(words); words.at++) {
    const word = currentWord(words)
    if (word === 'dev') dev = nextWord(words)
    else if (word === 'vid') vid = readVlan(nextWord(words))
  }
  if (dev === undefined || vid === undefined) failed('Device and VLAN ID are required arguments.\n')
  if (deviceIndex(session, dev) === 0) noBridge(dev)
  return refused(refuse('EOPNOTSUPP'))
}

const LAST_VLAN = 4095

function readVlan(word: string): number {
  const number = atoi(word)
  return number <= LAST_VLAN ? number : failed(`Invalid VLAN ID "${word}"\n`)
}

/** vlan_show() */
const showVlans: Command = (session, words) => {
  for (; hasWord(words); words.at++) {
    if (currentWord(words) !== 'dev') continue
    const name = nextWord(words)
    if (deviceIndex(session, name) === 0) noDevice(name)
  }
  const { json, pretty } = session.options
  if (json) print(session, pretty ? '[ ]\n' : '[]\n')
  else print(session, 'port              vlan-id  \n')
  return 0
}

const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', change],
  ['delete*', change],
  ['show* lst* list*', showVlans],
  ['set*', change],
  ['tunnelshow*', () => failed('bridge: vlan tunnelshow: not part of this simulation\n')],
  ['global*', () => failed('bridge: vlan global: not part of this simulation\n')],
  ['help*', () => exit(VLAN_USAGE)],
]

/** do_vlan() */
export const vlan: Command = (session, words) => {
  if (!hasWord(words)) return showVlans(session, words)
  const name = words.list[words.at++]!
  const command = choose(COMMANDS, name) ?? exit(`Command "${name}" is unknown, try "bridge vlan help".\n`)
  return command(session, words)
}
