import { fdbState, listFdb } from '../bridge/fdb.ts'
import type { FdbEntry } from '../device/bridge-device.ts'
import { type Device, isKind } from '../device/device.ts'
import type { Reply } from '../device/errno.ts'
import { toHex } from '../frame/frame.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import type { Mac } from '../frame/mac.ts'
import { advance } from '../world/advance.ts'
import { changeLink, createLink } from '../world/links.ts'
import { settle } from '../world/settle.ts'
import { newTrace, restartTrace, traceRecords } from '../world/tracing.ts'
import type { Netns, World } from '../world/world.ts'
import {
  BRIDGES,
  CABLES,
  type Cable,
  FIXED,
  INDEX_OF,
  MTU,
  NAMESPACES,
  type NamespaceName,
  SMALL_MTU,
} from './bench.ts'
import { Collisions } from './collisions.ts'
import { overwritten } from './compare-outcomes.ts'
import { copyOf } from './copy.ts'
import { type EntryKey, type EntryKind, entryKey, type FdbView, fdbLines, neighbourKey } from './fdb-view.ts'
import { frameBytes } from './frame-bytes.ts'
import { ALL_SAID } from './ipv6-steps.ts'
import { type KernelTraits, traitsKey } from './kernel-traits.ts'
import type { LinkView } from './link-view.ts'
import { findDevice, type Ground, newGround } from './model-ground.ts'
import { addresses6Of, neighbours6Of } from './model-ipv6.ts'
import { addressesOf } from './model-ipvlans.ts'
import { request } from './model-requests.ts'
import { linkView } from './model-view.ts'
import { say } from './reply.ts'
import { type Standing, standingIn } from './standing.ts'
import { changesMoreThanCounters, changesPlaces, type Outcome, type Step } from './step.ts'
import type { Places } from './witness.ts'

const NOTHING = new Uint8Array()
/** Enough for one step, whatever it sets off. */
const TRACE = 4096

/** How much of the bench there is: a search that compares with no kernel is faster with less of it. */
export interface Stand {
  readonly bridges: readonly (typeof BRIDGES)[number][]
  readonly cables: readonly Cable[]
}
const WHOLE: Stand = { bridges: BRIDGES, cables: CABLES }

/** The whole bench, never used: to copy it is faster than to build it. */
const built = new Map<string, Ground>()

/** The bench as the model has it. */
export class ModelBench {
  readonly world: World
  /** Of the last step: who saw what, and what became of it. */
  private readonly trace = newTrace(TRACE, false)
  /** The last step put a group frame in a work queue. */
  queued = false
  /** Some device had something to say after it. */
  later = false
  lastOutcome: Outcome | undefined
  private speaksIpv6 = false
  /** The devices' own lists: no frame changes them. */
  private own: ReadonlySet<EntryKey> | undefined
  private neighbours: FdbView['neighbours'] | undefined
  private addresses: ReadonlySet<string> | undefined
  private known: Standing | undefined
  private readonly collisions: Collisions
  private readonly stand: Stand
  readonly netns: Readonly<Record<NamespaceName, Netns>>

  constructor(collisions = new Collisions(), traits: KernelTraits = {}, stand: Stand = WHOLE) {
    this.collisions = collisions
    this.stand = stand
    const key = traitsKey(traits)
    const prepared = stand === WHOLE ? built.get(key) : undefined
    const ground = prepared === undefined ? newGround(traits) : copyOf(prepared)
    this.world = ground.world
    this.netns = ground.netns
    if (prepared !== undefined) return
    this.build()
    if (stand === WHOLE) built.set(key, copyOf(ground))
  }

  private build(): void {
    const { world, netns, stand } = this
    for (const { name, index } of stand.bridges) {
      const type = { kind: 'bridge', options: { mcastSnooping: false } } as const
      must(createLink(world, netns.x, { name, ifindex: index, up: true, type }))
    }
    for (const { near, port, bridge } of stand.cables) {
      const peer = { name: port.name, ifindex: port.index, address: port.mac }
      must(
        createLink(world, netns.x, {
          name: near.name,
          ifindex: near.index,
          address: near.mac,
          type: { kind: 'veth', peer },
        }),
      )
      must(changeLink(world, this.find(port.name)!, { master: this.find(bridge)! }))
      must(changeLink(world, this.find(port.name)!, { up: true }))
      must(changeLink(world, this.find(near.name)!, { up: true }))
    }
    if (stand === WHOLE) this.leaveAllNodes()
    settle(world)
  }

  /** Takes every device out of IPv6's group of all nodes for good: it is made ready by its MTU, and goes down. */
  private leaveAllNodes(): void {
    const { world } = this
    for (const mtu of [SMALL_MTU, MTU])
      for (const { near, port } of CABLES)
        for (const { name } of [near, port]) must(changeLink(world, this.find(name)!, { mtu }))
    for (const up of [false, true])
      for (const name of FIXED) must(changeLink(world, this.find(name)!, { up }))
  }

  find(name: string): Device | undefined {
    return findDevice(this, name)
  }

  names(): string[] {
    return [...this.places().keys()]
  }

