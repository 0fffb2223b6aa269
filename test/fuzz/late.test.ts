import { describe, expect, test } from 'vitest'
import type { KernelVersion } from '../../src/device/kernel-version.ts'
import { ModelBench } from '../../src/fuzz/model-bench.ts'
import { type RecordedWorld, RecordingWitness } from '../../src/fuzz/recording-witness.ts'
import { replayWorlds } from '../../src/fuzz/replay.ts'
import { runWorld } from '../../src/fuzz/run-world.ts'
import type { Outcome, Step } from '../../src/fuzz/step.ts'
import type { State, Witness } from '../../src/fuzz/witness.ts'
import { create } from './regressions/play.ts'

const HISTORY: readonly Step[] = [
  create('m0', 'bridge'),
  { do: 'change', dev: 'eth0', changes: { up: false } },
]

/** A kernel that does as the model does, and tells some of it only when it is asked so many times again. */
class LateWitness implements Witness {
  asked = 0
  private readonly bench: ModelBench
  private readonly early: (state: State) => State
  private left = 0
  private readonly times: number

  constructor(version: KernelVersion, times: number, early: (state: State) => State) {
    this.bench = new ModelBench(undefined, { version })
    this.times = times
    this.early = early
  }

  play(step: Step): Outcome {
    this.left = this.times
    return this.bench.apply(step)
  }

  state(): State {
    const state = { views: this.bench.views(), tables: this.bench.tables() }
    return this.left > 0 ? this.early(state) : state
  }

  async stateLater(): Promise<State | undefined> {
    this.asked++
    if (this.left <= 0) return undefined
    this.left--
    return this.state()
  }
}

const oldState = (state: State): State => ({
  ...state,
  views: state.views.map((view) => ({
    ...view,
    operstate: 0,
    flags: view.flags.replace(' running', ''),
    port: view.port?.replace(/^\w+/, 'disabled'),
  })),
})
const lostCounter = (state: State): State => ({
  ...state,
  views: state.views.map((view) => ({ ...view, counters: view.counters.map(() => 7) })),
})
const oldNeighbour = (state: State): State => ({
  ...state,
  tables: { ...state.tables, neighbours: new Map([['192.0.2.2 m0', '20000000000a0 stale']]) },
})
const shortLists = (state: State): State => ({ ...state, tables: { ...state.tables, own: new Set() } })

describe('a kernel that brings up to date from a work item what it tells', () => {
  test.each([
    ['6.1', 'the state of a link', oldState],
    ['6.1', 'a neighbour', oldNeighbour],
    ['7.3', 'a list of addresses', shortLists],
    ['7.3', 'a neighbour', oldNeighbour],
  ] as const)('%s is asked again for %s, and counted', async (version, _, early) => {
    const witness = new LateWitness(version, 3, early)
    const { differences, late } = await runWorld(HISTORY, witness, { version })
    expect([differences, late, witness.asked]).toEqual([[], HISTORY.length, 3 * HISTORY.length])
  })

  test('what stays as it is is a difference', async () => {
    const witness = new LateWitness('6.1', Number.POSITIVE_INFINITY, oldState)
    witness.stateLater = async () => undefined
    const { differences, steps } = await runWorld(HISTORY, witness, { version: '6.1' })
    expect(steps.length).toBe(1)
    expect(differences).toContain('m0 operstate: model 6, kernel 0')
  })

  test.each([
    ['6.18', 'the state of a link', oldState],
    ['6.18', 'a list of addresses', shortLists],
    ['6.18', 'a neighbour', oldNeighbour],
    ['6.1', 'a list of addresses', shortLists],
    ['6.1', 'a counter', lostCounter],
    ['7.3', 'a counter', lostCounter],
  ] as const)('%s is not asked again for %s', async (version, _, early) => {
    const witness = new LateWitness(version, 3, early)
    const { differences } = await runWorld(HISTORY, witness, { version })
    expect(differences).not.toEqual([])
    expect(witness.asked).toBe(0)
  })

  test('a recording keeps what it told last', async () => {
    const witness = new RecordingWitness(new LateWitness('6.1', 2, oldState))
    await runWorld(HISTORY, witness, { version: '6.1' })
    const world: RecordedWorld = witness.recorded
    expect(world.length).toBe(HISTORY.length)
    expect((await replayWorlds([world], { version: '6.1' })).differences).toEqual([])
  })
})
