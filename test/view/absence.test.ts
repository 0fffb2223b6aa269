import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../playground/lab/blocks.ts'
import { Lab } from '../../playground/lab/lab.ts'
import { type Absence, whyAbsent } from '../../playground/record/absence.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { SIBLINGS } from './siblings.ts'

const ASIDE = 'ip link add link eth0 name aside address 02:00:00:00:00:09 up type macvlan mode private\n'

const silent = () => {}
const lab = await Lab.boot(defaultTopology, { onOutput: silent, onPrompt: silent, onChange: silent })
for (const block of blocksOf(ASIDE + SIBLINGS)) await lab.run('host', block)
const { flights } = lab.recording.flights
const question = flights.findIndex(({ purpose }) => purpose.includes('ARP request: who has 192.168.56.12'))

function ask(flight: number, name: string): Absence {
  const scene = lab.recording.sceneAt(Infinity)
  const device = scene.devices.find((one) => one.name === name && one.machine !== 'gw')!
  return whyAbsent(flights[flight]!, device, scene)
}

describe('why did a device not get a frame', () => {
  test('it sent it, or it did get it', () => {
    expect(ask(question, 'mac1')).toEqual({ kind: 'sent' })
    expect(ask(question, 'mac2')).toEqual({ kind: 'got' })
  })

  test('a rule was asked about it, and left it out: a private sibling gets no broadcast of a bridge one', () => {
    const absence = ask(question, 'aside')
    expect(absence).toMatchObject({ kind: 'left-out', at: 'mac1' })
    if (absence.kind !== 'left-out') throw new Error('not left out')
    expect(absence.steps[0]).toMatchObject({ rule: { id: 'MC4' }, held: false })
    expect(absence.steps[0]!.values).toContainEqual(['to', 'aside'])
  })

  test('no copy came near it: this is where they ended', () => {
    const absence = ask(question + 2, 'aside')
    if (absence.kind !== 'never-near') throw new Error(`it is ${absence.kind}`)
    expect(absence.ends.map(({ at, step }) => [at, step.kind])).toEqual([['mac2', 'fate']])
  })
})
