import { isKind } from '../device/device.ts'
import { isGroup } from '../frame/mac.ts'
import { Collisions } from './collisions.ts'
import { compareViews } from './compare-views.ts'
import { frameBytes } from './frame-bytes.ts'
import type { KernelBench } from './kernel/kernel-bench.ts'
import { ModelBench } from './model-bench.ts'
import { resolve } from './resolve.ts'
import type { Outcome, Step } from './step.ts'
import type { Wish } from './wish.ts'

export interface WorldRun {
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
}

export interface Patience {
  /** How long to wait for what the model foretells. */
  readonly foretold: number
  /** How long to wait for what it does not. */
  readonly more: number
}
export const HASTE: Patience = { foretold: 100, more: 0.06 }
export const CARE: Patience = { foretold: 300, more: 5 }

/** Plays wishes on both sides, as far as they come out the same. */
export async function runWorld(
  wishes: readonly Wish[],
  kernel: KernelBench,
  patience: Patience,
): Promise<WorldRun> {
  const collisions = new Collisions()
  let model = new ModelBench(collisions)
  const steps: Step[] = []
  const outcomes: Outcome[] = []
  const counts = { frames: 0, sightings: 0, reordered: 0 }
  const finish = (differences: readonly string[]): WorldRun => ({
    steps,
    differences,
    ...counts,
    collisions: collisions.size,
  })
  for (const wish of wishes) {
    const step = resolve(wish, (dev) => model.device(dev))
    if (step === undefined) continue
    steps.push(step)
    const before = where(model)
    const foretold = model.apply(step)
    const answer = kernel.request(step, (dev) => before.get(dev))
    const reply = typeof answer === 'string' ? answer : await answer
    const seen = listen(kernel, step, foretold, patience, model.queued)
    if (step.do === 'send') counts.frames++
    counts.sightings += seen.length
    outcomes.push({ reply, seen })
    const differences = compareOutcomes(foretold, outcomes.at(-1)!)
    if (differences.length === 0 && seen.some((one, at) => one !== foretold.seen[at])) counts.reordered++
    if (differences.length > 0) {
      const other = explain(steps, outcomes, model, collisions)
      if (other === undefined) return finish(differences)
      model = other
    }
    const names = patience === CARE ? undefined : affectedBy(step)
    if (names?.length === 0) continue
    const states = compareStates(model, kernel, names)
    const other = states.length > 0 ? explainErrors(steps, states, kernel, collisions) : model
    if (other === undefined) return finish(states)
    model = other
  }
  const states = compareStates(model, kernel)
  const other = states.length > 0 ? explainErrors(steps, states, kernel, collisions) : model
  if (other === undefined) return finish(states)
  return finish(compareFdb(other.fdb(), kernel.fdb()))
}

function compareOutcomes(model: Outcome, kernel: Outcome): string[] {
  return [...compareReply(model.reply, kernel.reply), ...compareSeen(model.seen, kernel.seen)]
}

const MOST_GUESSES = 64

/**
 * A model that has seen what the kernel has, given some sharing of filter bits that would explain it; undefined if
 * none would. Whatever is learned of them, the whole history must agree with it.
 */
function explain(
  steps: readonly Step[],
  outcomes: readonly Outcome[],
  last: ModelBench,
  collisions: Collisions,
): ModelBench | undefined {
  let [model, at] = [last, steps.length - 1]
  let foretold: Outcome | undefined
  for (let guesses = 0; guesses < MOST_GUESSES; guesses++) {
    if (!learnFrom(steps[at]!, foretold ?? model.lastOutcome!, outcomes[at]!, model, collisions))
      return undefined
    model = new ModelBench(collisions)
    at = steps.findIndex((step, index) => {
      foretold = model.apply(step)
      return compareOutcomes(foretold, outcomes[index]!).length > 0
    })
    if (at < 0) return model
  }
  return undefined
}

/**
 * A copy that is too long for the sibling that hears it by chance is seen by nobody; only that one's error counters
 * tell.
 */
