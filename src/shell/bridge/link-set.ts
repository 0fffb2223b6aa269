import type { PortChanges, PortFlag } from '../../bridge/port-settings.ts'
import { PORT_STATES } from '../../device/bridge-device.ts'
import { refuse } from '../../device/errno.ts'
import { changeBridgePort } from '../../world/bridge-port.ts'
import { atoi, strtol } from '../ip/numbers.ts'
import { readOnOff } from '../ip/on-off.ts'
import { type Command, deviceIndex } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { type Handler, type Keywords, keywords, nextWord, put, readWords, take } from '../ip/words.ts'
import { failed, noBridge, refused, report } from './stop.ts'
import { LINK_USAGE } from './usage.ts'

interface LinkWords {
  dev: string | undefined
  /** BRIDGE_FLAGS_*: no device of this kernel answers `self`, nor has it a hardware mode. */
  self: boolean
  readonly changes: { -readonly [Key in keyof PortChanges]: PortChanges[Key] }
}

/** EINVAL, as exit() truncates it. */
const EINVAL_STATUS = 234

const FLAGS: readonly (readonly [word: string, flag: PortFlag])[] = [
  ['guard', 'guard'],
  ['hairpin', 'hairpin'],
  ['fastleave', 'fastleave'],
  ['root_block', 'rootBlock'],
  ['learning', 'learning'],
  ['flood', 'flood'],
  ['mcast_flood', 'mcastFlood'],
  ['bcast_flood', 'bcastFlood'],
  ['mcast_to_unicast', 'mcastToUnicast'],
  ['neigh_suppress', 'neighSuppress'],
  ['vlan_tunnel', 'vlanTunnel'],
  ['isolated', 'isolated'],
  ['locked', 'locked'],
]

const KEYWORDS: Keywords<LinkWords> = keywords<LinkWords>({
  dev: take('dev'),
  ...Object.fromEntries(FLAGS.map(([word, flag]) => [word, flagHandler(word, flag)])),
  learning_sync: (_, words) => void readOnOff('learning_sync', nextWord(words), EINVAL_STATUS),
  mcast_router: ({ changes }, words) => {
    changes.mcastRouter = atoi(nextWord(words)) & 0xff
  },
  cost: ({ changes }, words) => readCost(changes, atoi(nextWord(words)) >>> 0),
  priority: ({ changes }, words) => readPriority(changes, (atoi(nextWord(words)) << 16) >> 16),
  state: ({ changes }, words) => readState(changes, nextWord(words)),
  hwmode: (state, words) => {
    state.self = true
    if (!['vepa', 'veb'].includes(nextWord(words))) failed('Mode argument must be "vepa" or "veb".\n')
  },
  self: put('self', true),
  master: () => {},
  backup_port: (_, words) => failed(`bridge: backup_port ${nextWord(words)}: not part of this simulation\n`),
  nobackup_port: () => {},
})

function flagHandler(word: string, flag: PortFlag): Handler<LinkWords> {
  return ({ changes }, words) => {
    changes[flag] = readOnOff(word, nextWord(words), EINVAL_STATUS)
  }
}

/** brlink_modify() */
export const setLink: Command = (session, words) => {
  const state: LinkWords = { dev: undefined, self: false, changes: {} }
  readWords(words, KEYWORDS, state, () => exit(LINK_USAGE))
  if (state.dev === undefined) failed('Device is a required argument.\n')
  const index = deviceIndex(session, state.dev) || noBridge(state.dev)
  const dev = session.netns.devices.get(index) ?? refused(refuse('ENODEV', 'unknown ifindex'))
  if (state.self) refused(refuse('EOPNOTSUPP'))
  return report(changeBridgePort(session.world, dev, state.changes))
}

/** Zero is not sent at all. */
function readCost(changes: LinkWords['changes'], cost: number): void {
  if (cost > 0) changes.cost = cost
}

function readPriority(changes: LinkWords['changes'], priority: number): void {
  if (priority >= 0) changes.priority = priority
}

/** A name, or a number of eight bits with a sign; negative ones are not sent. */
function readState(changes: LinkWords['changes'], word: string): void {
  const number = strtol(word, 10)
  const state =
    number?.rest === '' ? (number.value << 24) >> 24 : (PORT_STATES as readonly string[]).indexOf(word)
  if (number?.rest !== '' && state < 0) failed('Error: invalid STP port state\n')
  if (state >= 0) changes.state = state
}
