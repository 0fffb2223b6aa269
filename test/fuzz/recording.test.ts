import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { FIXED } from '../../src/fuzz/bench.ts'
import { ModelBench } from '../../src/fuzz/model-bench.ts'
import { RecordingFile, readRecording } from '../../src/fuzz/recording.ts'
import { type RecordedWorld, RecordingWitness } from '../../src/fuzz/recording-witness.ts'
import { replayWorlds } from '../../src/fuzz/replay.ts'
import { runWorld } from '../../src/fuzz/run-world.ts'
import type { Step } from '../../src/fuzz/step.ts'
import type { Witness } from '../../src/fuzz/witness.ts'
import { create, macOf, send } from './regressions/play.ts'

const directory = mkdtempSync(join(tmpdir(), 'fuzz-recording-'))
afterAll(() => rmSync(directory, { recursive: true }))

const HISTORY: readonly Step[] = [
  create('m0', 'bridge'),
  create('m1', 'source', { options: { sources: { how: 'add', address: macOf(0) } } }),
  send('m0', macOf(1), macOf(0)),
  { do: 'change', dev: 'p2', changes: { master: null } },
  { do: 'change', dev: 'm0', changes: { netns: 'y' } },
  { do: 'delete', dev: 'm1' },
  send('eth1', macOf(0), macOf(7)),
]

/** A kernel that does exactly as the model does. */
class Imitator implements Witness {
  private readonly model = new ModelBench()
  play(step: Step) {
    return this.model.apply(step)
  }
  state() {
    return { views: this.model.views(), tables: this.model.tables() }
  }
}

async function record(steps: readonly Step[]): Promise<RecordedWorld> {
  const witness = new RecordingWitness(new Imitator())
  expect((await runWorld(steps, witness)).differences).toEqual([])
  return witness.recorded
}

test('what was recorded can be read and played again, with nothing lost', async () => {
  const file = join(directory, 'one.jsonl.gz')
  const recording = new RecordingFile(file, { release: '6.18.1', seed: 7 })
  recording.add([await record(HISTORY), await record(HISTORY.slice(2))])
  await recording.close()
  const { header, worlds } = await readRecording(file)
  expect(header).toEqual({ format: 1, release: '6.18.1', seed: 7 })
  const { differences, ...tally } = await replayWorlds(worlds, { version: '6.18' })
  expect(differences).toEqual([])
  expect(tally).toMatchObject({ worlds: 2, steps: HISTORY.length + 2, frames: 3 })
})

test('a recording in which anything is otherwise is noticed', async () => {
  const world = await record(HISTORY)
  const others: RecordedWorld[] = world.flatMap((step, at) => [
    world.with(at, { ...step, reply: 'EBUSY' }),
    world.with(at, { ...step, seen: [...step.seen, 'out host'] }),
    world.with(at, { ...step, views: [{ name: FIXED[0]!, grown: { 5: 1 } }, ...step.views] }),
    world.with(at, { ...step, fdb: { more: [...step.fdb.more, '1 10 self'], less: [] } }),
  ])
  for (const other of others) {
    const { differences } = await replayWorlds([other], { version: '6.18' })
    expect(differences).toHaveLength(1)
  }
})