  places(): Places {
    return this.standing().places
  }

  private standing(): Standing {
    this.known ??= standingIn(this.netns)
    return this.known
  }

  device(name: string): { readonly mac: Mac; readonly netns: NamespaceName } | undefined {
    const mac = this.find(name)?.mac
    return mac === undefined ? undefined : { mac, netns: this.netnsOf(name)! }
  }

  netnsOf(name: string): NamespaceName | undefined {
    return NAMESPACES.find((one) => this.netns[one].byName.has(name))
  }

  apply(step: Step): Outcome {
    if (changesMoreThanCounters(step)) this.own = this.neighbours = this.addresses = undefined
    restartTrace(this.trace)
    this.world.trace = this.trace
    const reply = this.request(step)
    this.letHappen()
    if (step.do !== 'send') this.collisions.apply(this.world)
    this.lastOutcome = { reply, seen: this.seen(step.do === 'send' ? frameBytes(step) : NOTHING) }
    return this.lastOutcome
  }

  /** The same, unobserved: for the way to the moment that matters. */
  pass(step: Step): void {
    this.world.trace = undefined
    this.request(step)
    this.letHappen()
  }

  /** Everything that follows at once; and where there is IPv6, what its devices say a little later. */
  private letHappen(): void {
    const { world } = this
    settle(world)
    if (!this.speaksIpv6) return
    const before = world.trace?.total ?? 0
    advance(world, world.now + ALL_SAID * 1_000_000)
    this.later = (world.trace?.total ?? 0) > before
  }

  private request(step: Step): string {
    if (changesPlaces(step)) this.known = undefined
    if (step.do === 'ipv6') this.speaksIpv6 = true
    return request(this, step)
  }

  private seen(sent: Uint8Array): string[] {
    const found: string[] = []
    const sentCopies = new Map<number, number[]>()
    this.queued = false
    for (const record of traceRecords(this.trace)) {
      // What a namespace sends to itself goes by a device that is not on the bench.
      if (record.kind === 'seen' && INDEX_OF.has(record.place.dev)) {
        if (record.type === 'outgoing')
          sentCopies.set(record.copy, [...(sentCopies.get(record.copy) ?? []), found.length])
        found.push(`${record.place.dev} ${record.type}${otherBytes(record.frame.bytes, sent)}`)
      }
      if (record.kind === 'fate' && record.rule === 'IVT11' && record.outcome === 'forwarded')
        for (const at of sentCopies.get(record.copy) ?? []) found[at] = overwritten(found[at]!)
      if (record.kind === 'fate' && record.outcome === 'queued') this.queued = true
    }
    return found
  }

  /** Lower devices before those that stand on them. */
  views(): LinkView[] {
    return this.standing().devices.map(({ dev, netns }) => linkView(dev, netns, this.world.kernel))
  }

  tables(): FdbView {
    this.own ??= this.ownLists()
    const switches = new Map<EntryKey, EntryKind>()
    for (const { name } of this.stand.bridges) {
      const bridge = this.find(name)
      if (bridge === undefined || !isKind(bridge, 'bridge')) continue
      for (const entry of listFdb(bridge, this.world.now))
        switches.set(entryKey(entry.mac, (entry.port?.dev ?? bridge).ifindex, entry.vlan), kindOf(entry))
    }
    this.neighbours ??= this.neighbourTable()
    this.addresses ??= new Set([
      ...addressesOf(Object.values(this.netns)),
      ...(this.speaksIpv6 ? addresses6Of(Object.values(this.netns)) : []),
    ])
    return { switches, own: this.own, neighbours: this.neighbours, addresses: this.addresses }
  }

  private neighbourTable(): FdbView['neighbours'] {
    const found = new Map<string, string>()
    for (const name of NAMESPACES)
      for (const { dev, address, mac, state } of this.netns[name].inet.neighbours)
        found.set(neighbourKey(formatIpv4(address), dev.ifindex), `${mac?.toString(16)} ${state}`)
    if (this.speaksIpv6)
      for (const [key, told] of neighbours6Of(Object.values(this.netns))) found.set(key, told)
    return found
  }

  private ownLists(): ReadonlySet<EntryKey> {
    const found = new Set<EntryKey>()
    for (const { dev } of this.standing().devices)
      for (const list of [dev.unicast, dev.multicast])
        for (const mac of list.keys()) found.add(entryKey(mac, dev.ifindex))
    return found
  }

  /** `mac port kind`, sorted: the switches' tables, and the lists of all devices (`self`). */
  fdb(): string[] {
    return fdbLines(this.tables())
  }
}

/** ` as 0200…` if it is not what was sent. */
function otherBytes(bytes: Uint8Array, sent: Uint8Array): string {
  if (isSame(bytes, sent)) return ''
  return ` as ${toHex(bytes)}`
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

const KIND = { permanent: 'local', noarp: 'static', reachable: 'learned' } as const

function kindOf(entry: FdbEntry): EntryKind {
  return KIND[fdbState(entry)]
}

function must(reply: Reply): void {
  if (reply !== undefined) throw new Error(`the bench cannot be built: ${say(reply)}`)
}
