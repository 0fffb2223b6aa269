import { IPVLAN_FLAGS, IPVLAN_MODES } from '../../src/device/ipvlan-device.ts'
import type { Scene } from '../picture/scene.ts'

/** What the Tab key offers: words that fit at the cursor. */
export interface Completion {
  /** What can be added to the line at once. */
  readonly insert: string
  /** Shown when there is more than one. */
  readonly candidates: readonly string[]
}

export interface Vocabulary {
  readonly commands: readonly string[]
  readonly scene: Scene
  /** The place that the terminal is at. */
  readonly machine: string
  readonly room: string
}

export function complete(text: string, cursor: number, vocabulary: Vocabulary): Completion {
  const before = text.slice(0, cursor)
  const line = before.slice(
    Math.max(...['|', ';', '&', '(', '\n'].map((sign) => before.lastIndexOf(sign))) + 1,
  )
  const words = line.trimStart().split(/\s+/)
  const stem = words.pop() ?? ''
  const fitting = [...new Set(offers(words, vocabulary))].filter((word) => word.startsWith(stem)).sort()
  if (fitting.length === 0) return { insert: '', candidates: [] }
  const shared = fitting.reduce(sharedStart)
  return {
    insert: shared.slice(stem.length) + (fitting.length === 1 ? ' ' : ''),
    candidates: fitting.length > 1 ? fitting : [],
  }
}

function sharedStart(a: string, b: string): string {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return a.slice(0, length)
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  ip: ['link', 'addr', 'neigh', 'route', 'netns', 'maddr', '-n', '-br', '-d', '-s', '-j', '-4'],
  'ip link': ['add', 'set', 'show', 'delete'],
  'ip link add': ['link', 'name', 'dev', 'type', 'address', 'netns', 'up', 'mtu'],
  'ip link set': [
    'dev',
    'up',
    'down',
    'netns',
    'address',
    'mtu',
    'type',
    'promisc',
    'master',
    'nomaster',
    'name',
    'arp',
    'allmulticast',
  ],
  'ip link show': ['dev', 'up', 'type', 'master'],
  'ip link delete': ['dev'],
  'ip addr': ['add', 'del', 'show', 'flush'],
  'ip addr add': ['dev'],
  'ip addr del': ['dev'],
  'ip addr show': ['dev', 'up', 'scope'],
  'ip neigh': ['show', 'add', 'replace', 'del', 'flush'],
  'ip neigh add': ['lladdr', 'dev', 'nud'],
  'ip neigh replace': ['lladdr', 'dev', 'nud'],
  'ip route': ['show', 'add', 'del', 'get', 'flush'],
  'ip route add': ['default', 'via', 'dev', 'src'],
  'ip netns': ['add', 'del', 'exec', 'list', 'identify'],
  bridge: ['link', 'fdb', '-d', '-s'],
  'bridge link': ['set', 'show'],
  'bridge link set': ['dev', 'hairpin', 'learning', 'flood', 'mcast_flood', 'isolated', 'state'],
  'bridge fdb': ['show', 'add', 'del', 'flush', 'get'],
  tcpdump: ['-i', '-n', '-e', '-c', '-v', 'arp', 'icmp', 'host', 'ether'],
  ping: ['-c', '-i', '-W', '-q', '-b', '-I'],
}
const SHORT: Readonly<Record<string, string>> = {
  l: 'link',
  a: 'addr',
  address: 'addr',
  n: 'neigh',
  neighbour: 'neigh',
  r: 'route',
  s: 'set',
}
const MODES = ['private', 'vepa', 'bridge', 'passthru', 'source']
const AFTER: Readonly<Record<string, readonly string[]>> = {
  type: ['macvlan', 'ipvlan', 'ipvtap', 'veth', 'bridge', 'dummy'],
  macvlan: ['mode', 'macaddr', 'bcqueuelen'],
  ipvlan: ['mode', ...IPVLAN_FLAGS],
  ipvtap: ['mode', ...IPVLAN_FLAGS],
  mode: MODES,
  hairpin: ['on', 'off'],
  macaddr: ['add', 'del', 'set', 'flush'],
}
const DEVICE_AFTER = new Set(['dev', 'link', 'master', '-i', '-I', 'show', 'set', 'delete', 'peer'])

function offers(words: readonly string[], vocabulary: Vocabulary): readonly string[] {
  const last = words.at(-1) ?? ''
  if (words.length === 0) return vocabulary.commands
  const at = placeOf(words, vocabulary)
  if (at.rest.length === 0) return at.expects === 'command' ? vocabulary.commands : at.expects
  if (last === 'netns' && at.rest[1] !== 'netns') return roomsOf(vocabulary.scene, at.machine)
  if (last === '-n' && at.rest[0] === 'ip') return roomsOf(vocabulary.scene, at.machine)
  if (last === 'mode' && /^ipv(lan|tap)$/.test(words.at(-2) ?? '')) return IPVLAN_MODES
  const after = AFTER[last]
  if (after) return after
  const known = keywordsOf(at.rest)
  const devices = DEVICE_AFTER.has(last) && !(at.rest[0] === 'ip' && at.rest.length === 2 && last === 'link')
  if (at.rest[0] === 'ip' && at.rest[1] === 'netns' && /^(exec|del|identify)$/.test(last))
    return roomsOf(vocabulary.scene, at.machine)
  return [...(devices ? devicesAt(vocabulary.scene, at.machine, at.room) : []), ...known]
}

/** Looks through `on`, `ip netns exec` and `ip -n`: which command, and where it runs. */
function placeOf(words: readonly string[], { scene, machine, room }: Vocabulary) {
  let place = { machine, room }
  let rest = words.map((word, i) => (i === 0 ? word : (SHORT[word] ?? word)))
  for (;;) {
    if (rest[0] === 'on') {
      if (rest.length === 1) return { ...place, rest: [], expects: scene.machines.map(({ name }) => name) }
      place = { machine: rest[1]!, room: '' }
      rest = rest.slice(2)
    } else if (rest[0] === 'ip' && rest[1] === 'netns' && rest[2] === 'exec' && rest.length > 3) {
      place = { ...place, room: rest[3]! }
      rest = rest.slice(4)
    } else if (rest[0] === 'ip' && rest[1] === '-n' && rest.length > 2) {
      place = { ...place, room: rest[2]! }
      rest = ['ip', ...rest.slice(3)]
    } else return { ...place, rest, expects: 'command' as const }
  }
}

function keywordsOf(words: readonly string[]): readonly string[] {
  const plain = words.filter((word) => !/^-/.test(word))
  for (let length = Math.min(3, plain.length); length > 0; length--) {
    const found = WORDS[plain.slice(0, length).join(' ')]
    if (found) return found
  }
  return []
}

function roomsOf(scene: Scene, machine: string): readonly string[] {
  return scene.machines.find(({ name }) => name === machine)?.rooms ?? []
}

function devicesAt(scene: Scene, machine: string, room: string): readonly string[] {
  return scene.devices.filter((one) => one.machine === machine && one.room === room).map(({ name }) => name)
}
