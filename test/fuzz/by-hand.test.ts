import { expect, test } from 'vitest'
import { BROADCAST } from '../../src/frame/mac.ts'
import { playByHand } from '../../src/fuzz/by-hand.ts'
import { labScript } from '../../src/fuzz/lab-script.ts'
import { ModelBench } from '../../src/fuzz/model-bench.ts'
import type { Step } from '../../src/fuzz/step.ts'
import { kernelRefusal } from './kernel-here.ts'
import { create, GROUP, macOf, STRANGER, send } from './regressions/play.ts'

const HISTORY: readonly Step[] = [
  create('m0', 'bridge'),
  create('m1', 'vepa', { netns: 'y' }),
  { do: 'port', dev: 'p0', changes: { hairpin: true } },
  { do: 'fdb', dev: 'p1', how: 'add', of: 'master', mac: STRANGER, state: 'noarp' },
  { do: 'neighbour', dev: 'm0', how: 'add', address: 0xc000_0201, mac: macOf(3), state: 'permanent' },
  { do: 'bridge', dev: 'br1', ageingTime: 0 },
  { do: 'group', dev: 'm0', how: 'add', mac: GROUP },
  send('m0', BROADCAST, macOf(0)),
  send('out', macOf(1), STRANGER, { vlan: 7 }),
  { do: 'delete', dev: 'm0' },
]

const sorted = (steps: readonly { readonly seen: readonly string[] }[]) =>
  steps.map(({ seen }) => seen.toSorted())

test.skipIf(kernelRefusal !== undefined)(
  'a history typed as commands of the real tools does what the model foretells',
  async () => {
    const model = new ModelBench()
    const foretold = HISTORY.map((step) => model.apply(step))
    const played = await playByHand(HISTORY)
    if (typeof played === 'string') throw new Error(played)
    expect(played.steps.map(({ said }) => said)).toEqual(HISTORY.map(() => 'ok'))
    expect(sorted(played.steps)).toEqual(sorted(foretold))
    expect(played.shown.join('\n')).toContain('02:00:00:00:00:f1 dev p2 master br0 static')
  },
  120_000,
)

test('a lab keeps its history, so that it can be played again', () => {
  const run = {
    traits: {},
    steps: HISTORY,
    differences: [],
    frames: 2,
    sightings: 0,
    reordered: 0,
    collisions: 0,
    late: 0,
  }
  const [, kept] = /^# steps: (.*)$/m.exec(labScript(run, 'seed 1, path 2')) ?? []
  expect(JSON.parse(kept!)).toEqual(HISTORY)
})
