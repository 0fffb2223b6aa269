import fc from 'fast-check'
import { ModelBench } from '../../src/fuzz/model-bench.ts'
import { resolve } from '../../src/fuzz/resolve.ts'
import type { Outcome } from '../../src/fuzz/step.ts'
import type { Wish } from '../../src/fuzz/wish.ts'
import { history } from '../../src/properties/arbitraries.ts'
import { snapshot } from '../../src/world/snapshot.ts'
import { traceRecords } from '../../src/world/tracing.ts'
import { law } from './law.ts'

const ENDS = new Set(['delivered', 'consumed', 'dropped'])

/** What became of each copy on the way, by its number; a copy that was only seen has no fate. */
function lostCopies({ world }: ModelBench): readonly string[] {
  const last = new Map<number, string>()
  for (const record of traceRecords(world.trace!)) {
    if (record.kind === 'fate') last.set(record.copy, record.outcome)
    else if (!last.has(record.copy)) last.set(record.copy, 'nothing')
  }
  return [...last].filter(([, end]) => !ENDS.has(end)).map(([copy, end]) => `copy ${copy} ended as ${end}`)
}

law(
  '[DEV6, RX10, BR16] conservation: every copy of every frame is delivered, or has a reason why not',
  history(),
  (wishes) => [wishes],
  (_plays, wishes) => {
    const bench = new ModelBench()
    return wishes.flatMap((wish) => {
      const step = resolve(wish, (dev) => bench.device(dev))
      if (step === undefined) return []
      bench.apply(step)
      return lostCopies(bench)
    })
  },
)

law(
  'replay is run: the same history comes out the same to the letter, order, counters and tables',
  history(),
  (wishes) => [wishes, wishes],
  ([once, again]) => {
    const all = [once!, again!].map(({ outcomes, bench }) =>
      JSON.stringify([outcomes, bench.views(), bench.fdb()]),
    )
    return all[0] === all[1] ? [] : ['they differ']
  },
)

law(
  'to go on from a snapshot is to go on, and does not touch what it was taken of',
  fc.record({ wishes: history(), at: fc.nat({ max: 30 }) }),
  ({ wishes }) => [wishes],
  (_plays, { wishes, at }) => {
    const bench = new ModelBench()
    const early = playOn(bench, wishes.slice(0, at))
    const copy = copyOf(bench)
    const before = JSON.stringify(bench.views())
    const late = playOn(copy, wishes.slice(at))
    const untouched = JSON.stringify(bench.views()) === before
    const same = JSON.stringify(playOn(bench, wishes.slice(at))) === JSON.stringify(late)
    const sameState = JSON.stringify(bench.views()) === JSON.stringify(copy.views())
    return [
      ...(untouched ? [] : ['the world it was taken of has changed']),
      ...(same && sameState ? [] : [`different after ${early.length} steps`]),
    ]
  },
)

function playOn(bench: ModelBench, wishes: readonly Wish[]): readonly Outcome[] {
  return wishes.flatMap((wish) => {
    const step = resolve(wish, (dev) => bench.device(dev))
    return step === undefined ? [] : [bench.apply(step)]
  })
}

/** A bench whose world is a snapshot of another's. */
function copyOf(bench: ModelBench): ModelBench {
  const world = snapshot(bench.world)
  const { root, named } = world.machines.get('bench')!
  return Object.assign(Object.create(ModelBench.prototype), bench, {
    world,
    netns: { x: root, y: named.get('y') },
  })
}
