import { NAMESPACES, type NamespaceName } from '../bench.ts'
import type { LinkView } from '../link-view.ts'
import type { Places } from '../witness.ts'
import { datagrams } from './datagrams.ts'
import * as links from './link-requests.ts'
import { isStatistics, readCounters, STATISTICS, statisticsAt, ToldLink, viewOf } from './read-link.ts'
import type { Rooms } from './rooms.ts'
import type { StandNames } from './stand-names.ts'

/** What is known of a link. */
interface Known {
  /** What asks for its state, and for its counters. */
  readonly question: Buffer
  readonly counterQuestion: Buffer
  /** undefined: there is no such link. */
  told: ToldLink | undefined
  /** What it has counted since it was made, as the kernel put it, and read. */
  readonly statistics: Buffer
  counted: readonly number[]
  /** As this world has it; undefined: something has changed. */
  view: LinkView | undefined
}

/** Links of one namespace, and what asks for them. */
interface Questions {
  readonly netns: NamespaceName
  readonly known: readonly Known[]
  /** For each link of its state, then for each its counters. */
  readonly all: Buffer
  readonly counters: Buffer
}

const NOTHING: readonly number[] = []

/**
 * What the kernel says of a bench's links. Most of them are as they were after the step before: a message that is
 * the same byte for byte is not read again.
 */
export class LinkStates {
  private readonly rooms: Rooms
  private readonly names: StandNames
  private readonly known = new Map<string, Known>()
  /** What the bench's own devices had counted when this world began. */
  private baseline: ReadonlyMap<string, readonly number[]> = new Map()
  /** Those that were asked last: a world asks mostly the same. */
  private places: Places = new Map()
  private questions: readonly Questions[] = []

  constructor(rooms: Rooms, names: StandNames) {
    this.rooms = rooms
    this.names = names
  }

  /** From here on these devices count from what they have counted now. */
  countFrom(views: readonly LinkView[]): void {
    if (views.length === 0 && this.baseline.size === 0) return
    this.baseline = new Map(views.map(({ name, counters }) => [name, counters]))
    for (const known of this.known.values()) known.view = undefined
  }

  /**
   * Everything. Asking brings the kernel's own state up to date as well (linkwatch_sync_dev), lower devices first.
   */
  ask(places: Places): LinkView[] {
    for (const questions of this.questionsFor(places)) this.askAll(questions)
    return this.views(places)
  }

  /** Counters alone: all that a frame can change. */
  count(places: Places): LinkView[] {
    for (const questions of this.questionsFor(places)) this.askCounters(questions)
    return this.views(places)
  }

  private views(places: Places): LinkView[] {
    const views: LinkView[] = []
    for (const name of places.keys()) {
      const known = this.known.get(name)!
      known.view ??= this.view(name, known)
      if (known.view !== undefined) views.push(known.view)
    }
    return views
  }

  private view(name: string, { told, counted }: Known): LinkView | undefined {
    if (told === undefined) return undefined
    const before = this.baseline.get(name) ?? NOTHING
    return viewOf(told.link, before === NOTHING ? counted : counted.map((count, at) => count - before[at]!))
  }

  private questionsFor(places: Places): readonly Questions[] {
    if (places === this.places) return this.questions
    this.places = places
    this.questions = NAMESPACES.flatMap((netns) => {
      const here = [...places.keys()].filter((name) => places.get(name) === netns)
      return here.length === 0 ? [] : [this.questionsIn(netns, here)]
    })
    return this.questions
  }

  private questionsIn(netns: NamespaceName, here: readonly string[]): Questions {
    const known = here.map((name) => this.knownOf(name))
    const counters = Buffer.concat(known.map(({ counterQuestion }) => counterQuestion))
    return {
      netns,
      known,
      all: Buffer.concat([...known.map(({ question }) => question), counters]),
      counters,
    }
  }

  private knownOf(name: string): Known {
    let known = this.known.get(name)
    if (known === undefined) {
      const index = this.names.index(name)
      known = {
        question: links.getLink(index),
        counterQuestion: links.getStatistics(index),
        told: undefined,
        statistics: Buffer.alloc(STATISTICS),
        counted: NOTHING,
        view: undefined,
      }
      this.known.set(name, known)
    }
    return known
  }

  /** All questions go out at once; the answers come in their order. */
  private askAll({ netns, known, all }: Questions): void {
    const { length } = known
    this.rooms[netns].netlink.askAll(all, 2 * length, (question, start) => {
      if (question < length) this.hear(known[question]!, netns, start)
      else hearCounters(known[question - length]!, start)
    })
  }

  private askCounters({ netns, known, counters }: Questions): void {
    this.rooms[netns].netlink.askAll(counters, known.length, (question, start) => {
      hearCounters(known[question]!, start)
    })
  }

  private hear(known: Known, netns: NamespaceName, start: number): void {
    if (known.told?.netns === netns && known.told.isToldAgain(datagrams, start)) return
    known.told = ToldLink.read(datagrams, start, netns, this.names)
    known.view = undefined
  }
}

function hearCounters(known: Known, start: number): void {
  if (!isStatistics(datagrams, start)) {
    known.told = undefined
    known.view = undefined
    return
  }
  const at = statisticsAt(start)
  const { statistics, counted } = known
  if (counted !== NOTHING && statistics.compare(datagrams, at, at + STATISTICS) === 0) return
  datagrams.copy(statistics, 0, at, at + STATISTICS)
  known.counted = readCounters(statistics)
  known.view = undefined
}
