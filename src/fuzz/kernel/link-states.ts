import { NAMESPACES, type NamespaceName } from '../bench.ts'
import type { LinkView } from '../link-view.ts'
import type { WhereIs } from '../witness.ts'
import { datagrams } from './datagrams.ts'
import * as links from './link-requests.ts'
import { isStatistics, readCounters, STATISTICS, statisticsAt, ToldLink } from './read-link.ts'
import type { Rooms } from './rooms.ts'
import type { StandNames } from './stand-names.ts'

interface Known {
  /** As this world has it. */
  readonly view: LinkView
  readonly told: ToldLink
  /** What it has counted since it was made, and the same as the kernel put it. */
  readonly counted: readonly number[]
  readonly statistics: Buffer
}

const NOTHING: readonly number[] = []

/**
 * What the kernel says of a bench's links. Most of them are as they were after the step before: a message that is
 * the same byte for byte is not read again.
 */
export class LinkStates {
  private readonly rooms: Rooms
  private readonly names: StandNames
  private readonly told = new Map<string, ToldLink>()
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
    for (const [name, known] of this.known) this.know(name, known.told, known.counted, known.statistics)
  }

  /**
   * Everything. Asking brings the kernel's own state up to date as well (linkwatch_sync_dev), lower devices first.
   */
  ask(names: readonly string[], whereIs: WhereIs): LinkView[] {
    return this.exchange(names, whereIs, true)
  }

  /** Counters alone: all that a frame can change. */
  count(names: readonly string[], whereIs: WhereIs): LinkView[] {
    return this.exchange(names, whereIs, false)
  }

  /** All questions go out at once; the answers come in their order. */
  private exchange(names: readonly string[], whereIs: WhereIs, links: boolean): LinkView[] {
    for (const netns of NAMESPACES) {
      const here = names.filter((name) => whereIs(name) === netns)
      if (here.length > 0) this.exchangeIn(netns, here, links)
    }
    return names.flatMap((name) => this.known.get(name)?.view ?? [])
  }

  private exchangeIn(netns: NamespaceName, here: readonly string[], all: boolean): void {
    const indexes = here.map((name) => this.names.index(name))
    const questions = [...(all ? indexes.map(links.getLink) : []), ...indexes.map(links.getStatistics)]
    this.rooms[netns].netlink.askAll(questions, (question, start) => {
      const name = here[question % here.length]!
      if (question < questions.length - here.length) this.hear(name, netns, start)
      else this.hearCounters(name, start)
    })
  }

  private hear(name: string, netns: NamespaceName, start: number): void {
    const before = this.told.get(name)
    if (before?.netns === netns && before.isToldAgain(datagrams, start)) return
    const told = ToldLink.read(datagrams, start, netns, this.names)
    if (told === undefined) this.told.delete(name)
    else this.told.set(name, told)
  }

  /** The counters come last, so that what was said before of the link can be put together with them. */
  private hearCounters(name: string, start: number): void {
    const told = this.told.get(name)
    if (told === undefined || !isStatistics(datagrams, start)) {
      this.known.delete(name)
      return
    }
    const before = this.known.get(name)
    const at = statisticsAt(start)
    const same =
      before !== undefined && before.statistics.compare(datagrams, at, at + STATISTICS, 0, STATISTICS) === 0
    if (same && before.told === told) return
    if (same) return this.know(name, told, before.counted, before.statistics)
    const statistics = Buffer.from(datagrams.subarray(at, at + STATISTICS))
    this.know(name, told, readCounters(statistics), statistics)
  }

  private know(name: string, told: ToldLink, counted: readonly number[], statistics: Buffer): void {
    const before = this.baseline.get(name) ?? NOTHING
    const counters = before === NOTHING ? counted : counted.map((count, index) => count - before[index]!)
    this.known.set(name, { view: { ...told.link, counters }, told, counted, statistics })
  }
}
