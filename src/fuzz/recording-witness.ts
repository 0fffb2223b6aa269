import { fdbLines } from './fdb-view.ts'
import type { LinkView } from './link-view.ts'
import type { Outcome, Step } from './step.ts'
import type { Foretold, Places, State, Witness } from './witness.ts'

/** A world as a kernel played it: for each step what it answered, what was seen, and what had changed after it. */
export type RecordedWorld = readonly RecordedStep[]

export interface RecordedStep extends Outcome {
  readonly step: Step
  readonly views: readonly ViewChange[]
  readonly gone: readonly string[]
  readonly fdb: { readonly more: readonly string[]; readonly less: readonly string[] }
}

/** A link that is new, or those of its fields that are others than after the step before; null: no longer there. */
export type ViewChange = Pick<LinkView, 'name'> &
  Partial<Omit<LinkView, 'counters' | 'macvlan' | 'port' | 'ipvlan'>> & {
    readonly macvlan?: LinkView['macvlan'] | null
    readonly port?: LinkView['port'] | null
    readonly ipvlan?: string | null
    /** By place in COUNTERS: by how much each has grown. */
    readonly grown: Readonly<Record<number, number>>
  }

/** Notes what another witness says. */
export class RecordingWitness implements Witness {
  readonly recorded: RecordedStep[] = []
  private readonly witness: Witness
  private last: { readonly step: Step; readonly outcome: Outcome } | undefined
  private known: Known = NOTHING
  /** As it was after the step before the last. */
  private before: Known = NOTHING

  constructor(witness: Witness) {
    this.witness = witness
  }

  async play(step: Step, foretold: Foretold, places: Places): Promise<Outcome> {
    const outcome = await this.witness.play(step, foretold, places)
    this.last = { step, outcome }
    return outcome
  }

  state(places: Places): State {
    this.before = this.known
    const state = this.witness.state(places)
    this.recorded.push(this.note(state))
    return state
  }

  /** What was told too early is not worth keeping. */
  async stateLater(places: Places): Promise<State | undefined> {
    const state = await this.witness.stateLater?.(places)
    if (state !== undefined) this.recorded[this.recorded.length - 1] = this.note(state)
    return state
  }

  private note(state: State): RecordedStep {
    const { step, outcome } = this.last!
    const { before } = this
    const views = new Map(state.views.map((view) => [view.name, view]))
    const fdb = new Set(fdbLines(state.tables))
    this.known = { views, fdb }
    return {
      step,
      ...outcome,
      views: state.views.flatMap((view) => changeOf(before.views.get(view.name), view) ?? []),
      gone: [...before.views.keys()].filter((name) => !views.has(name)),
      fdb: {
        more: [...fdb].filter((one) => !before.fdb.has(one)),
        less: [...before.fdb].filter((one) => !fdb.has(one)),
      },
    }
  }
}

interface Known {
  readonly views: ReadonlyMap<string, LinkView>
  readonly fdb: ReadonlySet<string>
}
const NOTHING: Known = { views: new Map(), fdb: new Set() }

function changeOf(before: LinkView | undefined, { counters, ...now }: LinkView): ViewChange | undefined {
  const changed = Object.entries(now).filter(
    ([key, value]) => !isEqual(before?.[key as keyof LinkView], value),
  )
  const grown = Object.fromEntries(
    counters
      .map((count, index) => [index, count - (before?.counters[index] ?? 0)] as const)
      .filter(([, more]) => more !== 0),
  )
  if (changed.length === 0 && Object.keys(grown).length === 0) return undefined
  return { ...Object.fromEntries(changed.map(([key, value]) => [key, value ?? null])), name: now.name, grown }
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
