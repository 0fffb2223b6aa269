import { isKind } from '../../device/device.ts'
import { type Reply, strerror } from '../../device/errno.ts'
import type { Tun } from '../../device/tap-device.ts'
import { addTun, deleteTun } from '../../world/tap-open.ts'
import type { NewTun } from '../../world/tuns.ts'
import { array, element, field, type Node, object, text } from './document.ts'
import { type Command, complain, type Session, show } from './session.ts'
import { exit, fail, garbage, invalid, notModelled } from './stop.ts'
import { TUNTAP_USAGE } from './usage/tuntap.ts'
import {
  choose,
  currentWord,
  type Handler,
  hasWord,
  keywords,
  matches,
  nextWord,
  readWords,
  type Words,
} from './words.ts'

/** do_iptuntap() */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', (session, words) => add(session, readTun(words, OWNED))],
  ['delete*', (session, words) => remove(session, readTun(words, KEYWORDS))],
  ['show* lst* list*', (session) => showTuns(session)],
  ['help*', () => exit(TUNTAP_USAGE)],
]

export const tuntap: Command = (session, words) => {
  if (!hasWord(words)) return showTuns(session)
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip tuntap help".\n`)
  words.at++
  return command(session, words)
}

interface TunWords {
  mode: NewTun['mode'] | undefined
  name: string | undefined
  user: number | undefined
  group: number | undefined
  packetInfo: boolean
  vnetHeader: boolean
}

/** parse_args(): deleting knows no owner. */
const MODE = { 'mode*': readMode }
const REST = {
  'pi*': (state: TunWords) => {
    state.packetInfo = true
  },
  'one_queue*': () => notModelled('one_queue'),
  'vnet_hdr*': (state: TunWords) => {
    state.vnetHeader = true
  },
  'multi_queue*': () => notModelled('multi_queue'),
  'dev*': (state: TunWords, words: Words) => {
    state.name = readName(nextWord(words), 'dev')
  },
}
const KEYWORDS = keywords<TunWords>({ ...MODE, ...REST })
const OWNED = keywords<TunWords>({
  ...MODE,
  'user*': readOwner('user'),
  'group*': readOwner('group'),
  ...REST,
})

function readTun(words: Words, table: typeof KEYWORDS): TunWords {
  const state: TunWords = {
    ...{ mode: undefined, name: undefined, user: undefined, group: undefined },
    ...{ packetInfo: false, vnetHeader: false },
  }
  readWords(words, table, state, readOther)
  return state
}

function readMode(state: TunWords, words: Words): void {
  const word = nextWord(words)
  const mode = (['tun', 'tap'] as const).find((one) => matches(word, one))
  if (mode === undefined) exit(`Unknown tunnel mode "${word}"\n`)
  if (state.mode !== undefined && state.mode !== mode)
    exit('You managed to ask for more than one tunnel mode.\n')
  state.mode = mode
}

/** Of names there is only root here. */
function readOwner(key: 'user' | 'group'): Handler<TunWords> {
  return (state, words) => {
    const word = nextWord(words)
    const id = word === 'root' ? 0 : /^\d+$/.test(word) ? Number(word) : undefined
    state[key] = id ?? exit(`invalid ${key} "${word}"\n`)
  }
}

/** Everything else is the name, with or without `name`. */
function readOther(state: TunWords, words: Words): void {
  const named = matches(currentWord(words), 'name')
  if (!named && matches(currentWord(words), 'help')) exit(TUNTAP_USAGE)
  const word = named ? nextWord(words) : currentWord(words)
  if (state.name !== undefined) garbage('name', word)
  state.name = readName(word, 'name')
}

/** get_ifname() */
function readName(word: string, key: string): string {
  if (word === '' || word.length > 15 || /[/\s]/.test(word)) invalid(word, `"${key}" not a valid ifname`)
  return word
}

function add(session: Session, state: TunWords): number {
  const { packetInfo, vnetHeader, user, group } = state
  const owner = { ...(user === undefined ? {} : { user }), ...(group === undefined ? {} : { group }) }
  return answer(
    session,
    addTun(session.world, session.netns, { ...request(state), packetInfo, vnetHeader, owner }),
  )
}

function remove(session: Session, state: TunWords): number {
  return answer(session, deleteTun(session.world, session.netns, request(state)))
}

function request({ mode, name }: TunWords): NewTun {
  if (mode === undefined) fail('You failed to specify a tunnel mode\n')
  return name === undefined ? { mode } : { mode, name }
}

/** tap_add_ioctl(), tap_del_ioctl() */
function answer(session: Session, refusal: Reply): number {
  if (refusal === undefined) return 0
  complain(session, `ioctl(TUNSETIFF): ${strerror(refusal.errno)}\n`)
  return 1
}

/** do_show(): it looks at none of its words. */
function showTuns(session: Session): number {
  const tuns = [...session.netns.devices.values()].filter((dev) => isKind(dev, 'tun'))
  show(
    session,
    tuns.map((dev) => object(undefined, tunNodes(session, dev))),
  )
  return 0
}

/** print_tuntap() */
function tunNodes({ options }: Session, { name, driver }: Tun): Node[] {
  const { user, group } = driver.owner
  return [
    field('ifname', name, `${name}:`),
    array(
      'flags',
      flagsOf(driver).map((flag) => element(flag, ` ${flag}`)),
    ),
    ...(user === undefined ? [] : [field('user', user, ` user ${user}`)]),
    ...(group === undefined ? [] : [field('group', group, ` group ${group}`)]),
    text('\n'),
    // Who is attached is for /proc to say, and the programs of this world have no files there.
    ...(options.details > 0 ? [array('processes', [text('\tAttached to processes:\n')])] : []),
  ]
}

/** print_flags(): a device with packet information lacks IFF_NO_PI, which stands for a filter here. */
function flagsOf({ mode, packetInfo, vnetHeader, persist }: Tun['driver']): string[] {
  return [
    mode,
    ...(packetInfo ? ['pi'] : []),
    ...(vnetHeader ? ['vnet_hdr'] : []),
    ...(persist ? ['persist'] : []),
    ...(packetInfo ? ['filter'] : []),
  ]
}
