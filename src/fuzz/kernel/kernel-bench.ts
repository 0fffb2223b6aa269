import { type Mac, readMac } from '../../frame/mac.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { splitMessages } from '../../harness/agent/netlink-message.ts'
import { BRIDGE, CABLES, FIXED, INDEX_OF, NAME_OF, type NamespaceName } from '../bench.ts'
import { frameBytes } from '../frame-bytes.ts'
import type { LinkView } from '../link-view.ts'
import type { Changes, CreateStep, Step } from '../step.ts'
import * as links from './link-requests.ts'
import { awaitInput, KernelNamespace } from './namespace.ts'
import { readLink } from './read-link.ts'
import { restoreBridge, restoreLink, restorePorts } from './restore.ts'

/** Where a device is, which the kernel's side is told by the model's: both must agree, or they differ already. */
export type WhereIs = (dev: string) => NamespaceName | undefined

const PATIENCE = 20

/** The bench on the real kernel. */
export class KernelBench {
  readonly x = new KernelNamespace()
  readonly y = new KernelNamespace()
  /** What `x`'s devices had counted when this world began. */
  private baseline = new Map<string, readonly number[]>()
  /** How it was when it was new. */
  private readonly fresh: string
  /** What this world did that must be undone by hand, or cannot be. */
  private readonly groups = new Set<string>()
  private readonly resized = new Set<string>()
  private portsMoved = false
  private spoilt = false

  constructor() {
    this.must(this.x, links.addBridge(BRIDGE.name, BRIDGE.index), 'add the switch')
    for (const { near, port } of CABLES) {
      this.must(this.x, links.addVeth(near, port), `add the cable of ${near.name}`)
      this.must(this.x, links.changeLink(port.index, { master: BRIDGE.index }), `add ${port.name}`)
      this.must(this.x, links.changeLink(port.index, { up: true }), `set ${port.name} up`)
      this.must(this.x, links.changeLink(near.index, { up: true }), `set ${near.name} up`)
    }
    // Once down, they have left IPv6's group of all nodes, and stay out of it.
    for (const up of [false, true])
      for (const name of FIXED)
        this.must(this.x, links.changeLink(INDEX_OF.get(name)!, { up }), `set ${name}`)
    this.awaitRunning()
    this.fresh = this.picture()
    this.begin()
  }

  /** Everything but counters. */
  private picture(): string {
    const views = this.viewsOf(FIXED, () => 'x').map(({ counters: _, ...view }) => view)
    return JSON.stringify([views, this.fdb()])
  }

  /** A world starts: from here on counters count, and frames are seen. */
  begin(): void {
    this.baseline = new Map()
    this.baseline = new Map(this.viewsOf(FIXED, () => 'x').map(({ name, counters }) => [name, counters]))
    this.drain(() => {})
  }

  private awaitRunning(): void {
    const deadline = performance.now() + 2000
    while (!this.viewsOf(FIXED, () => 'x').every(({ operstate }) => operstate === 6))
      if (performance.now() > deadline) throw new Error('the bench did not come up within two seconds')
  }

  /** What the kernel answers; a promise where it takes its time, so that other worlds can go on meanwhile. */
  request(step: Step, whereIs: WhereIs): string | Promise<string> {
    this.remember(step)
    if (step.do === 'create') return this.x.netlink.request(this.creation(step))
    const netns = whereIs(step.dev)
    if (netns === undefined) return 'absent'
    const place = this[netns]
    const index = INDEX_OF.get(step.dev)!
    switch (step.do) {
      case 'delete':
        return place.netlink.requestLater(links.deleteLink(index))
      case 'change': {
        const { up, master, netns: there, address } = step.changes
        const slow = up === false || master !== undefined || there !== undefined || address !== undefined
        const message = links.changeLink(index, this.raw(step.changes))
        return slow ? place.netlink.requestLater(message) : place.netlink.request(message)
      }
      case 'macvlan':
        return place.netlink.request(links.changeMacvlan(index, step.options))
      case 'port':
        return place.netlink.request(links.changePort(index, step.changes))
      case 'group':
        return place.changeGroup(step.dev, step.how, step.mac)
      case 'send':
        return place.send(index, frameBytes(step))
    }
  }

  private remember(step: Step): void {
    if (step.do === 'group' && FIXED.includes(step.dev)) this.groups.add(`${step.dev} ${step.mac}`)
    // Nor that a passthru macvlan on it may have set its address.
    if (step.do === 'create' && step.lower === BRIDGE.name) this.spoilt = true
    if (step.do !== 'change') return
    if (step.changes.master !== undefined) this.portsMoved = true
    // A switch never forgets that its address or MTU was set by hand.
    const { address, mtu } = step.changes
    // The switch's own MTU follows its ports'.
    if (mtu !== undefined && FIXED.includes(step.dev)) this.resized.add(step.dev).add(BRIDGE.name)
    if (step.dev === BRIDGE.name && (address !== undefined || mtu !== undefined)) this.spoilt = true
  }

