import type { Device } from '../../../device/device.ts'
import { refuse } from '../../../device/errno.ts'
import type { Mac } from '../../../frame/mac.ts'
import type { NudState } from '../../../stack/inet.ts'
import { findNeighbour } from '../../../stack/neighbours.ts'
import type { AddHow } from '../../../stack/requests.ts'
import { changeNeighbour, deleteNeighbour } from '../../../world/inet.ts'
import { changeNeighbour6, deleteNeighbour6 } from '../../../world/inet6.ts'
import { object } from '../document.ts'
import { badLinkAddress, parseLinkAddress, toMac } from '../mac-words.ts'
import { readProtocol } from '../names.ts'
import { type Prefix, readAddress } from '../prefixes.ts'
import { type Command, refused, report, requireDevice, type Session, show } from '../session.ts'
import { duplicate, exit, fail, garbage, invalid, notModelled } from '../stop.ts'
import { NEIGHBOUR_USAGE } from '../usage/neighbour.ts'
import {
  currentWord,
  type Handler,
  hasWord,
  keywords,
  matches,
  nextWord,
  put,
  readWords,
  take,
  type Words,
} from '../words.ts'
import { neighbourNodes } from './describe.ts'
import { requireState } from './states.ts'

interface NeighbourWords {
  readonly session: Session
  address: Prefix | undefined
  dev: string | undefined
  lladdr: string | undefined
  state: NudState
  router: boolean
}

/** ipneigh_modify(). An entry added by hand is permanent unless it is said otherwise. */
export function modifyNeighbour(session: Session, words: Words, how: AddHow | 'delete'): number {
  const state: NeighbourWords = {
    session,
    address: undefined,
    dev: undefined,
    lladdr: undefined,
    state: 'permanent',
    router: false,
  }
  readWords(words, KEYWORDS, state, readDestination)
  if (!state.dev || !state.address) exit('Device and destination are required arguments.\n')
  const bytes = readBytes(state.lladdr)
  const dev = requireDevice(session, state.dev)
  const mac = bytes && (toMac(bytes) ?? refused(refuse('EINVAL', 'Invalid link address')))
  if (state.address.family === 'inet6') return report(modify6(session, dev, state, mac, how))
  const { address } = state.address
  return report(
    how === 'delete'
      ? deleteNeighbour(session.world, dev, address)
      : changeNeighbour(session.world, dev, { address, mac, state: state.state }, how),
  )
}

function modify6(
  { world }: Session,
  dev: Device,
  { address, state, router }: NeighbourWords,
  mac: Mac | undefined,
  how: AddHow | 'delete',
) {
  const { address6 } = address!
  if (how === 'delete') return deleteNeighbour6(world, dev, address6)
  return changeNeighbour6(world, dev, { address: address6, mac, state, router }, how)
}

/** `null` is no address. */
function readBytes(lladdr: string | undefined): number[] | undefined {
  if (lladdr === undefined || lladdr === 'null') return undefined
  const bytes = parseLinkAddress(lladdr)
  return typeof bytes === 'string' ? fail(badLinkAddress(bytes)) : bytes
}

const KEYWORDS = keywords<NeighbourWords>({
  'lladdr*': (state, words) => {
    const word = nextWord(words)
    if (state.lladdr !== undefined) duplicate('lladdr', word)
    state.lladdr = word
  },
  nud: take('state', requireState),
  'proxy*': () => notModelled('neigh proxy'),
  router: put('router', true),
  use: () => notModelled('neigh use'),
  managed: () => notModelled('neigh managed'),
  'extern_learn*': () => notModelled('neigh extern_learn'),
  dev: take('dev'),
  'protocol*': (_, words) => {
    const word = nextWord(words)
    if (readProtocol(word) === undefined) invalid(word, '"protocol" value is invalid\n')
  },
})

const readDestination: Handler<NeighbourWords> = (state, words) => {
  state.address = readTarget(state.session, words, state.address)
}

/** `[to] ADDRESS` */
function readTarget({ options }: Session, words: Words, before: Prefix | undefined): Prefix {
  const word = currentWord(words) === 'to' ? nextWord(words) : currentWord(words)
  if (matches(word, 'help')) exit(NEIGHBOUR_USAGE)
  if (before) garbage('to', word)
  return readAddress(word, options.family)
}

/** ipneigh_get() */
export const getNeighbour: Command = (session, words) => {
  let address: Prefix | undefined
  let name: string | undefined
  for (; hasWord(words); words.at++) {
    const word = currentWord(words)
    if (word === 'dev') name = nextWord(words)
    else if (matches(word, 'proxy')) notModelled('neigh proxy')
    else address = readTarget(session, words, address)
  }
  if (!address || name === undefined) return fail('Device and address are required arguments.\n')
  const dev = requireDevice(session, name)
  const { inet, inet6 } = session.netns
  const wide = address.family === 'inet6'
  const found = findNeighbour(wide ? inet6 : inet, dev, wide ? address.address6 : address.address)
  if (!found) return report(refuse('ENOENT', 'Neighbour entry not found'))
  show(session, [object(undefined, neighbourNodes(session, found, false))])
  return 0
}
