import type { Mac } from '../../frame/mac.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { BRIDGES, CABLES, FIXED, type FixedLink, MTU, SMALL_MTU } from '../bench.ts'
import type { LinkView } from '../link-view.ts'
import type { Step } from '../step.ts'
import type { Places } from '../witness.ts'
import { BenchAddresses } from './bench-addresses.ts'
import { HeldTaps } from './held-taps.ts'
import { KernelSteps } from './kernel-steps.ts'
import * as links from './link-requests.ts'
import { LinkStates } from './link-states.ts'
import { awaitInput, sleepFor } from './namespace.ts'
import type { Rooms } from './rooms.ts'
import { StandNames } from './stand-names.ts'
import { Tables } from './tables.ts'
import { Traces } from './traces.ts'

const OPERSTATE_UP = 6
/** Milliseconds. Before Linux 6.8 it may take a second. */
const LONGEST_PAUSE = 50

/** The bench on the real kernel. Several may stand in the same rooms, if only one of them is in use at a time. */
export class KernelBench {
  readonly traces = new Traces()
  readonly names: StandNames
  readonly links: LinkStates
  readonly tables: Tables
  readonly addresses: BenchAddresses
  readonly steps: KernelSteps
  private readonly taps = new HeldTaps()
  private readonly rooms: Rooms

  constructor(rooms: Rooms, number: number) {
    this.rooms = rooms
    this.names = new StandNames(number)
    this.links = new LinkStates(rooms, this.names)
    this.tables = new Tables(rooms, this.names)
    this.addresses = new BenchAddresses(rooms, this.names)
    this.steps = new KernelSteps(rooms, this.names, this.taps)
  }

  /** Makes the devices; how they are then. */
  build(): LinkView[] {
    this.buildBridges(new Set(BRIDGES.map(({ name }) => name)))
    for (const { near, port, bridge } of CABLES) {
      const index = this.names.index(port.name)
      this.must(
        links.addVeth(this.link(near), this.link(port)),
        links.changeLink(index, { master: this.names.index(bridge) }),
        links.changeLink(index, { up: true }),
        links.changeLink(this.names.index(near.name), { up: true }),
      )
    }
    this.awaitRunning()
    return this.leaveAllNodes()
  }

  /** These devices go with the next `deleteGroup`. */
  condemn(devices: readonly string[]): void {
    this.must(...devices.map((name) => links.joinGroup(this.names.index(name))))
  }

  buildBridges(names: ReadonlySet<string>): void {
    const bridges = BRIDGES.filter(({ name }) => names.has(name))
    this.must(...bridges.map((bridge) => links.addBridge(this.link({ ...bridge, mac: 0 as Mac }))))
  }

  private link({ name, index: _, mac }: FixedLink): FixedLink {
    return { name: this.names.kernelName(name), index: this.names.index(name), mac }
  }

  /** Takes every device out of IPv6's group of all nodes for good. */
  leaveAllNodes(): LinkView[] {
    return this.leaveAllNodesAs(
      CABLES.flatMap(({ near, port }) => [near.name, port.name]),
      FIXED,
    )
  }

  /**
   * The same of devices that may have been too small for IPv6, and of switches that are new, or had such a port: a switch
   * has the MTU of its ports.
   */
  leaveAllNodesAgain({ resized, spoilt }: Pick<Traces, 'resized' | 'spoilt'>): LinkView[] {
    const bridges = resized.size > 0 ? BRIDGES.map(({ name }) => name) : [...spoilt]
    const ports = bridges.map((name) => CABLES.find(({ bridge }) => bridge === name)!.port.name)
    const ends = [...resized].filter((name) => !bridges.some((bridge) => bridge === name))
    const sized = [...new Set([...ends, ...ports])]
    return this.leaveAllNodesAs(sized, [...sized, ...bridges])
  }

  /** A device that runs is made ready by its MTU, and leaves as it goes down. */
  private leaveAllNodesAs(sized: readonly string[], all: readonly string[]): LinkView[] {
    this.must(
      ...[SMALL_MTU, MTU].flatMap((mtu) => this.changeAll(sized, { mtu })),
      ...[false, true].flatMap((up) => this.changeAll(all, { up })),
    )
    return this.awaitRunning()
  }

  /** How the bench's own devices are, once all of them run. */
  awaitRunning(): LinkView[] {
    const deadline = performance.now() + 2000
    for (let pause = 1; ; pause *= 2) {
      const views = this.fixedViews()
      if (views.every(isRunning)) return views
      if (performance.now() > deadline) throw new Error('the bench did not come up within two seconds')
      sleepFor(Math.min(pause, LONGEST_PAUSE))
    }
  }

  private changeAll(names: readonly string[], changes: links.RawChanges): MessageWriter[] {
    return names.map((name) => links.changeLink(this.names.index(name), changes))
  }

  must(...messages: readonly MessageWriter[]): void {
    const refused = this.rooms.x.netlink.requestAll(messages).find((reply) => reply !== 'ok')
    if (refused !== undefined) throw new Error(`a request for the bench was refused: ${refused}`)
  }

  /** A world starts: from here on frames are seen, and counters count on from what they are in these views. */
  begin(views: readonly LinkView[]): void {
    this.links.countFrom(views)
    for (const room of [this.rooms.x, this.rooms.y]) room.drain(() => {})
  }

  /** A world ends: what others in these rooms could notice, and what holds devices, goes at once. */
  async end(): Promise<void> {
    if (this.traces.addressed) this.addresses.takeAway()
    if (this.traces.tapped) await this.taps.detachAll()
  }

  /** The bench's own devices as they are, whatever a world has counted. */
  fixedViews(): LinkView[] {
    this.links.countFrom([])
    return this.links.ask(FIXED_PLACES)
  }

  /** What the kernel answers; a promise where it takes its time, so that other worlds can go on meanwhile. */
  request(step: Step, places: Places): string | Promise<string> {
    this.traces.note(step)
    return this.steps.request(step, places)
  }

  /** Until frames wait to be drained, or the time (milliseconds) is over. */
  await(timeout: number): void {
    awaitInput([this.rooms.x.receiverFd, this.rooms.y.receiverFd], timeout)
  }

  /** `m0 host`; `sent`: what the bytes should be, which are told if they are others. */
  drain(take: (seen: string) => void, sent: Uint8Array): void {
    // In a room without any device of the bench nothing can be seen of it.
    for (const room of this.traces.usedY ? [this.rooms.x, this.rooms.y] : [this.rooms.x])
      room.drain(({ index, type, bytes }) => {
        const name = this.names.name(index)
        if (name === undefined) return
        const strange = !bytes.equals(sent) ? ` as ${bytes.toString('hex')}` : ''
        take(`${name} ${type}${strange}`)
      })
  }
}

const FIXED_PLACES: Places = new Map(FIXED.map((name) => [name, 'x']))

/** A switch may hear later of a port than the port's own state tells. */
export function isRunning({ operstate, port }: LinkView): boolean {
  return operstate === OPERSTATE_UP && (port === undefined || port.startsWith('forwarding '))
}