  private creation({ dev, lower, netns, mtu, ...rest }: CreateStep): MessageWriter {
    return links.addMacvlan({
      ...rest,
      name: dev,
      index: INDEX_OF.get(dev)!,
      lower: INDEX_OF.get(lower)!,
      mtu,
      netns: netns === 'x' ? undefined : this[netns].fd,
    })
  }

  private raw({ master, netns, ...rest }: Changes): links.RawChanges {
    return {
      ...rest,
      ...(master !== undefined && { master: master === null ? 0 : INDEX_OF.get(master)! }),
      ...(netns !== undefined && { netns: this[netns].fd }),
    }
  }

  /** Until frames wait to be drained, or the time (milliseconds) is over. */
  await(timeout: number): void {
    awaitInput([this.x.receiverFd, this.y.receiverFd], timeout)
  }

  /** `m0 host`; `sent`: what the bytes should be. */
  drain(take: (seen: string) => void, sent?: Uint8Array): void {
    for (const place of [this.x, this.y])
      place.drain(({ index, type, bytes }) => {
        const strange = sent !== undefined && !bytes.equals(sent) ? ` as ${bytes.toString('hex')}` : ''
        take(`${NAME_OF.get(index) ?? index} ${type}${strange}`)
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
      if (here.length === 0) continue
      const { netlink } = this[netns]
      netlink.send(Buffer.concat(here.map((name) => links.getLink(INDEX_OF.get(name)!).finish())))
      for (let answered = 0; answered < here.length; )
        for (const message of splitMessages(netlink.receive())) {
          answered++
          if (message.type !== 16) continue
          const view = readLink(message, netns)
          views.set(view.name, this.sinceBegin(view))
        }
    }
    return names.flatMap((name) => views.get(name) ?? [])
  }

  private sinceBegin(view: LinkView): LinkView {
    const before = this.baseline.get(view.name)
    if (before === undefined) return view
    return { ...view, counters: view.counters.map((count, index) => count - before[index]!) }
  }

  /** `mac port kind`, sorted: the switch's table, and the lists of all devices (`self`). */
  fdb(): string[] {
    const found: string[] = []
    for (const { netlink } of [this.x, this.y])
      netlink.dump(links.dumpFdb(), ({ body }) => {
        found.push(readFdbLine(body))
      })
    return found.sort()
  }

  /** Takes away what a world added, on a thread of its own: that is slow, and other worlds need not wait. */
  async clear(): Promise<void> {
    for (const { netlink } of [this.y, this.x]) await netlink.requestLater(links.deleteMacvlans())
  }

  /** Makes the bench as it was when new, after `clear`. False if that cannot be: make another. */
  restore(): boolean {
    if (this.spoilt) return false
    const views = new Map(this.viewsOf(FIXED, () => 'x').map((view) => [view.name, view]))
    for (const group of this.groups) {
      const [name, mac] = group.split(' ')
      this.x.changeGroup(name!, 'del', Number(mac) as Mac)
    }
    const requests = [
      ...(this.portsMoved ? restorePorts() : []),
      ...CABLES.flatMap(({ near, port }) => [
        ...restoreLink(near, views.get(near.name)!, false),
        ...restoreLink(port, views.get(port.name)!, true),
      ]),
      ...restoreBridge(views.get(BRIDGE.name)!),
    ]
    for (const up of [false, true])
      for (const name of this.resized) requests.push(links.changeLink(INDEX_OF.get(name)!, { up }))
    for (const request of requests) this.x.netlink.request(request)
    this.resized.clear()
    this.groups.clear()
    this.portsMoved = false
    const deadline = performance.now() + PATIENCE
    while (this.picture() !== this.fresh) if (performance.now() > deadline) return false
    return true
  }

  private must(place: KernelNamespace, message: MessageWriter, what: string): void {
    const reply = place.netlink.request(message)
    if (reply !== 'ok') throw new Error(`${what}: ${reply}`)
  }

  close(): void {
    this.x.close()
    this.y.close()
  }
}

const [NDA_LLADDR, NDA_MASTER] = [2, 9]
const [NUD_NOARP, NUD_PERMANENT] = [0x40, 0x80]

function readFdbLine(body: Buffer): string {
  let [mac, master] = [-1, 0]
  for (let at = 12; at + 4 <= body.length; at += (body.readUInt16LE(at) + 3) & ~3) {
    const type = body.readUInt16LE(at + 2)
    if (type === NDA_LLADDR) mac = readMac(body, at + 4)
    if (type === NDA_MASTER) master = body.readUInt32LE(at + 4)
  }
  const index = body.readInt32LE(4)
  const state = body.readUInt16LE(8)
  // A device's own lists have no master.
  const kind =
    master === 0 ? 'self' : state & NUD_PERMANENT ? 'local' : state & NUD_NOARP ? 'static' : 'learned'
  return `${mac.toString(16)} ${index} ${kind}`
}
