import type { Device } from '../../../device/device.ts'
import { type Refusal, refuse } from '../../../device/errno.ts'
import type { LinkChanges } from '../../../world/link-requests.ts'
import type { Netns } from '../../../world/world.ts'
import { readLinkAddress, toMac } from '../mac-words.ts'
import { readGroup } from '../names.ts'
import { atoi, readInteger } from '../numbers.ts'
import { complain, deviceIndex, refusalWords, refused, type Session } from '../session.ts'
import { duplicate, exit, fail, garbage, invalid, noDevice, notModelled } from '../stop.ts'
import { LINK_USAGE } from '../usage/link.ts'
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
import { ADDRESS_MODES } from './address-modes.ts'
import { readNetns } from './netns-word.ts'

/** What the words of `ip link add|set|del` said, and of the peer of a veth. */
export interface LinkWords {
  /** How IPv6 makes the device's link-local address (IFLA_INET6_ADDR_GEN_MODE). */
  addressMode?: number
  readonly session: Session
  /** NLM_F_CREATE */
  readonly creating: boolean
  name: string | undefined
  dev: string | undefined
  /** `link DEV`: the lower device. */
  lower: string | undefined
  kind: string | undefined
  index: number | undefined
  group: number | undefined
  addressBytes: readonly number[] | undefined
  netns: Netns | Refusal | undefined
  /** null: none any more. */
  master: Device | Refusal | null | undefined
  settings: Settings
}

type Settings = {
  -readonly [Key in keyof Omit<
    LinkChanges,
    'name' | 'netns' | 'address' | 'type' | 'master'
  >]: LinkChanges[Key]
}

function newLinkWords(session: Session, creating: boolean): LinkWords {
  return {
    session,
    creating,
    name: undefined,
    dev: undefined,
    lower: undefined,
    kind: undefined,
    index: undefined,
    group: undefined,
    addressBytes: undefined,
    netns: undefined,
    master: undefined,
    settings: {},
  }
}

/** iplink_parse(): reads up to the end or past `type KIND`, then checks what was said as a whole. */
export function readLink(session: Session, words: Words, creating: boolean): LinkWords {
  const state = newLinkWords(session, creating)
  readWords(words, KEYWORDS, state, readDevice)
  checkNames(state)
  checkAddress(state)
  checkIndex(state)
  if (state.group !== undefined && state.dev === undefined) checkGroup(state, words)
  return state
}

type Link = Handler<LinkWords>

/** In the order of the comparisons in iplink_parse(): `a` is address, not arp. */
const KEYWORDS = keywords<LinkWords>({
  up: setting('up', true),
  down: setting('up', false),
  name: readName,
  index: readIndex,
  'link*': take('lower'),
  'address*': take('addressBytes', readLinkAddress),
  'broadcast* brd': (_, words) => {
    readLinkAddress(nextWord(words))
    notModelled('broadcast')
  },
  'txqueuelen* qlen txqlen*': integer('txQueueLength', 'txqueuelen'),
  mtu: integer('mtu', 'mtu'),
  'xdpgeneric xdpdrv xdpoffload xdp': () => notModelled('xdp'),
  netns: take('netns', (word, { session }) => readNetns(session, word)),
  multicast: flag('multicast'),
  allmulticast: flag('allmulticast'),
  promisc: flag('promisc'),
  // Neither flag changes anything in this world.
  trailers: (_, words) => void readOnOff('trailers', nextWord(words)),
  arp: flag('arp'),
  carrier: leftOut('carrier'),
  vf: leftOut('vf'),
  'master*': readMaster,
  vrf: leftOut('vrf'),
  'nomaster*': put('master', null),
  'dynamic*': (_, words) => void readOnOff('dynamic', nextWord(words)),
  'type*': (state, words) => {
    state.kind = nextWord(words)
    words.at++
    return 'stop'
  },
  'alias*': readAlias,
  group: readGroupWord,
  mode: leftOut('mode'),
  state: leftOut('state'),
  'numtxqueues*': leftOut('numtxqueues'),
  'numrxqueues*': leftOut('numrxqueues'),
  'addrgenmode*': readAddressMode,
  'link-netns*': leftOut('link-netns'),
  'link-netnsid*': leftOut('link-netnsid'),
  protodown: leftOut('protodown'),
  protodown_reason: leftOut('protodown_reason'),
  gso_max_size: leftOut('gso_max_size'),
  gso_max_segs: leftOut('gso_max_segs'),
  gro_max_size: leftOut('gro_max_size'),
  parentdev: leftOut('parentdev'),
})

function setting<Key extends keyof Settings>(key: Key, value: Settings[Key]): Link {
  return ({ settings }) => {
    settings[key] = value
  }
}

function leftOut(option: string): Link {
  return (_, words) => {
    nextWord(words)
    notModelled(option)
  }
}

function readName(state: LinkWords, words: Words): void {
  const name = nextWord(words)
  if (state.name !== undefined) duplicate('name', name)
  if (name.length > 15 || !isName(name)) invalid(name, '"name" not a valid ifname')
  state.name = name
}

