import type { Mac } from '../../frame/mac.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { BRIDGES, CABLES, FIXED, type FixedLink, MTU, SMALL_MTU } from '../bench.ts'
import { frameBytes } from '../frame-bytes.ts'
import type { LinkView } from '../link-view.ts'
import type { Changes, CreateStep, CreateVlanStep, FdbStep, NeighbourStep, Step } from '../step.ts'
import type { WhereIs } from '../witness.ts'
import * as links from './link-requests.ts'
import { LinkStates } from './link-states.ts'
import { awaitInput, type KernelNamespace, sleepFor } from './namespace.ts'
import { changeFdb, changeNeighbour } from './neighbour-requests.ts'
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
  private readonly rooms: Rooms

  constructor(rooms: Rooms, number: number) {
    this.rooms = rooms
    this.names = new StandNames(number)
    this.links = new LinkStates(rooms, this.names)
    this.tables = new Tables(rooms, this.names)
  }

  /** Makes the devices. */
  build(): void {
    this.must(...BRIDGES.map((bridge) => links.addBridge(this.link({ ...bridge, mac: 0 as Mac }))))
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
    this.leaveAllNodes()
  }

  private link({ name, index: _, mac }: FixedLink): FixedLink {
    return { name: this.names.kernelName(name), index: this.names.index(name), mac }
  }

  /** Takes every device out of IPv6's group of all nodes for good: it is made ready by its MTU, and goes down. */
  leaveAllNodes(): void {
    const sized = CABLES.flatMap(({ near, port }) => [near.name, port.name])
    this.must(
      ...[SMALL_MTU, MTU].flatMap((mtu) => this.changeAll(sized, { mtu })),
      ...[false, true].flatMap((up) => this.changeAll(FIXED, { up })),
    )
    this.awaitRunning()
  }

  awaitRunning(): void {
    const deadline = performance.now() + 2000
    for (let pause = 1; !this.fixedViews().every(isRunning); pause *= 2) {
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
    this.drain(() => {})
  }

  /** The bench's own devices as they are, whatever a world has counted. */
  fixedViews(): LinkView[] {
    this.links.countFrom([])
    return this.links.ask(FIXED, () => 'x')
  }

  /** What the kernel answers; a promise where it takes its time, so that other worlds can go on meanwhile. */
  request(step: Step, whereIs: WhereIs): string | Promise<string> {
    this.traces.note(step)
    if (step.do === 'create') return this.rooms.x.netlink.request(this.creation(step))
    if (step.do === 'create vlan') return this.rooms.x.netlink.request(this.vlanCreation(step))
    const netns = whereIs(step.dev)
    if (netns === undefined) return 'absent'
    const room = this.rooms[netns]
    const index = this.names.index(step.dev)
    switch (step.do) {
      case 'delete':
        return room.netlink.requestLater(links.deleteLink(index))
      case 'change': {
        const message = links.changeLink(index, this.raw(step.changes))
        return isSlow(step.changes) ? room.netlink.requestLater(message) : room.netlink.request(message)
      }
      case 'macvlan':
        return room.netlink.request(links.changeMacvlan(index, step.kind ?? 'macvlan', step.options))
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
      case 'send':
        return room.send(index, frameBytes(step))
    }
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

  /** `m0 host`; `sent`: what the bytes should be. */
  drain(take: (seen: string) => void, sent?: Uint8Array): void {
    for (const room of [this.rooms.x, this.rooms.y])
      room.drain(({ index, type, bytes }) => {
        const name = this.names.name(index)
        if (name === undefined) return
        const strange = sent !== undefined && !bytes.equals(sent) ? ` as ${bytes.toString('hex')}` : ''
        take(`${name} ${type}${strange}`)
      })
  }
}

/** A switch may hear later of a port than the port's own state tells. */
function isRunning({ operstate, port }: LinkView): boolean {
  return operstate === OPERSTATE_UP && (port === undefined || port.startsWith('forwarding '))
}

/** What makes the kernel wait for a grace period. */
function isSlow({ up, master, netns, address }: Changes): boolean {
  return up === false || master !== undefined || netns !== undefined || address !== undefined
}
