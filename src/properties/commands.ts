import fc from 'fast-check'
import { frameBytes } from '../fuzz/frame-bytes.ts'
import { create, event } from '../fuzz/generate.ts'
import { ModelBench } from '../fuzz/model-bench.ts'
import { resolve } from '../fuzz/resolve.ts'
import type { Outcome, Step } from '../fuzz/step.ts'
import type { Wish } from '../fuzz/wish.ts'

/** What is to be tested against the model: your driver, your emulator, your kernel. */
export interface Forwarder {
  /**
   * Does one step on the bench of `src/fuzz/bench.ts`. `reply` is `ok` or an errno's name; `seen` are the sightings
   * that a packet socket at every device would have had, `m0 host`, in any order. `bytes`: the frame of a `send`.
   */
  apply(step: Step, bytes: Uint8Array | undefined): Outcome | Promise<Outcome>
}

export type MacvlanCommand = fc.AsyncCommand<ModelBench, Forwarder>

/** fc.asyncModelRun(() => ({ model: newModel(), real: yours }), commands) compares the two, step by step. */
export function newModel(): ModelBench {
  return new ModelBench()
}

/** Sequences of commands for `fc.asyncModelRun`: creations of macvlans, frames, and changes of every kind. */
export function commands(constraints: fc.CommandsContraints = {}): fc.Arbitrary<Iterable<MacvlanCommand>> {
  return fc.commands(
    [create, event].map((wish) => wish.map(commandOf)),
    constraints,
  )
}

/** One wish as a command: it may be done where the model has its device, and must come out as in the model. */
export function commandOf(wish: Wish): MacvlanCommand {
  return {
    check: (model) => stepNow(wish, model) !== undefined,
    async run(model, real) {
      const step = stepNow(wish, model)!
      const expected = model.apply(step)
      const actual = await real.apply(step, step.do === 'send' ? frameBytes(step) : undefined)
      const problem = difference(expected, actual)
      if (problem !== undefined) throw new Error(`${JSON.stringify(step)}: ${problem}`)
    },
    toString: () => JSON.stringify(wish),
  }
}

function stepNow(wish: Wish, model: Pick<ModelBench, 'device'>): Step | undefined {
  return resolve(wish, (dev) => model.device(dev))
}

function difference(expected: Outcome, actual: Outcome): string | undefined {
  if (expected.reply !== actual.reply) return `it answered ${actual.reply}, not ${expected.reply}`
  const [mine, yours] = [expected.seen, actual.seen].map((seen) => seen.toSorted().join(', '))
  return mine === yours ? undefined : `seen were ${yours || 'none'}, not ${mine || 'none'}`
}