/** Everything else is the device, with or without `dev`. Longer names are left to the kernel to refuse. */
function readDevice(state: LinkWords, words: Words): void {
  if (matches(currentWord(words), 'help')) exit(LINK_USAGE)
  const name = currentWord(words) === 'dev' ? nextWord(words) : currentWord(words)
  if (state.dev !== undefined) garbage('dev', name)
  if (!isName(name)) invalid(name, '"dev" not a valid ifname')
  state.dev = name
}

/** check_altifname() */
function isName(name: string): boolean {
  return name !== '' && !/[/\s]/.test(name)
}

function readIndex(state: LinkWords, words: Words): void {
  const word = nextWord(words)
  if (state.index !== undefined) duplicate('index', word)
  state.index = atoi(word)
  if (state.index <= 0) invalid(word, 'Invalid "index" value')
}

function integer(key: 'mtu' | 'txQueueLength', name: string): Link {
  return ({ settings }, words) => {
    const word = nextWord(words)
    if (settings[key] !== undefined) duplicate(name, word)
    settings[key] = readInteger(word) ?? invalid(word, `Invalid "${name}" value\n`)
  }
}

function flag(key: 'multicast' | 'allmulticast' | 'promisc' | 'arp'): Link {
  return ({ settings }, words) => {
    settings[key] = readOnOff(key, nextWord(words))
  }
}

/** on_off() */
export function readOnOff(key: string, word: string): boolean {
  if (word !== 'on' && word !== 'off')
    fail(`Error: argument of "${key}" must be "on" or "off", not "${word}"\n`)
  return word === 'on'
}

function readMaster(state: LinkWords, words: Words): void {
  const { session } = state
  const word = nextWord(words)
  const index = deviceIndex(session, word)
  if (index === 0) invalid(word, 'Device does not exist\n')
  state.master = session.netns.devices.get(index) ?? refuse('EINVAL')
}

/** IFALIASZ */
const LONGEST_ALIAS = 255

function readAlias({ settings }: LinkWords, words: Words): void {
  const alias = nextWord(words)
  if (alias.length > LONGEST_ALIAS) invalid(alias, 'alias too long\n')
  settings.alias = alias
}

function readGroupWord(state: LinkWords, words: Words): void {
  const word = nextWord(words)
  if (state.group !== undefined) duplicate('group', word)
  state.group = readGroup(word) ?? invalid(word, 'Invalid "group" value\n')
}

/** IPv6 is left out, so any mode will do. */
function readAddressMode(state: LinkWords, words: Words): void {
  const mode = nextWord(words)
  const number = ADDRESS_MODES.indexOf(mode.toLowerCase())
  if (number < 0) invalid(mode, 'Invalid address generation mode\n')
  state.addressMode = number
}

function checkNames(state: LinkWords): void {
  state.name ??= state.dev
  state.dev ??= state.name
}

/** nl_get_ll_addr_len(): asks the kernel how long the device's address is, and every device here has six bytes. */
function checkAddress({ session, dev, addressBytes }: LinkWords): void {
  if (dev === undefined || addressBytes === undefined) return
  const index = deviceIndex(session, dev)
  if (index > 0 && !session.netns.devices.has(index)) complain(session, refusalWords(refuse('ENODEV')))
  if (session.netns.devices.has(index) && addressBytes.length !== 6)
    fail(`Invalid address length ${addressBytes.length} - must be 6 bytes\n`)
}

function checkIndex({ index, creating, netns }: LinkWords): void {
  if (index !== undefined && !creating && netns === undefined)
    exit('index can be used only when creating devices or when moving device to another netns.\n')
}

function checkGroup({ creating }: LinkWords, words: Words): void {
  if (hasWord(words)) exit(`Garbage instead of arguments "${currentWord(words)} ...". Try "ip link help".\n`)
  if (creating) exit('group cannot be used when creating devices.\n')
}

/** The device that `set` and `del` are about. */
export function existingDevice(state: LinkWords): Device {
  if (state.dev === undefined) exit('Not enough information: "dev" argument is required.\n')
  const index = deviceIndex(state.session, state.dev)
  if (index === 0) noDevice(state.dev)
  if (state.name === state.dev) state.name = undefined
  return state.session.netns.devices.get(index) ?? refused({ errno: 'ENODEV' })
}

/** `name` and `dev` are one when a device is made. */
export function checkOneName({ name, dev }: LinkWords): void {
  if (name !== dev) exit('both "name" and "dev" cannot be used when creating devices.\n')
}

/** The lower device that `link` names, for what is to be made. */
export function lowerDevice(state: LinkWords): Device | undefined {
  checkOneName(state)
  if (state.lower === undefined) return undefined
  const index = deviceIndex(state.session, state.lower)
  if (index === 0) noDevice(state.lower)
  return state.session.netns.devices.get(index)
}

/** undefined: none was given. The kernel refuses any other length than six bytes. */
export function macOf(state: LinkWords): Pick<LinkChanges, 'address'> {
  if (state.addressBytes === undefined) return {}
  return { address: toMac(state.addressBytes) ?? refused({ errno: 'EINVAL' }) }
}

export function netnsOf(state: LinkWords): Pick<LinkChanges, 'netns'> {
  if (state.netns === undefined) return {}
  return { netns: 'errno' in state.netns ? refused(state.netns) : state.netns }
}

export function masterOf({ master }: LinkWords): Pick<LinkChanges, 'master'> {
  if (master === undefined) return {}
  return { master: master && 'errno' in master ? refused(master) : master }
}
