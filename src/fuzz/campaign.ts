import fc from 'fast-check'
import { allSmallWorlds, type Batch, type BatchResult, runFresh, type Wrong } from './batch.ts'
import { newCrew } from './crew.ts'
import { historiesOn } from './generate-kinds.ts'
import { traitsHere } from './kernel/traits-here.ts'
import type { KernelTraits } from './kernel-traits.ts'
import type { RecordedWorld } from './recording-witness.ts'
import type { WorldRun } from './run-world.ts'
import { addTally, newTally, type Tally } from './tally.ts'

export interface Difference {
  /** Which world it is: that number of the batch of that seed, and how it was shrunk. */
  readonly seed: number
  readonly path: string
  readonly run: WorldRun
}

export interface Report extends Tally {
  readonly differences: Difference[]
}

export interface Campaign {
  readonly seed: number
  readonly worlds: number
  /** All small worlds in the place of random ones. */
  readonly exhaustive?: boolean
  /** Date.now() after which no other world is begun. */
  readonly until: number
  /** No other batch is begun once it is aborted; those under way end, and are told. */
  readonly signal?: AbortSignal
  /** Differences after which it is enough. */
  readonly differences: number
  /** Batches at a time. */
  readonly threads: number
  /** The kernel that the model shall be: this machine's, unless given. */
  readonly traits?: KernelTraits
  /** Told of every world that was played, in order. */
  readonly record?: (worlds: readonly RecordedWorld[]) => void
}

const BATCH = 200

/** Worlds until a limit is reached. `progress` is told after each batch. */
export async function runCampaign(
  campaign: Campaign,
  progress: (report: Report) => void = () => {},
): Promise<Report> {
  const report: Report = { ...newTally(), differences: [] }
  const isOver = () =>
    campaign.signal?.aborted ||
    Date.now() >= campaign.until ||
    report.differences.length >= campaign.differences
  const crew = newCrew(campaign.threads)
  const batches = batchesOf(campaign)
  const underWay: (readonly [Batch, Promise<BatchResult>])[] = []
  const begin = () => {
    const { value } = batches.next()
    if (value) underWay.push([value, crew.run(value)])
  }
  try {
    for (let i = 0; i < crew.size; i++) begin()
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift()) {
      const [batch, result] = [first[0], await first[1]]
      if (!isOver()) begin()
      addTally(report, result.tally)
      campaign.record?.(result.recorded)
      for (const one of result.wrong)
        if (report.differences.length < campaign.differences)
          report.differences.push(await toDifference(batch, one))
      progress(report)
    }
  } finally {
    await crew.close()
  }
  return report
}

function* batchesOf({
  seed,
  worlds,
  exhaustive,
  until,
  traits = traitsHere(),
  record,
}: Campaign): Generator<Batch> {
  const rest = { until, traits, record: record !== undefined }
  const last = exhaustive ? allSmallWorlds().length : worlds
  for (let first = 0; first < last; first += BATCH) {
    const count = Math.min(BATCH, last - first)
    if (exhaustive) yield { worlds: { kind: 'small', first, count }, ...rest }
    else yield { worlds: { kind: 'random', seed: (seed + first / BATCH) | 0, count }, ...rest }
  }
}

async function toDifference({ worlds, traits }: Batch, { index, run }: Wrong): Promise<Difference> {
  if (worlds.kind === 'small') return { seed: 0, path: `${worlds.first + index}`, run }
  return shrink(worlds.seed, index, run, traits)
}

/** The smallest history that still comes out differently; the first one if it does not do so again. */
async function shrink(
  seed: number,
  index: number,
  first: WorldRun,
  traits: KernelTraits,
): Promise<Difference> {
  const property = fc.asyncProperty(
    historiesOn(traits),
    async (wishes) => (await runFresh(wishes, traits)).differences.length === 0,
  )
  const { counterexample, counterexamplePath } = await fc.check(property, { seed, path: String(index) })
  const last = counterexample?.[0] && (await runFresh(counterexample[0], traits))
  const again = last !== undefined && last.differences.length > 0
  return { seed, path: counterexamplePath ?? String(index), run: again ? last : first }
}
