import type { Device } from '../../../device/device.ts'
import { type Ipv4, LIMITED_BROADCAST } from '../../../frame/ipv4-address.ts'
import { writeMac } from '../../../frame/mac.ts'
import { random } from '../../../world/random.ts'
import type { Netns, World } from '../../../world/world.ts'
import type { Process } from '../../process.ts'
import { inetAton } from '../resolve.ts'
import { address, overwriteMac } from './arguments.ts'
import { type Ending, invalid, type Options } from './options.ts'

/** What frames are built from (struct tx). */
export interface Session {
  readonly world: World
  readonly netns: Netns
  readonly process: Process
  readonly options: Options
  readonly dev: Device
  /** The parameters of `-t`, or the frame in hexadecimal. */
  readonly words: string
  readonly own: Uint8Array
  readonly source: Uint8Array
  readonly destination: Uint8Array
  readonly sources: AddressRange
  readonly destinations: AddressRange
}

export interface AddressRange {
  readonly first: Ipv4
  readonly last: Ipv4
  /** A new one for every packet. */
  readonly random: boolean
}

/** getopts after the options: device, addresses. */
export function prepare(world: World, netns: Netns, process: Process, options: Options): Session | Ending {
  const { name, words } = deviceAndWords(netns, options.operands)
  const dev = netns.byName.get(name)
  const refused = (why: string) => invalid(` mz/getopts: libnet_init() failed (${why}\n)`)
  if (!dev) return refused('libnet_check_iface() ioctl: No such device')
  if (!dev.up) return refused(`libnet_check_iface(): ${name} is down`)
  const own = new Uint8Array(6)
  writeMac(own, 0, dev.mac)
  const ownIp = netns.inet.devices.get(dev.id)?.addresses[0]?.local ?? LIMITED_BROADCAST
  const sources = range(options.sourceIp, ownIp)
  const destinations = range(options.destinationIp, LIMITED_BROADCAST)
  if (!sources) return invalid(unresolved('source'))
  if (!destinations) return invalid(unresolved('destination'))
  return {
    ...{ world, netns, process, options, dev, words, own, sources, destinations },
    source: own.slice(),
    destination: new Uint8Array(6).fill(0xff),
  }
}

function unresolved(end: string): string {
  return `Failed to set ${end} IPv4 address. Please check if ${end} is set to a valid IPv4 address.\n`
}

/** One operand is a device if there is one of that name. */
function deviceAndWords(
  netns: Netns,
  operands: readonly string[],
): { readonly name: string; readonly words: string } {
  const [first, second] = operands
  if (first !== undefined && (second !== undefined || netns.byName.has(first)))
    return { name: first, words: second ?? '' }
  return { name: lookupDevice(netns), words: first ?? '' }
}

/** lookupdev: the first that has an address, loopback if there is no other. */
function lookupDevice(netns: Netns): string {
  for (const dev of netns.devices.values()) {
    const hasAddress = (netns.inet.devices.get(dev.id)?.addresses.length ?? 0) > 0
    if (dev.driver.kind !== 'loopback' && dev.up && hasAddress) return dev.name
  }
  return 'lo'
}

/** `10.0.0.1`, `10.0.0.1-10.0.0.9`, `10.0.0.0/24`, `bcast`, `rand`. */
function range(text: string, otherwise: Ipv4): AddressRange | undefined {
  const single = (ip: Ipv4): AddressRange => ({ first: ip, last: ip, random: false })
  if (text === '') return single(otherwise)
  if (text === 'rand') return { first: 0, last: 0, random: true }
  if ('bcast'.startsWith(text) && text.length >= 2) return single(LIMITED_BROADCAST)
  const [start = '', end] = text.split(/[-/]/)
  if (end !== undefined && text.includes('-'))
    return { first: address(start), last: address(end), random: false }
  if (end !== undefined) {
    const hosts = 2 ** (32 - Number(end)) - 1
    const first = ((address(start) & ~hosts) >>> 0) + 1
    return { first, last: (first | hosts) >>> 0, random: false }
  }
  const ip = inetAton(text)
  return ip === undefined ? undefined : single(ip)
}

const NAMED: readonly (readonly [string, string])[] = [
  ['bc', 'ff:ff:ff:ff:ff:ff'],
  ['stp', '01:80:c2:00:00:00'],
  ['cisco', '01:00:0c:cc:cc:cc'],
  ['pvst', '01:00:0c:cc:cc:cd'],
]

/** check_eth_mac_txt: writes what `-a` or `-b` said; true if it shall be random anew for every frame. */
export function applyMac(session: Session, mac: Uint8Array, text: string): boolean {
  if (text.startsWith('rand')) {
    randomize(session.world, mac)
    return true
  }
  if (text.startsWith('own')) mac.set(session.own)
  else overwriteMac(mac, NAMED.find(([name]) => text.startsWith(name))?.[1] ?? text)
  return false
}

export function randomize(world: World, mac: Uint8Array): void {
  for (let i = 0; i < 6; i++) mac[i] = random(world, 256)
}
