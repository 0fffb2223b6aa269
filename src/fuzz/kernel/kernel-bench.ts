import type { Mac } from '../../frame/mac.ts'
import { type MessageWriter, splitMessages } from '../../harness/agent/netlink-message.ts'
import { BRIDGE, CABLES, FIXED, type FixedLink, MTU, type NamespaceName, SMALL_MTU } from '../bench.ts'
import { frameBytes } from '../frame-bytes.ts'
import type { LinkView } from '../link-view.ts'
import type { Changes, CreateStep, Step } from '../step.ts'
import { type FdbLine, readFdbLine } from './fdb-line.ts'
import * as links from './link-requests.ts'
import { awaitInput, type KernelNamespace } from './namespace.ts'
import { readLink } from './read-link.ts'
import { StandNames } from './stand-names.ts'
import { Traces } from './traces.ts'

/** Where a device is, which the kernel's side is told by the model's: both must agree, or they differ already. */
export type WhereIs = (dev: string) => NamespaceName | undefined

/** The two namespaces that benches stand in. */
export interface Rooms {
  readonly x: KernelNamespace
  readonly y: KernelNamespace
}

const OPERSTATE_UP = 6
const RTM_NEWLINK = 16

/** The bench on the real kernel. Several may stand in the same rooms, if only one of them is in use at a time. */
export class KernelBench {
  readonly traces = new Traces()
  readonly names: StandNames
  private readonly rooms: Rooms
  /** What the bench's own devices had counted when this world began. */
  private baseline = new Map<string, readonly number[]>()

  constructor(rooms: Rooms, number: number) {
    this.rooms = rooms
    this.names = new StandNames(number)
  }

  /** Makes the devices. */
  build(): void {
    this.must(links.addBridge(this.link({ ...BRIDGE, mac: 0 as Mac })))
    for (const { near, port } of CABLES) {
      const index = this.names.index(port.name)
      this.must(links.addVeth(this.link(near), this.link(port)))
      this.must(links.changeLink(index, { master: this.names.index(BRIDGE.name) }))
      this.must(links.changeLink(index, { up: true }))
      this.must(links.changeLink(this.names.index(near.name), { up: true }))
    }
    this.awaitRunning()
    this.leaveAllNodes()
  }

  private link({ name, index: _, mac }: FixedLink): FixedLink {
    return { name: this.names.kernelName(name), index: this.names.index(name), mac }
  }

  /** Takes every device out of IPv6's group of all nodes for good: it is made ready by its MTU, and goes down. */
  leaveAllNodes(): void {
    for (const mtu of [SMALL_MTU, MTU])
      for (const { near, port } of CABLES)
        for (const { name } of [near, port]) this.must(links.changeLink(this.names.index(name), { mtu }))
    for (const up of [false, true])
      for (const name of FIXED) this.must(links.changeLink(this.names.index(name), { up }))
    this.awaitRunning()
  }

  awaitRunning(): void {
    const deadline = performance.now() + 2000
    while (!this.fixedViews().every(({ operstate }) => operstate === OPERSTATE_UP))
      if (performance.now() > deadline) throw new Error('the bench did not come up within two seconds')
  }

  must(message: MessageWriter): void {
    const reply = this.rooms.x.netlink.request(message)
    if (reply !== 'ok') throw new Error(`a request for the bench was refused: ${reply}`)
  }

  /** A world starts: from here on frames are seen, and counters count on from what they are in these views. */
  begin(views: readonly LinkView[]): void {
    this.baseline = new Map(views.map(({ name, counters }) => [name, counters]))
    this.drain(() => {})
  }

  /** The bench's own devices as they are, whatever a world has counted. */
  fixedViews(): LinkView[] {
    this.baseline = new Map()
    return this.viewsOf(FIXED, () => 'x')
  }

  /** What the kernel answers; a promise where it takes its time, so that other worlds can go on meanwhile. */
  request(step: Step, whereIs: WhereIs): string | Promise<string> {
    this.traces.note(step)
    if (step.do === 'create') return this.rooms.x.netlink.request(this.creation(step))
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
        return room.netlink.request(links.changeMacvlan(index, step.options))
      case 'port':
        return room.netlink.request(links.changePort(index, step.changes))
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

  leaveGroup(dev: string, mac: Mac): void {
    this.changeGroup(this.rooms.x, dev, 'del', mac)
  }

  private macvlanName(dev: string): string {
    return this.names.kernelName(dev)
  }

  private creation({ dev, lower, netns, mtu, ...rest }: CreateStep): MessageWriter {
    return links.addMacvlan({
      ...rest,
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

  /**
   * Asking brings the kernel's own state up to date as well (linkwatch_sync_dev), lower devices first. All
   * questions go out at once.
   */
  viewsOf(names: readonly string[], whereIs: WhereIs): LinkView[] {
    const views = new Map<string, LinkView>()
    for (const netns of ['x', 'y'] as const) {
      const here = names.filter((name) => whereIs(name) === netns)
      if (here.length > 0)
        for (const view of this.ask(netns, here)) views.set(view.name, this.sinceBegin(view))
    }
    return names.flatMap((name) => views.get(name) ?? [])
  }

  private ask(netns: NamespaceName, names: readonly string[]): LinkView[] {
    const { netlink } = this.rooms[netns]
    const views: LinkView[] = []
    netlink.send(links.getLinks(names.map((name) => this.names.index(name))))
    for (let answered = 0; answered < names.length; )
      for (const message of splitMessages(netlink.receive())) {
        answered++
        if (message.type === RTM_NEWLINK) views.push(readLink(message, netns, this.names))
      }
    return views
  }

  private sinceBegin(view: LinkView): LinkView {
    const before = this.baseline.get(view.name)
    if (before === undefined) return view
    return { ...view, counters: view.counters.map((count, index) => count - before[index]!) }
  }

  /** `mac port kind`, sorted: the switch's table, and the lists of all devices (`self`). */
  fdb(): string[] {
    return this.ownLines(dumpFdb(this.rooms))
  }

  /** Of a dump, what is this bench's. */
  ownLines(lines: readonly FdbLine[]): string[] {
    return lines
      .filter(({ index }) => this.names.name(index) !== undefined)
      .map(({ mac, index, kind }) => `${mac.toString(16)} ${this.names.plain(index)} ${kind}`)
      .sort()
  }
}

export function dumpFdb({ x, y }: Rooms): FdbLine[] {
  const found: FdbLine[] = []
  for (const { netlink } of [x, y])
    netlink.dump(links.dumpFdb(), ({ body }) => {
      found.push(readFdbLine(body))
    })
  return found
}

/** What makes the kernel wait for a grace period. */
function isSlow({ up, master, netns, address }: Changes): boolean {
  return up === false || master !== undefined || netns !== undefined || address !== undefined
}
