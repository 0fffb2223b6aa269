import {
  address,
  addressBytes,
  argument,
  colons,
  hexBytes,
  numberArgument,
  word16,
  word32,
} from './arguments.ts'
import { applyMac, randomize, type Session } from './session.ts'

/** Frames to send, one after the other, and what verbose mode says of each. */
export interface Batch {
  /** Called for every frame: addresses may be random. */
  readonly next: () => { readonly bytes: Uint8Array; readonly verbose: string }
  /** Without routing: the bytes are a whole frame. */
  readonly layer: 'frame' | 'packet'
  /** How many for each of `-c`. */
  readonly variants: number
}

const SHORTEST = 15

/** send_eth: a frame from hexadecimal bytes; what -a and -b say is not taken from them. */
export function rawFrame(session: Session): Batch {
  const { options, words, source, destination, world } = session
  const given = hexBytes(argument(words, 'payload', 'p') ?? words)
  const randomSource = options.sourceMac !== '' && applyMac(session, source, options.sourceMac)
  const randomDestination =
    options.destinationMac !== '' && applyMac(session, destination, options.destinationMac)
  const shortest = SHORTEST - (options.sourceMac ? 12 : options.destinationMac ? 6 : 0)
  const rest = [...given.bytes]
  while (rest.length < shortest) rest.push(0)
  if (given.length < 0) rest.length = shortest
  if (!options.sourceMac && !options.destinationMac) destination.set(rest.splice(0, 6))
  if (!options.sourceMac) source.set(rest.splice(0, 6))
  const padding = options.padding === 0 ? 0 : Math.max(options.padding, SHORTEST) - 12
  while (rest.length < padding) rest.push(0)
  return {
    layer: 'frame',
    variants: 1,
    next() {
      if (randomSource) {
        randomize(world, source)
        source[0]! &= 0xfe
      }
      if (randomDestination) randomize(world, destination)
      const type = colons(rest.slice(0, 2))
      const verbose = ` mz: send ${colons(destination)} ${colons(source)} ${type} ${colons(rest.slice(2))}\n`
      return { bytes: Uint8Array.from([...destination, ...source, ...rest]), verbose }
    },
  }
}

/** send_arp. */
export function arpFrame(session: Session): Batch {
  const { options, words, own, source, destination } = session
  const request = argument(words, 'request') !== undefined
  const own4 = ownAddress(session)
  const senderMac = macArgument(words, own, 'sendermac', 'smac')
  const targetMac = macArgument(words, new Uint8Array(6).fill(request ? 0 : 0xff), 'targetmac', 'tmac')
  const sender = addressArgument(words, own4, 'senderip', 'sip')
  const target = addressArgument(words, own4, 'targetip', 'tip')
  destination.set(request ? new Uint8Array(6).fill(0xff) : targetMac)
  if (options.destinationMac !== '') {
    destination.fill(0xff)
    applyMac(session, destination, options.destinationMac)
  }
  if (options.sourceMac !== '') applyMac(session, source, options.sourceMac)
  const header = [0, 1, 8, 0, 6, 4, 0, request ? 1 : 2]
  const arp = [...header, ...senderMac, ...addressBytes(sender), ...targetMac, ...addressBytes(target)]
  const bytes = Uint8Array.from([...destination, ...source, 8, 6, ...arp])
  const ends = `smac=${colons(senderMac)} sip=${addressBytes(sender).join('.')} tmac=${colons(targetMac)} tip=${addressBytes(target).join('.')}`
  const verbose = ` sent ARP: ${request ? 'request' : 'reply'} ${ends}\n`
  return { layer: 'frame', variants: 1, next: () => ({ bytes, verbose }) }
}

/** The address of the device itself, whatever -A says. */
function ownAddress({ netns, dev }: Session): number {
  return netns.inet.devices.get(dev.id)?.addresses[0]?.local ?? 0xffffffff
}

function macArgument(words: string, otherwise: Uint8Array, ...names: readonly string[]): Uint8Array {
  const text = argument(words, ...names)
  if (text === undefined) return otherwise
  const mac = new Uint8Array(6)
  mac.set(hexBytes(text).bytes.slice(0, 6))
  return mac
}

function addressArgument(words: string, otherwise: number, ...names: readonly string[]): number {
  const text = argument(words, ...names)
  return text === undefined ? otherwise : address(text)
}

/** send_bpdu, without its PVST+ form. */
export function bpduFrame(session: Session): Batch {
  const { options, words, own, source, destination } = session
  const change = argument(words, 'conf') === undefined && argument(words, 'tcn') !== undefined
  destination.set([0x01, 0x80, 0xc2, 0, 0, 0])
  if (options.destinationMac !== '') {
    destination.fill(0xff)
    applyMac(session, destination, options.destinationMac)
  }
  const bridge = [0, 0, ...own]
  const root =
    argument(words, 'rid') === undefined ? bridge : hexBytes(argument(words, 'rid')!).bytes.slice(0, 8)
  const identifier = numberArgument(words, 'id', 0)
  const version = numberArgument(words, 'version', 0, 8)
  const flags = numberArgument(words, 'flags', 0, 8)
  const port = numberArgument(words, 'pid', 0)
  const cost = numberArgument(words, 'rootpc', 0, 32)
  const [age, maximum, hello, delay] = [
    numberArgument(words, 'age', 0),
    numberArgument(words, 'maxage', 20),
    numberArgument(words, 'hello', 2),
    numberArgument(words, 'fwd', 15),
  ] as const
  const timers = [age, maximum, hello, delay].flatMap((value) => [value & 255, value >>> 8])
  const head = [...word16(identifier), version, change ? 0x80 : 0]
  const body = change
    ? head
    : [...head, flags, ...root, ...word32(cost), ...bridge, ...word16(port), ...timers]
  const filling = new Array<number>(8).fill(0)
  const length = 3 + body.length
  const bytes = Uint8Array.from([
    ...destination,
    ...source,
    ...word16(length),
    0x42,
    0x42,
    3,
    ...body,
    ...filling,
  ])
  const first = ` sent BPDU: ${change ? 'tcn ' : 'conf'}  id=${identifier} ver=${version} flags=${flags.toString(16)}`
  const second = `rpc=${cost} pid=${port} age=${age} maxage=${maximum} hello=${hello} fwd_delay=${delay}`
  const verbose = `${first} rid=${colons(root)} bid=${colons(bridge)}\n                  ${second}\n\n`
  return { layer: 'frame', variants: 1, next: () => ({ bytes, verbose }) }
}
