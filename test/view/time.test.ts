import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createActor } from 'xstate'
import { captureFile } from '../../playground/record/capture-file.ts'
import { chipsAt, lossOf } from '../../playground/record/chips.ts'
import { FlightRecorder } from '../../playground/record/flights.ts'
import { stepBeat, stepDecision } from '../../playground/record/steps.ts'
import { timelineMachine } from '../../playground/record/timeline-machine.ts'
import { runLab } from '../../src/shell/lab.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { traceRecords } from '../../src/world/tracing.ts'
import { stateChart } from './state-chart.ts'

async function record(script: string): Promise<FlightRecorder> {
  const { world } = await runLab({
    topology: defaultTopology,
    script: { name: 'lab', text: script },
    world: { trace: true },
  })
  const recorder = new FlightRecorder()
  for (const record of traceRecords(world.trace!)) recorder.add(record)
  return recorder
}

const SIBLINGS = `for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done
ip netns exec ns1 ping -c 1 192.168.56.12
`

describe('flights of a ping between siblings', async () => {
  const recorder = await record(SIBLINGS)
  const { flights, beats } = recorder

  test('the question, its answer, the request and the reply are four frames', () => {
    expect(flights.map(({ purpose }) => purpose.replace(/[:,].*| for .*| from .*/, ''))).toEqual([
      'an ARP request',
      'an ARP reply',
      'an echo request',
      expect.stringContaining('echo reply'),
    ])
  })

  test('every record belongs to a frame, and movements follow each other in time', () => {
    for (const [i, beat] of beats.entries()) {
      expect(beat.last).toBeGreaterThanOrEqual(beat.first)
      if (i > 0) expect(beat.first).toBeGreaterThan(beats[i - 1]!.last)
    }
  })

  test('each movement begins where the copy was, a new copy where its parent has been', () => {
    const been = new Map<number, number[]>()
    for (const { moves } of beats)
      for (const { copy, from, to, parent } of moves) {
        const before = been.get(copy)
        if (before) expect(from?.device).toBe(before.at(-1))
        else if (parent !== undefined) expect(been.get(parent)).toContain(from?.device)
        been.set(copy, [...(before ?? []), to.device])
      }
  })

  test('the broadcast splits in one movement: to the sibling and to the parent', () => {
    const split = beats.find(({ moves }) => moves.length > 1)!
    expect(split.moves.map(({ to }) => to.dev).sort()).toEqual(['eth0', 'mac2'])
  })

  test('steps forward and back meet the same places', () => {
    const forward = [0]
    while (forward.at(-1)! < recorder.end && forward.length <= beats.length)
      forward.push(stepBeat(beats, forward.at(-1)!, 1))
    const back = [forward.at(-1)!]
    while (back.at(-1)! > 0) back.push(stepBeat(beats, back.at(-1)!, -1))
    expect(back.toReversed()).toEqual(forward.filter((at, i) => at !== forward[i - 1]))
  })

  test('decisions forward and back meet the same places', () => {
    const first = stepDecision(flights, 0, 1)
    const second = stepDecision(flights, first, 1)
    expect(second).toBeGreaterThan(first)
    expect(stepDecision(flights, second, -1)).toBe(first)
  })

  test('nobody is under way before the beginning, and the end is shown where it happened', () => {
    expect(chipsAt(beats, 0)).toEqual([])
    const last = chipsAt(beats, recorder.end)
    expect(last.some(({ ending }) => ending !== undefined && !ending.died)).toBe(true)
  })

  test('the capture file has a packet for each sighting', () => {
    const seen = flights.flatMap(({ records }) => records).filter(({ kind }) => kind === 'seen').length
    const bytes = captureFile(flights)
    const view = new DataView(bytes.buffer)
    let packets = 0
    for (let at = 0; at < bytes.length; at += view.getUint32(at + 4, true))
      if (view.getUint32(at, true) === 6) packets++
    expect(packets).toBe(seen)
  })
})

