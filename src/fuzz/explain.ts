import { isGroup } from '../frame/mac.ts'
import { type Collisions, hasFilter } from './collisions.ts'
import { byDevice, comparable, compareOutcomes } from './compare-outcomes.ts'
import type { ModelBench } from './model-bench.ts'
import type { Outcome, Step } from './step.ts'

/** What was done so far, and what the kernel answered. */
export interface Story {
  readonly steps: readonly Step[]
  readonly outcomes: readonly Outcome[]
  readonly newModel: () => ModelBench
}

const MOST_GUESSES = 64

/**
 * A model that has seen what the kernel has, given some sharing of filter bits that would explain it; undefined if
 * none would. Whatever is learned of them, the whole history must agree with it.
 */
export function explainSightings(
  { steps, outcomes, newModel }: Story,
  last: ModelBench,
  collisions: Collisions,
): ModelBench | undefined {
  let [model, at] = [last, steps.length - 1]
  let foretold: Outcome | undefined
  for (let guesses = 0; guesses < MOST_GUESSES; guesses++) {
    if (!learnFrom(steps[at]!, foretold ?? model.lastOutcome!, outcomes[at]!, model, collisions))
      return undefined
    model = newModel()
    at = steps.findIndex((step, index) => {
      foretold = model.apply(step)
      return compareOutcomes(foretold, outcomes[index]!).length > 0
    })
    if (at < 0) return model
  }
  return undefined
}

function learnFrom(
  step: Step,
  foretold: Outcome,
  { seen }: Outcome,
  model: ModelBench,
  collisions: Collisions,
): boolean {
  if (step.do !== 'send') return false
  const [expected, told] = comparable(foretold.seen, seen)
  const [mine, its] = [byDevice(expected), byDevice(told)]
  return [...new Set([...mine.keys(), ...its.keys()])]
    .filter((name) => mine.get(name) !== its.get(name))
    .every((name) => {
      const dev = model.find(name)
      const heard = (its.get(name) ?? '').length > (mine.get(name) ?? '').length
      return dev !== undefined && hasFilter(dev) && collisions.learn(dev, step.dst, heard)
    })
}

/**
 * A copy that is too long for the sibling that hears it by chance is seen by nobody; only that one's error counters
 * tell. `agrees`: whether a model is now as the kernel is.
 */
export function explainErrors(
  { steps, newModel }: Story,
  states: readonly string[],
  agrees: (model: ModelBench) => boolean,
  collisions: Collisions,
): ModelBench | undefined {
  const [, name] = /^([mi]\d) rxErrors/.exec(states.find((line) => / rxErrors:/.test(line)) ?? '') ?? []
  if (name === undefined) return undefined
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at]!
    if (step.do !== 'send' || !isGroup(step.dst)) continue
    const model = replay(newModel(), steps.slice(0, at))
    const dev = model.find(name)
    if (dev === undefined || !hasFilter(dev) || !collisions.learn(dev, step.dst, true)) continue
    const replayed = replay(newModel(), steps)
    if (agrees(replayed)) return replayed
    collisions.forget(dev, step.dst)
  }
  return undefined
}

function replay(model: ModelBench, steps: readonly Step[]): ModelBench {
  for (const step of steps) model.apply(step)
  return model
}
