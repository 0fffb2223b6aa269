import type { Mac } from '../../frame/mac.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { BRIDGES, CABLES, FIXED, type FixedLink, MTU, type NamespaceName, SMALL_MTU } from '../bench.ts'
import { frameBytes } from '../frame-bytes.ts'
import type { LinkView } from '../link-view.ts'
import type {
  Changes,
  CreateIpvlanStep,
  CreateStep,
  CreateVlanStep,
  FdbStep,
  NeighbourStep,
  SendStep,
  Step,
} from '../step.ts'
import { type CreateTapStep, framesText, NOT_HELD, type TapStep } from '../tap-steps.ts'
import type { Places } from '../witness.ts'
import { changeAddress } from './address-requests.ts'
import { BenchAddresses } from './bench-addresses.ts'
import { HeldTaps } from './held-taps.ts'
import { changeAddress6 } from './ipv6-requests.ts'
import { addIpvlan, changeIpvlan } from './ipvlan-requests.ts'
import * as links from './link-requests.ts'
import { LinkStates } from './link-states.ts'
import { awaitInput, type KernelNamespace, sleepFor } from './namespace.ts'
import { askOnce, changeFdb, changeNeighbour } from './neighbour-requests.ts'
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
  readonly taps = new HeldTaps()
  private readonly rooms: Rooms

  constructor(rooms: Rooms, number: number) {
    this.rooms = rooms
    this.names = new StandNames(number)
    this.links = new LinkStates(rooms, this.names)
    this.tables = new Tables(rooms, this.names)
    this.addresses = new BenchAddresses(rooms, this.names)
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
    if (step.do === 'create') return this.rooms.x.netlink.request(this.creation(step))
    if (step.do === 'create vlan') return this.rooms.x.netlink.request(this.vlanCreation(step))
    if (step.do === 'create ipvlan') return this.createIpvlan(step)
    if (step.do === 'create tap') return this.createTap(step)
    const netns = places.get(step.dev)
    if (netns === undefined) return 'absent'
    const room = this.rooms[netns]
    const index = this.names.index(step.dev)
    switch (step.do) {
      case 'delete':
        return this.delete(room, step.dev)
      case 'change': {
        const message = links.changeLink(index, this.raw(step.changes))
        return isSlow(step.changes) ? room.netlink.requestLater(message) : room.netlink.request(message)
      }
      case 'macvlan':
        return room.netlink.request(links.changeMacvlan(index, step.kind ?? 'macvlan', step.options))
      case 'ipvlan':
        return room.netlink.request(changeIpvlan(index, step))
      case 'address':
        return room.netlink.request(changeAddress(index, step))
      case 'ipv6':
        return this.switchIpv6(netns, step.dev, step.on)
      case 'address6':
        return room.netlink.request(changeAddress6(index, step))
      case 'port':
        return room.netlink.request(links.changePort(index, step.changes))
      case 'bridge':
        return room.netlink.request(links.changeAgeing(index, step.ageingTime))
      case 'filtering':
        return room.netlink.request(links.changeFiltering(index, step.on))
      case 'vlan':
        return room.netlink.request(links.changeVlan(index, step))
      case 'fdb':
        return room.netlink.request(changeFdb(index, step))
      case 'neighbour':
        return room.netlink.request(changeNeighbour(index, step))
      case 'group':
        return this.changeGroup(room, step.dev, step.how, step.mac)
      case 'tap':
        return this.useTap(room, step)
      case 'send':
        if (step.written) return this.writeInto(step)
        return room.send(index, frameBytes(step))
    }
  }

  /** The answer, as `sysctl` would have it. */
  switchIpv6(netns: NamespaceName, dev: string, on: boolean): string {
    const room = this.rooms[netns]
    if (on) {
      const reply = room.netlink.request(askOnce(this.names.index(dev), 'inet6'))
      if (reply === 'ENOENT') return reply
      if (reply !== 'ok') throw new Error(`the timers of ${dev} were refused: ${reply}`)
    }
    return room.writeSetting(`ipv6/conf/${this.names.kernelName(dev)}/disable_ipv6`, on ? '0' : '1')
  }

  private changeGroup(room: KernelNamespace, dev: string, how: 'add' | 'del', mac: Mac): string {
    return room.changeGroup(
      FIXED.includes(dev) ? this.names.kernelName(dev) : this.macvlanName(dev),
      how,
      mac,
    )
  }

  /** Undoes an addition, if there is anything to undo. */
  takeBack(step: FdbStep | NeighbourStep): void {
    const index = this.names.index(step.dev)
    const undo =
      step.do === 'fdb'
        ? changeFdb(index, { ...step, how: 'del' })
        : changeNeighbour(index, { ...step, how: 'del' })
    this.rooms.x.netlink.request(undo)
  }

  leaveGroup(dev: string, mac: Mac): void {
    this.changeGroup(this.rooms.x, dev, 'del', mac)
  }

  private macvlanName(dev: string): string {
    return this.names.kernelName(dev)
  }

  private vlanCreation({ dev, lower, id, up }: CreateVlanStep): MessageWriter {
    const { names } = this
    const [name, index] = [names.kernelName(dev), names.index(dev)]
    return links.addVlan({ name, index, lower: names.index(lower), id, up })
  }

  /** In l3 mode its lower device sends packets of its own, and asks for their destinations. */
  private createIpvlan(step: CreateIpvlanStep): string {
    const { netlink } = this.rooms.x
    const reply = netlink.request(askOnce(this.names.index(step.lower)))
    if (reply !== 'ok') throw new Error(`the timers of ${step.lower} were refused: ${reply}`)
    return netlink.request(this.ipvlanCreation(step))
  }

  private ipvlanCreation({ dev, lower, netns, mtu, ...rest }: CreateIpvlanStep): MessageWriter {
    const { names } = this
    return addIpvlan({
      ...rest,
      name: names.kernelName(dev),
      index: names.index(dev),
      lower: names.index(lower),
      mtu,
      netns: netns === 'x' ? undefined : this.rooms[netns].fd,
    })
  }

  private creation({ kind = 'macvlan', dev, lower, netns, mtu, ...rest }: CreateStep): MessageWriter {
    return links.addMacvlan({
      ...rest,
      kind,
      name: this.macvlanName(dev),
      index: this.names.index(dev),
      lower: this.names.index(lower),
      mtu,
      netns: netns === 'x' ? undefined : this.rooms[netns].fd,
    })
  }

  private async delete({ netlink }: KernelNamespace, dev: string): Promise<string> {
    const reply = await netlink.requestLater(links.deleteLink(this.names.index(dev)))
    if (reply === 'ok') await this.taps.detach(dev)
    return reply
  }

  private async createTap({ dev, mac }: CreateTapStep): Promise<string> {
    const { names, rooms, taps } = this
    const index = names.index(dev)
    const reply = await taps.create(rooms.x.fd, names.kernelName(dev), index)
    if (reply !== 'ok') return reply
    this.must(links.joinGroup(index))
    return rooms.x.netlink.request(links.changeLink(index, { address: mac }))
  }

  private async useTap(room: KernelNamespace, { dev, how }: TapStep): Promise<string> {
    const { names, taps } = this
    if (how === 'attach') return taps.attach(room.fd, dev, names.kernelName(dev))
    if (!taps.isHeld(dev)) return NOT_HELD
    if (how === 'read') return framesText(taps.read(dev).map((bytes) => bytes.toString('hex')))
    await taps.detach(dev)
    return 'ok'
  }

  private writeInto(step: SendStep): string {
    return this.taps.isHeld(step.dev) ? this.taps.write(step.dev, frameBytes(step)) : NOT_HELD
  }

  private raw({ master, netns, ...rest }: Changes): links.RawChanges {
    return {
      ...rest,
      ...(master !== undefined && { master: master === null ? 0 : this.names.index(master) }),
      ...(netns !== undefined && { netns: this.rooms[netns].fd }),
    }
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

/** What makes the kernel wait for a grace period. */
function isSlow({ up, master, netns, address }: Changes): boolean {
  return up === false || master !== undefined || netns !== undefined || address !== undefined
}