function explainErrors(
  steps: readonly Step[],
  states: readonly string[],
  kernel: KernelBench,
  collisions: Collisions,
): ModelBench | undefined {
  const [, name] = /^(m\d) rxErrors/.exec(states.find((line) => / rxErrors:/.test(line)) ?? '') ?? []
  if (name === undefined) return undefined
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at]!
    if (step.do !== 'send' || !isGroup(step.dst)) continue
    const model = new ModelBench(collisions)
    for (const one of steps.slice(0, at)) model.apply(one)
    const dev = model.find(name)
    if (dev === undefined || !isKind(dev, 'macvlan') || !collisions.learn(dev, step.dst, true)) continue
    const replayed = new ModelBench(collisions)
    for (const one of steps) replayed.apply(one)
    if (compareStates(replayed, kernel).length === 0) return replayed
    collisions.forget(dev, step.dst)
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
  const [mine, its] = [byDevice(foretold.seen), byDevice(seen)]
  return [...new Set([...mine.keys(), ...its.keys()])]
    .filter((name) => mine.get(name) !== its.get(name))
    .every((name) => {
      const dev = model.find(name)
      const heard = (its.get(name) ?? '').length > (mine.get(name) ?? '').length
      return dev !== undefined && isKind(dev, 'macvlan') && collisions.learn(dev, step.dst, heard)
    })
}

function where(model: ModelBench) {
  return new Map(model.names().map((name) => [name, model.netnsOf(name)!]))
}

/**
 * Whose links the kernel may have to bring up to date before the next step; undefined: all of them. Everything is
 * compared at the end in any case, so that this decides how soon a difference shows, and not whether.
 */
function affectedBy(step: Step): readonly string[] | undefined {
  if (step.do === 'create') return [step.dev]
  if (step.do === 'delete') return undefined
  if (step.do !== 'change') return []
  const { up, master, netns } = step.changes
  return up === undefined && master === undefined && netns === undefined ? [] : undefined
}

/** Of the devices named, or of all. */
function compareStates(model: ModelBench, kernel: KernelBench, names?: readonly string[]): string[] {
  const views = model.views().filter(({ name }) => names === undefined || names.includes(name))
  const places = new Map(views.map((view) => [view.name, view.netns as 'x' | 'y']))
  return compareViews(
    views,
    kernel.viewsOf([...places.keys()], (name) => places.get(name)),
  )
}

function compareReply(model: string, kernel: string): string[] {
  return model === kernel ? [] : [`reply: model ${model}, kernel ${kernel}`]
}

function listen(
  kernel: KernelBench,
  step: Step,
  { seen: foretold }: Outcome,
  patience: Patience,
  queued: boolean,
): string[] {
  const bytes = step.do === 'send' ? frameBytes(step) : undefined
  const seen: string[] = []
  const take = (one: string) => {
    seen.push(one)
  }
  const start = performance.now()
  kernel.drain(take, bytes)
  while (seen.length < foretold.length && performance.now() - start < patience.foretold) {
    kernel.await(1)
    kernel.drain(take, bytes)
  }
  if (queued || patience === CARE) {
    const end = performance.now() + patience.more
    while (performance.now() < end);
    kernel.drain(take, bytes)
  }
  return seen
}

/** Each device's own sightings in order; the order across devices is the kernel's own affair. */
function compareSeen(model: readonly string[], kernel: readonly string[]): string[] {
  const [a, b] = [byDevice(model), byDevice(kernel)]
  const devices = new Set([...a.keys(), ...b.keys()])
  return [...devices].flatMap((dev) => {
    const [mine, its] = [a.get(dev) ?? 'nothing', b.get(dev) ?? 'nothing']
    return mine === its ? [] : [`${dev} saw: model ${mine}, kernel ${its}`]
  })
}

function byDevice(seen: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const one of seen) {
    const space = one.indexOf(' ')
    const dev = one.slice(0, space)
    const type = one.slice(space + 1)
    const before = found.get(dev)
    found.set(dev, before === undefined ? type : `${before}, ${type}`)
  }
  return found
}

/**
 * Among the rest this shows which groups each device has really joined, so that nothing which the kernel joins can
 * pass for a shared filter bit.
 */
function compareFdb(model: readonly string[], kernel: readonly string[]): string[] {
  const [a, b] = [new Set(model), new Set(kernel)]
  return [
    ...model.filter((line) => !b.has(line)).map((line) => `fdb ${line}: in the model only`),
    ...kernel.filter((line) => !a.has(line)).map((line) => `fdb ${line}: in the kernel only`),
  ]
}
