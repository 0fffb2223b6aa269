import { parseFdb } from './fdb-view.ts'
import { COUNTERS, type LinkView } from './link-view.ts'
import type { RecordedStep, RecordedWorld, ViewChange } from './recording-witness.ts'
import type { Outcome, Step } from './step.ts'
import type { Foretold, Places, State, Witness } from './witness.ts'

/** Says what a kernel said once. */
export class RecordedWitness implements Witness {
  private readonly world: RecordedWorld
  private next = 0
  private readonly views = new Map<string, LinkView>()
  private readonly fdb = new Set<string>()

  constructor(world: RecordedWorld) {
    this.world = world
  }

  play(step: Step, _foretold: Foretold, _places: Places): Outcome {
    const recorded = this.world[this.next++]
    if (recorded === undefined || JSON.stringify(step) !== JSON.stringify(recorded.step))
      return { reply: `another step: ${JSON.stringify(recorded?.step)}`, seen: [] }
    this.take(recorded)
    return recorded
  }

  state(places: Places): State {
    return {
      views: [...places.keys()].flatMap((name) => this.views.get(name) ?? []),
      tables: parseFdb(this.fdb),
    }
  }

  private take({ views, gone, fdb }: RecordedStep): void {
    for (const name of gone) this.views.delete(name)
    for (const change of views) this.views.set(change.name, changed(this.views.get(change.name), change))
    for (const line of fdb.less) this.fdb.delete(line)
    for (const line of fdb.more) this.fdb.add(line)
  }
}

const NO_COUNTERS = COUNTERS.map(() => 0)

function changed(
  before: LinkView | undefined,
  { grown, macvlan, port, ipvlan, ...fields }: ViewChange,
): LinkView {
  const counters = (before?.counters ?? NO_COUNTERS).map((count, index) => count + (grown[index] ?? 0))
  return {
    ...before,
    ...fields,
    macvlan: macvlan === undefined ? before?.macvlan : (macvlan ?? undefined),
    port: port === undefined ? before?.port : (port ?? undefined),
    ...(ipvlan !== null && ipvlan !== undefined && { ipvlan }),
    counters,
  } as LinkView
}
