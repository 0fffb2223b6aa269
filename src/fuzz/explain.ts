import { isGroup, type Mac } from '../frame/mac.ts'
import { type Collisions, hasFilter } from './collisions.ts'
import { comparable, compareOutcomes } from './compare-outcomes.ts'
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
  const [mine, its] = comparable(foretold.seen, seen)
  const sent = step.do === 'send' ? step.dst : undefined
  const news = [
    ...surplus(its, mine).map((one) => [one, true] as const),
    ...surplus(mine, its).map((one) => [one, false] as const),
  ]
  return news.length > 0 && news.every(([one, heard]) => learnSighting(one, heard, sent))

  function learnSighting(sighting: string, heard: boolean, to: Mac | undefined): boolean {
    const [name, , , bytes] = sighting.split(' ')
    const dev = model.find(name!)
    const group = bytes === undefined ? to : (Number.parseInt(bytes.slice(0, 12), 16) as Mac)
    return (
      dev !== undefined &&
      hasFilter(dev) &&
      group !== undefined &&
      isGroup(group) &&
      collisions.learn(dev, group, heard)
    )
  }
}

/** What is in the first list more often than in the second. */
function surplus(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return some.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
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