describe('flights of a ping between siblings whose switch does not reflect', async () => {
  // The switch learns from the sibling's own question where it is: behind the port that the ping comes from.
  const { beats } =
    await record(`${SIBLINGS.replaceAll('mode bridge', 'mode vepa').replace(/^.*ping.*$/m, '')}
ip -n ns1 neigh add 192.168.56.12 lladdr 02:00:00:00:00:02 dev mac1
ip netns exec ns2 ping -c 1 -W 1 192.168.56.99
ip netns exec ns1 ping -c 1 -W 1 192.168.56.12
ip netns exec ns2 ping -c 1 -W 1 192.168.56.98
`)
  const lossesAt = (index: number) =>
    chipsAt(beats, beats[index]!.last + 1)
      .filter(({ ending }) => ending !== undefined)
      .map(({ flight, ending, at }) => `${at.dev} ${lossOf(flight, ending!)}`)
  const died = beats.findIndex(({ endings }) => endings.some(({ rule }) => rule === 'BR16'))

  test('a loss has its reason in a word, where it was, and stays long enough to be read', () => {
    expect(beats[died]!.endings).toHaveLength(1)
    expect(lossesAt(died)).toContain('p1 noHairpin')
    expect(lossesAt(died + 1)).toContain('p1 noHairpin')
    expect(lossesAt(died + 2)).toContain('p1 noHairpin')
    expect(lossesAt(died + 3)).not.toContain('p1 noHairpin')
  })
})

describe('the timeline', () => {
  const start = () => {
    const actor = createActor(timelineMachine).start()
    actor.send({ type: 'GREW', end: 10 })
    return actor
  }
  const state = (actor: ReturnType<typeof start>) => [
    actor.getSnapshot().value,
    actor.getSnapshot().context.at,
  ]

  test('new frames are shown as they come', () => {
    const actor = start()
    expect(state(actor)).toEqual(['playing', 0])
    actor.send({ type: 'SHOWN', at: 4 })
    expect(state(actor)).toEqual(['playing', 4])
    actor.send({ type: 'SHOWN', at: 12 })
    expect(state(actor)).toEqual(['following', 10])
  })

  test('who stops stays where they are, whatever happens', () => {
    const actor = start()
    actor.send({ type: 'SEEK', at: 3 })
    actor.send({ type: 'GREW', end: 20 })
    expect(state(actor)).toEqual(['paused', 3])
  })

  test('typing brings the present back', () => {
    const actor = start()
    actor.send({ type: 'SEEK', at: 3 })
    actor.send({ type: 'TYPED' })
    expect(state(actor)).toEqual(['following', 10])
  })

  test('play at the end begins at the beginning', () => {
    const actor = start()
    actor.send({ type: 'SEEK', at: 10 })
    actor.send({ type: 'PLAY' })
    expect(state(actor)).toEqual(['playing', 0])
  })

  test('a position is never before the beginning or after the end', () => {
    const actor = start()
    actor.send({ type: 'SEEK', at: -4 })
    expect(state(actor)).toEqual(['paused', 0])
    actor.send({ type: 'SEEK', at: 99 })
    expect(state(actor)).toEqual(['paused', 10])
  })

  test('who hurries sees nothing on the way, and cannot be stopped there', () => {
    const actor = start()
    actor.send({ type: 'HURRY' })
    actor.send({ type: 'GREW', end: 30 })
    actor.send({ type: 'SEEK', at: 2 })
    expect(state(actor)).toEqual(['hurrying', 30])
    actor.send({ type: 'ARRIVED' })
    expect(state(actor)).toEqual(['following', 30])
  })

  test('a link leads to its moment', () => {
    const actor = start()
    actor.send({ type: 'HURRY' })
    actor.send({ type: 'ARRIVED', at: 4 })
    expect(state(actor)).toEqual(['paused', 4])
    actor.send({ type: 'HURRY' })
    actor.send({ type: 'ARRIVED', at: 4000 })
    expect(state(actor)).toEqual(['paused', 10])
  })

  test('its chart in the documentation is its own', async () => {
    const file = new URL('../../docs/playground.md', import.meta.url)
    const [before] = readFileSync(file, 'utf8').split(/(?<=time\.test\.ts -->\n)/)
    await expect(`${before}${stateChart(timelineMachine)}\n`).toMatchFileSnapshot(file.pathname)
  })
})
