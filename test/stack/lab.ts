import type { Device } from '../../src/device/device.ts'
import { parseArp } from '../../src/frame/arp.ts'
import { EtherType, payloadOf } from '../../src/frame/frame.ts'
import { parseIcmp } from '../../src/frame/icmp.ts'
import { parseIpv4Packet } from '../../src/frame/ipv4.ts'
import { formatIpv4, parseIpv4 } from '../../src/frame/ipv4-address.ts'
import { formatMac, type Mac } from '../../src/frame/mac.ts'
import type { Neighbour, Route } from '../../src/stack/inet.ts'
import type { EchoRequest } from '../../src/stack/requests.ts'
import { advance } from '../../src/world/advance.ts'
import { addAddress, sendEcho } from '../../src/world/inet.ts'
import { changeLink, createLink } from '../../src/world/links.ts'
import { addNetns } from '../../src/world/namespaces.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import { settle } from '../../src/world/settle.ts'
import type { CapturedFrame, IcmpSocket } from '../../src/world/sockets.ts'
import { openIcmpSocket, openPacketSocket } from '../../src/world/sockets-open.ts'
import { traceRecords } from '../../src/world/tracing.ts'
import type { Netns, World } from '../../src/world/world.ts'

export const SECOND = 1_000_000_000

export function ip(text: string): number {
  const address = parseIpv4(text)
  if (address === undefined) throw new Error(`${text} is no address`)
  return address
}

/**
 * Namespaces `one` and `two`, joined by the veth pairs a0 (…:0a) - b0 (…:0b) and c0 - d0; `two` and `three` by e0 -
 * f0; and a packet socket on everything. Nothing is up, nothing has an address.
 */
export class Lab {
  readonly world: World
  readonly one: Netns
  readonly two: Netns
  readonly three: Netns
  readonly #taps = new Map<Netns, ReturnType<typeof openPacketSocket>>()

  constructor() {
    this.world = newWorld({ trace: true })
    const machine = addMachine(this.world, 'host')
    this.one = must(addNetns(this.world, machine, 'one'))
    this.two = must(addNetns(this.world, machine, 'two'))
    this.three = must(addNetns(this.world, machine, 'three'))
    this.#pair(this.one, 'a0', this.two, 'b0')
    this.#pair(this.one, 'c0', this.two, 'd0')
    this.#pair(this.two, 'e0', this.three, 'f0')
    for (const netns of this.namespaces)
      this.#taps.set(netns, openPacketSocket(this.world, { netns, dev: undefined }))
  }

  get namespaces(): readonly Netns[] {
    return [this.one, this.two, this.three]
  }

  #pair(netns: Netns, name: string, peerNetns: Netns, peer: string): void {
    const type = { kind: 'veth', peer: { name: peer, address: macOf(peer), netns: peerNetns } } as const
    ok(createLink(this.world, netns, { name, address: macOf(name), type }))
  }

  dev(name: string): Device {
    return this.netnsOf(name).byName.get(name)!
  }

  netnsOf(name: string): Netns {
    const netns = this.namespaces.find(({ byName }) => byName.has(name))
    if (netns === undefined) throw new Error(`no device ${name}`)
    return netns
  }

  up(...names: string[]): this {
    for (const name of names) ok(changeLink(this.world, this.dev(name), { up: true }))
    settle(this.world)
    return this
  }

  down(name: string): this {
    ok(changeLink(this.world, this.dev(name), { up: false }))
    settle(this.world)
    return this
  }

  /** `address('a0', '10.0.0.1/24')`. */
  address(name: string, ...texts: string[]): this {
    for (const text of texts) {
      const [local, prefix] = text.split('/') as [string, string]
      ok(addAddress(this.world, this.dev(name), { local: ip(local), prefix: Number(prefix) }, 'add'))
    }
    return this
  }

  /** Both ends of the first pair up, with 10.0.0.1/24 and 10.0.0.2/24, and both loopback devices up. */
  joined(): this {
    this.address('a0', '10.0.0.1/24').address('b0', '10.0.0.2/24').up('a0', 'b0')
    for (const netns of this.namespaces) ok(changeLink(this.world, netns.byName.get('lo')!, { up: true }))
    settle(this.world)
    return this
  }

  ping(from: Netns, dst: string, more: Partial<EchoRequest> = {}) {
    const payload = new Uint8Array(56)
    this.socket(from)
    const reply = sendEcho(this.world, from, { dst: ip(dst), id: 7, sequence: 1, payload, ...more })
    settle(this.world)
    return reply
  }

  /** The socket of the namespace's pings: what has come for them. */
  socket(netns: Netns): IcmpSocket {
    for (const socket of this.world.sockets)
      if (socket.kind === 'icmp' && socket.netns === netns.id) return socket
    return openIcmpSocket(this.world, { netns, id: 7 })
  }

  after(seconds: number): this {
    advance(this.world, this.world.now + seconds * SECOND)
    return this
  }

  at(seconds: number): this {
    advance(this.world, seconds * SECOND)
    return this
  }

  /** What was seen in a namespace since the last look: `a0 > ARP who-has 10.0.0.2 tell 10.0.0.1`. */
  frames(netns: Netns): string[] {
    return this.captured(netns).map(describe)
  }

  captured(netns: Netns): CapturedFrame[] {
    return this.#taps.get(netns)!.queue.splice(0)
  }

  /** As `ip neigh show nud all` prints them. */
  neighbours(netns: Netns): string[] {
    return netns.inet.neighbours.map(describeNeighbour)
  }

  /** As `ip route show table all` prints them. */
  routes(netns: Netns): string[] {
    return netns.inet.routes.map(describeRoute)
  }

  /** As `ip addr show` prints them, label left out if it is the device's name. */
  addresses(name: string): string[] {
    const idev = this.netnsOf(name).inet.devices.get(this.dev(name).id)
    return (idev?.addresses ?? []).map(
      ({ local, peer, prefix, scope, secondary, label }) =>
        `${formatIpv4(local)}${peer === local ? '' : ` peer ${formatIpv4(peer)}`}/${prefix} scope ${scope}` +
        `${secondary ? ' secondary' : ''}${label === name ? '' : ` ${label}`}`,
    )
  }

  /** IDs of the rules that were asked since the world began, with their answers. */
  decisions(): Set<string> {
    const found = new Set<string>()
    for (const record of traceRecords(this.world.trace!))
      if (record.kind === 'decision') found.add(`${record.rule} ${record.held ? 'yes' : 'no'}`)
    return found
  }
}

