import { Collisions } from './collisions.ts'
import { comparable, compareOutcomes, isSameOrder } from './compare-outcomes.ts'
import { compareViews } from './compare-views.ts'
import { explainErrors, explainSightings, type Story } from './explain.ts'
import { compareFdb } from './fdb-view.ts'
import type { KernelTraits } from './kernel-traits.ts'
import { isMerelyLate, lateIn } from './late.ts'
import { ModelBench } from './model-bench.ts'
import { resolve } from './resolve.ts'
import type { Outcome, Step } from './step.ts'
import type { Wish } from './wish.ts'
import type { State, Witness } from './witness.ts'

export interface WorldRun {
  /** What the model was. */
  readonly traits: KernelTraits
  /** What was done, up to and including the first step that came out differently. */
  readonly steps: readonly Step[]
  /** Empty: no difference. */
  readonly differences: readonly string[]
  /** Frames sent, and sightings of them at all devices. */
  readonly frames: number
  readonly sightings: number
  /** Steps whose sightings came in another order than the model's. */
  readonly reordered: number
  /** Groups heard by the chance of a shared filter bit. */
  readonly collisions: number
  /** Steps after which the kernel was asked more than once, as it told something late. */
  readonly late: number
}

/** Plays wishes on both sides, as far as they come out the same; after each step everything is compared. */
export async function runWorld(
  wishes: readonly Wish[],
  witness: Witness,
  traits: KernelTraits = {},
): Promise<WorldRun> {
  const world = new PlayedWorld(witness, traits)
  for (const wish of wishes) {
    const step = resolve(wish, (dev) => world.model.device(dev))
    if (step === undefined) continue
    const differences = await world.play(step)
    if (differences.length > 0) return world.finish(differences)
  }
  return world.finish([])
}

class PlayedWorld {
  model: ModelBench
  private readonly witness: Witness
  private readonly traits: KernelTraits
  private readonly story: Story & { readonly steps: Step[]; readonly outcomes: Outcome[] }
  private readonly collisions = new Collisions()
  private readonly counts = { frames: 0, sightings: 0, reordered: 0, late: 0 }

  constructor(witness: Witness, traits: KernelTraits) {
    const newModel = () => new ModelBench(this.collisions, traits)
    this.witness = witness
    this.traits = traits
    this.story = { steps: [], outcomes: [], newModel }
    this.model = newModel()
  }

  finish(differences: readonly string[]): WorldRun {
    const { traits, story } = this
    return { traits, steps: story.steps, differences, ...this.counts, collisions: this.collisions.size }
  }

  /** What came out differently, after all that chance explains. */
  async play(step: Step): Promise<readonly string[]> {
    const { steps, outcomes } = this.story
    const before = this.model.places()
    const foretold = this.model.apply(step)
    const { queued, later } = this.model
    const expected = { sightings: foretold.seen.length, queued, later }
    const outcome = await this.witness.play(step, expected, before)
    steps.push(step)
    outcomes.push(outcome)
    this.count(step, foretold, outcome)
    return this.checkOutcome(foretold, outcome) ?? this.checkState()
  }

  private count(step: Step, foretold: Outcome, { seen }: Outcome): void {
    if (step.do === 'send') this.counts.frames++
    this.counts.sightings += seen.length
    if (seen.length === foretold.seen.length && !isSameOrder(...comparable(foretold.seen, seen)))
      this.counts.reordered++
  }

  private checkOutcome(foretold: Outcome, outcome: Outcome): readonly string[] | undefined {
    const differences = compareOutcomes(foretold, outcome)
    if (differences.length === 0) return undefined
    const other = explainSightings(this.story, this.model, this.collisions)
    if (other === undefined) return differences
    this.model = other
    return undefined
  }

  private async checkState(): Promise<readonly string[]> {
    const state = await this.settledState()
    const differences = compareViews(this.model.views(), state.views)
    if (differences.length > 0) {
      const agrees = (model: ModelBench) => compareViews(model.views(), state.views).length === 0
      const other = explainErrors(this.story, differences, agrees, this.collisions)
      if (other === undefined) return differences
      this.model = other
    }
    return compareFdb(this.model.tables(), state.tables)
  }

  private async settledState(): Promise<State> {
    const { model, witness } = this
    const places = model.places()
    let state = witness.state(places)
    // On most kernels: what the model would show is worked out once, when it is compared.
    if (lateIn(model.world.kernel) === undefined) return state
    const foretold = { views: model.views(), tables: model.tables() }
    for (let times = 0; isMerelyLate(foretold, state, model.world.kernel); times++) {
      const later = await witness.stateLater?.(places)
      if (later === undefined) break
      if (times === 0) this.counts.late++
      state = later
    }
    return state
  }
}
