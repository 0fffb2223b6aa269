import type { Device } from '../../device/device.ts'
import { strerror } from '../../device/errno.ts'
import { formatIpv4 } from '../../frame/ipv4-address.ts'
import { formatIpv6, type Ipv6 } from '../../frame/ipv6-address.ts'
import { formatMac } from '../../frame/mac.ts'
import { addLinkMulticast, deleteLinkMulticast } from '../../world/links.ts'
import { array, field, type Node, object, text } from './document.ts'
import { readLinkAddress, toMac } from './mac-words.ts'
import { type Command, lineEnd, type Session, show } from './session.ts'
import { duplicate, exit, garbage, invalid } from './stop.ts'
import { MADDRESS_USAGE } from './usage/maddress.ts'
import { choose, currentWord, hasWord, matches, nextWord, type Words } from './words.ts'

/** do_multiaddr() */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', (session, words) => modify(session, words, 'add')],
  ['delete*', (session, words) => modify(session, words, 'delete')],
  ['list* show* lst*', showGroups],
  ['help*', () => exit(MADDRESS_USAGE)],
]

export const maddress: Command = (session, words) => {
  if (!hasWord(words)) return showGroups(session, words)
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip maddr help".\n`)
  words.at++
  return command(session, words)
}

/** multiaddr_modify() asks with ioctl() rather than over netlink, hence its errors. */
function modify(session: Session, words: Words, how: 'add' | 'delete'): number {
  const { name, bytes } = readModifyWords(words)
  if (name === undefined) exit('Not enough information: "dev" is required.\n')
  const dev = session.netns.byName.get(name)
  if (!dev) exit(`ioctl: ${strerror('ENODEV')}\n`, 1)
  const mac = toMac(bytes ?? [0, 0, 0, 0, 0, 0])!
  const change = how === 'add' ? addLinkMulticast : deleteLinkMulticast
  const refusal = change(session.world, dev, mac)
  // Adding what is there is done already.
  if (refusal && refusal.errno !== 'EEXIST') exit(`ioctl: ${strerror(refusal.errno)}\n`, 1)
  return 0
}

function readModifyWords(words: Words): { name: string | undefined; bytes: number[] | undefined } {
  let name: string | undefined
  let bytes: number[] | undefined
  for (; hasWord(words); words.at++) {
    if (currentWord(words) === 'dev') {
      const word = nextWord(words)
      if (name !== undefined) duplicate('dev', word)
      name = readInterfaceName(word)
      continue
    }
    const word = matches(currentWord(words), 'address') ? nextWord(words) : currentWord(words)
    if (matches(word, 'help')) exit(MADDRESS_USAGE)
    // Whether there was one is told by its first byte.
    if (bytes?.[0]) duplicate('address', word)
    bytes = readGroupAddress(word)
  }
  return { name, bytes }
}

function readInterfaceName(word: string): string {
  if (word === '' || word.length > 15 || /[/\s]/.test(word)) invalid(word, '"dev" not a valid ifname')
  return word
}

function readGroupAddress(word: string): number[] {
  const bytes = readLinkAddress(word)
  if (bytes.length !== 6) exit(`Error: Invalid address length ${bytes.length} - must be 6 bytes\n`, 1)
  return bytes
}

/** multiaddr_list() */
function showGroups(session: Session, words: Words): number {
  const only = readShowWords(words)
  const devices = [...session.netns.devices.values()].filter((dev) => only === undefined || dev.name === only)
  show(
    session,
    devices.flatMap((dev) => deviceNodes(session, dev)),
  )
  return 0
}

function readShowWords(words: Words): string | undefined {
  let name: string | undefined
  for (; hasWord(words); words.at++) {
    const word = currentWord(words) === 'dev' ? nextWord(words) : currentWord(words)
    if (matches(word, 'help')) exit(MADDRESS_USAGE)
    if (name !== undefined) garbage('dev', word)
    name = word
  }
  return name
}

/** print_mlist(): the device, and its groups a line each; with -o every group with its device. */
function deviceNodes(session: Session, dev: Device): Node[] {
  const groups = groupNodes(session, dev)
  if (session.options.oneline) return groups.map((group) => ownedGroups(session, dev, [group]))
  return groups.length === 0 ? [] : [ownedGroups(session, dev, groups)]
}

function ownedGroups(session: Session, dev: Device, groups: readonly Node[][]): Node {
  const lines = groups.map((nodes) => object(undefined, [text('\t'), ...nodes, text('\n')]))
  return object(undefined, [
    field('ifindex', dev.ifindex, `${dev.ifindex}:`),
    field('ifname', dev.name, `\t${dev.name}${lineEnd(session)}`),
    array('maddr', lines),
  ])
}

function groupNodes(session: Session, dev: Device): Node[][] {
  const { family } = session.options
  const wants = (one: typeof family) => family === 'unspec' || family === one
  return [
    ...(wants('link') ? linkGroups(dev) : []),
    ...(wants('inet') ? inetGroups(session, dev) : []),
    ...(wants('inet6') ? inet6Groups(session, dev) : []),
  ]
}

function linkGroups(dev: Device): Node[][] {
  return [...dev.multicast].map(([mac, { users, global }]) => [
    field('link', formatMac(mac), `link  ${formatMac(mac)}`),
    ...userNodes(users),
    ...(global ? [field('features', 'static', ' static')] : []),
  ])
}

function userNodes(users: number): Node[] {
  return users > 1 ? [field('users', users, ` users ${users}`)] : []
}

/** /proc/net/igmp shows the newest first. */
function inetGroups({ netns }: Session, dev: Device): Node[][] {
  const groups = netns.inet.devices.get(dev.id)?.groups ?? new Map<number, number>()
  return [...groups]
    .reverse()
    .map(([group, users]) => [...familyNodes('inet', formatIpv4(group)), ...userNodes(users)])
}

/** /proc/net/igmp6 shows the newest first. Every device with room for IPv6 is in two groups, even where it is off. */
function inet6Groups({ netns }: Session, dev: Device): Node[][] {
  const groups = netns.inet6.devices.get(dev.id)?.groups ?? new Map<Ipv6, number>()
  return [...groups]
    .reverse()
    .map(([group, users]) => [...familyNodes('inet6', formatIpv6(group)), ...userNodes(users)])
}

function familyNodes(family: string, address: string): Node[] {
  return [field('family', family, `${family.padEnd(5)} `), field('address', address, address)]
}