/** 02:00:00:00:00:0a for a0. */
export function macOf(name: string): Mac {
  return (0x0200_0000_0000 + Number.parseInt(name[0]!, 16)) as Mac
}

export function ok(reply: unknown): void {
  if (reply !== undefined) throw new Error(`refused: ${JSON.stringify(reply)}`)
}

function must<T extends object>(result: T): Exclude<T, { errno: unknown }> {
  if ('errno' in result) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result as Exclude<T, { errno: unknown }>
}

export function describe({
  dev,
  type,
  frame,
}: Pick<CapturedFrame, 'type' | 'frame'> & { dev: { name: string } }): string {
  const to = type === 'outgoing' ? '>' : '<'
  return `${dev.name} ${to} ${describePayload(frame.etherType, payloadOf(frame), formatMac(frame.dst).slice(-2))}`
}

function describePayload(etherType: number, payload: Uint8Array, dst: string): string {
  const arp = etherType === EtherType.ARP ? parseArp(payload) : undefined
  if (arp?.operation === 1)
    return `ARP who-has ${formatIpv4(arp.targetIp)} tell ${formatIpv4(arp.senderIp)} to ${dst}`
  if (arp !== undefined) return `ARP ${formatIpv4(arp.senderIp)} is-at ${formatMac(arp.senderMac).slice(-2)}`
  const packet = parseIpv4Packet(payload)
  if (typeof packet === 'string') return packet
  const ends = `${formatIpv4(packet.src)} > ${formatIpv4(packet.dst)}`
  if (packet.fragmentOffset > 0 || packet.moreFragments)
    return `${ends} fragment ${packet.fragmentOffset}+${packet.payload.length}${packet.moreFragments ? ' more' : ''}`
  const icmp = parseIcmp(packet.payload)
  if (packet.protocol !== 1 || typeof icmp === 'string') return `${ends} protocol ${packet.protocol}`
  return `${ends} ICMP ${icmp.type}/${icmp.code} ttl ${packet.ttl}`
}

function describeNeighbour({ dev, address, mac, state }: Neighbour<number>): string {
  const known = mac === undefined ? '' : ` lladdr ${formatMac(mac)}`
  return `${formatIpv4(address)} dev ${dev.name}${known} ${state.toUpperCase()}`
}

function describeRoute(route: Route): string {
  const { type, prefix, dst, gateway, dev, table, protocol, scope, source, metric, linkdown } = route
  const words = [
    type === 'unicast' ? '' : type,
    prefix === 0 ? 'default' : `${formatIpv4(dst)}${prefix === 32 ? '' : `/${prefix}`}`,
    gateway === undefined ? '' : `via ${formatIpv4(gateway)}`,
    dev === undefined ? '' : `dev ${dev.name}`,
    table === 'local' ? 'table local' : '',
    protocol === 'boot' ? '' : `proto ${protocol}`,
    scope === 'global' ? '' : `scope ${scope}`,
    source === undefined ? '' : `src ${formatIpv4(source)}`,
    metric === 0 ? '' : `metric ${metric}`,
    linkdown ? 'linkdown' : '',
  ]
  return words.filter((word) => word !== '').join(' ')
}
