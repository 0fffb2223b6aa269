import { type Message, splitMessages } from '../../harness/agent/netlink-message.ts'
import { NAMESPACES, type NamespaceName } from '../bench.ts'
import type { LinkView } from '../link-view.ts'
import type { WhereIs } from '../witness.ts'
import * as links from './link-requests.ts'
import { readCounters, readStatistics, ToldLink } from './read-link.ts'
import type { Rooms } from './rooms.ts'
import type { StandNames } from './stand-names.ts'

interface Known {
  /** As this world has it, and as it was told. */
  readonly view: LinkView
  readonly raw: LinkView
  /** The last message of it. */
  readonly told: ToldLink
  /** The counters now, which may have changed since. */
  readonly statistics: Buffer
}

/**
 * What the kernel says of a bench's links. Most of them are as they were after the step before: a message that is
 * the same byte for byte is not read again.
 */
export class LinkStates {
  private readonly rooms: Rooms
  private readonly names: StandNames
  private readonly known = new Map<string, Known>()
  /** What the bench's own devices had counted when this world began. */
  private baseline = new Map<string, readonly number[]>()

  constructor(rooms: Rooms, names: StandNames) {
    this.rooms = rooms
    this.names = names
  }

  /** From here on these devices count from what they have counted now. */
  countFrom(views: readonly LinkView[]): void {
    this.baseline = new Map(views.map(({ name, counters }) => [name, counters]))
    for (const [name, known] of this.known)
      this.known.set(name, { ...known, view: this.sinceBegin(known.raw) })
  }

  /**
   * Everything. Asking brings the kernel's own state up to date as well (linkwatch_sync_dev), lower devices first.
   */
  ask(names: readonly string[], whereIs: WhereIs): LinkView[] {
    return this.exchange(names, whereIs, links.getLink, (name, netns, { type, body }) => {
      if (type === links.RTM_NEWLINK) this.learn(name, netns, body)
      else this.known.delete(name)
    })
  }

  /** Counters alone: all that a frame can change. */
  count(names: readonly string[], whereIs: WhereIs): LinkView[] {
    return this.exchange(names, whereIs, links.getStatistics, (name, _, { type, body }) => {
      if (type === links.RTM_NEWSTATS) this.learnCounters(name, readStatistics(body))
      else this.known.delete(name)
    })
  }

  /** All questions go out at once; the answers come in their order. */
  private exchange(
    names: readonly string[],
    whereIs: WhereIs,
    question: (index: number) => Buffer,
    take: (name: string, netns: NamespaceName, answer: Message) => void,
  ): LinkView[] {
    for (const netns of NAMESPACES) {
      const here = names.filter((name) => whereIs(name) === netns)
      if (here.length === 0) continue
      const { netlink } = this.rooms[netns]
      netlink.send(Buffer.concat(here.map((name) => question(this.names.index(name)))))
      for (let at = 0; at < here.length; )
        for (const answer of splitMessages(netlink.receive())) take(here[at++]!, netns, answer)
    }
    return names.flatMap((name) => this.known.get(name)?.view ?? [])
  }

  private learn(name: string, netns: NamespaceName, body: Buffer): void {
    const before = this.known.get(name)
    if (before?.raw.netns === netns && before.told.body.equals(body))
      return this.learnCounters(name, before.told.statisticsOf(body))
    const told = before?.raw.netns === netns ? before.told.next(body) : undefined
    if (told !== undefined) {
      this.known.set(name, { ...before!, told })
      return this.learnCounters(name, told.statisticsOf(told.body))
    }
    this.read(name, netns, new ToldLink(Buffer.from(body)))
  }

  private read(name: string, netns: NamespaceName, told: ToldLink): void {
    const raw = told.read(netns, this.names)
    this.known.set(name, { view: this.sinceBegin(raw), raw, told, statistics: told.statisticsOf(told.body) })
  }

  private learnCounters(name: string, statistics: Buffer): void {
    const before = this.known.get(name)
    if (before === undefined || before.statistics.equals(statistics)) return
    const raw = { ...before.raw, counters: readCounters(statistics) }
    const view = this.sinceBegin(raw)
    this.known.set(name, { view, raw, told: before.told, statistics: Buffer.from(statistics) })
  }

  private sinceBegin(view: LinkView): LinkView {
    const before = this.baseline.get(view.name)
    if (before === undefined) return view
    return { ...view, counters: view.counters.map((count, index) => count - before[index]!) }
  }
}
