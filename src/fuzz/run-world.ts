import { frameBytes } from './frame-bytes.ts'
import { compareViews } from './compare-views.ts'
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
  readonly frames: number
}

export interface Patience {
  /** How long to wait for what the model foretells. */
  readonly foretold: number
  /** How long to wait for what it does not. */
  readonly more: number
}
export const HASTE: Patience = { foretold: 20, more: 0.06 }
export const CARE: Patience = { foretold: 300, more: 5 }

export function runWorld(wishes: readonly Wish[], kernel: KernelBench, patience: Patience): WorldRun {
  const model = new ModelBench()
  const steps: Step[] = []
  let frames = 0
  kernel.begin()
  const finish = (differences: readonly string[]): WorldRun => ({ steps, differences, frames })
  for (const wish of wishes) {
    const step = resolve(wish, (dev) => model.find(dev)?.mac)
    if (step === undefined) continue
    steps.push(step)
    const before = where(model)
    const foretold = model.apply(step)
    const reply = kernel.request(step, (dev) => before.get(dev))
    const seen = listen(kernel, step, foretold, patience, model.queued)
    frames += seen.length
    const differences = [...compareReply(foretold.reply, reply), ...compareSeen(foretold.seen, seen)]
    if (differences.length > 0) return finish(differences)
    if (step.do === 'send' && patience !== CARE) continue
    const states = compareStates(model, kernel)
    if (states.length > 0) return finish(states)
  }
  return finish([...compareStates(model, kernel), ...compareFdb(model.fdb(), kernel.fdb())])
}

function where(model: ModelBench) {
  return new Map(model.names().map((name) => [name, model.netnsOf(name)!]))
}

function compareStates(model: ModelBench, kernel: KernelBench): string[] {
  const views = model.views()
  const places = new Map(views.map((view) => [view.name, view.netns as 'x' | 'y']))
  return compareViews(views, kernel.viewsOf([...places.keys()], (name) => places.get(name)))
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
  while (seen.length < foretold.length && performance.now() - start < patience.foretold) kernel.drain(take, bytes)
  const more = patience === CARE || queued ? patience.more : 0
  if (more > 0) {
    const end = performance.now() + more
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

function compareFdb(model: readonly string[], kernel: readonly string[]): string[] {
  const [a, b] = [new Set(model), new Set(kernel)]
  return [
    ...model.filter((line) => !b.has(line)).map((line) => `fdb ${line}: in the model only`),
    ...kernel.filter((line) => !a.has(line)).map((line) => `fdb ${line}: in the kernel only`),
  ]
}
