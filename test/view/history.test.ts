import { describe, expect, test } from 'vitest'
import { type Branch, keep, swap } from '../../playground/lab/branches.ts'
import { forkAt } from '../../playground/lab/fork.ts'
import { Lab } from '../../playground/lab/lab.ts'
import type { Entry } from '../../playground/lab/script.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

const CHILD = 'ip link add link eth0 name m1 type macvlan mode bridge'
const SETUP = [CHILD, 'ip addr add 192.168.56.11/24 dev m1', 'ip link set m1 up']

interface Bench {
  readonly lab: Lab
  /** Everything that was written, terminal by terminal. */
  readonly said: Record<string, string>
}

async function bench(): Promise<Bench> {
  const said: Record<string, string> = {}
  const onOutput = (place: string, text: string) => {
    said[place] = (said[place] ?? '') + text
  }
  return { lab: await Lab.boot(defaultTopology, { onOutput, onPrompt: () => {}, onChange: () => {} }), said }
}

async function again(entries: readonly Entry[], until?: number): Promise<Bench> {
  const one = await bench()
  await one.lab.replay(entries, { until })
  return one
}

const at = (text: string): Entry => ({ place: 'host', text })
const until = (condition: () => boolean) =>
  expect.poll(condition, { timeout: 20_000, interval: 5 }).toBe(true)

/** A capture in one terminal, pings in another, and Ctrl-C in both. */
async function captureWhilePinging(): Promise<Bench> {
  const one = await bench()
  const { lab, said } = one
  for (const line of SETUP) await lab.run('host', line)
  const capture = lab.run('gw', 'tcpdump -n -i eth0 icmp')
  lab.speed = 50
  const ping = lab.run('host', 'ping 192.168.56.1')
  await until(() => (said['host'] ?? '').includes('icmp_seq=3'))
  lab.interrupt('host')
  await until(() => !lab.isBusy('host'))
  lab.interrupt('gw')
  await Promise.all([capture, ping])
  return one
}

describe('a lab run again', () => {
  test('a capture and the pings that it saw come back to the letter, Ctrl-C and all', async () => {
    const first = await captureWhilePinging()
    expect(first.said['gw']).toMatch(/ICMP echo request[\s\S]*packets captured/)
    const second = await again(first.lab.entries)
    expect(second.said).toEqual(first.said)
    expect(second.lab.world.now).toBe(first.lab.world.now)
    expect(second.lab.recording.length).toBe(first.lab.recording.length)
    expect(second.lab.entries).toEqual(first.lab.entries)
  })

  test('what nobody ended goes on, at its real pace, from the moment to which it had come', async () => {
    const { lab, said } = await again([...SETUP, 'ping 192.168.56.1'].map(at), 5_000_000_000)
    expect(lab.isBusy('host')).toBe(true)
    expect(lab.speed).toBe(1)
    expect(lab.world.now).toBeLessThanOrEqual(5_000_000_000)
    expect(said['host']).toContain('icmp_seq=4')
    expect(said['host']).not.toContain('icmp_seq=7')
    lab.close()
  })

  test('what only waits for others does not keep the page waiting', async () => {
    const { lab } = await again([at('tcpdump -n -i eth0')])
    expect(lab.isBusy('host')).toBe(true)
    lab.close()
  })

  test('a time that never comes is passed over', async () => {
    const late: Entry = { ...at('echo late'), at: 9e15 }
    const { said } = await again([at('echo first'), late, { ...late, place: 'gw', stopAt: 9e15 }])
    expect(said).toEqual({ host: 'first\nlate\n', gw: 'late\n' })
  })
})

describe('a fork', async () => {
  const first = await again([...SETUP, 'ping -c 3 192.168.56.1', 'ip link del m1'].map(at))
  const { lab } = first
  const { beats } = lab.recording.flights

  test('at the beginning, what sent the first frame is offered, and the bench stands', () => {
    const fork = forkAt(lab.entries, lab.recording, 0)
    expect(fork.entries.map(({ text }) => text)).toEqual(SETUP)
    expect(fork.later.map(({ text }) => text)).toEqual(['ping -c 3 192.168.56.1', 'ip link del m1'])
  })

  test('at the end is all of it', () => {
    expect(forkAt(lab.entries, lab.recording, lab.recording.length)).toMatchObject({
      entries: lab.entries,
      later: [],
    })
  })

  test('at any movement, the past is the same and the ping goes on', async () => {
    for (const beat of [beats[2]!, beats[Math.floor(beats.length / 2)]!]) {
      const fork = forkAt(lab.entries, lab.recording, beat.last + 1)
      expect(fork.later).toEqual([at('ip link del m1')])
      const branch = await again(fork.entries, fork.until)
      const shared = branch.lab.recording.flights.beats.length
      expect(shared).toBeGreaterThan(beat.index)
      const told = (one: Lab) =>
        one.recording.flights.beats.slice(0, shared).map(({ time, moves }) => ({ time, moves }))
      expect(told(branch.lab)).toEqual(told(lab))
      expect(branch.lab.isBusy('host')).toBe(true)
      branch.lab.speed = Infinity
      branch.lab.interrupt('host')
      await until(() => !branch.lab.busy)
      expect(branch.said['host']).toMatch(/[12] packets transmitted/)
    }
  })
})

describe('histories', () => {
  const branch = (...texts: string[]): Branch => ({ entries: texts.map(at), offered: [] })

  test('what is left is kept, once', () => {
    const kept = keep([], branch('a', 'b'), branch('a', 'c'))
    expect(kept).toEqual([branch('a', 'b')])
    expect(keep(kept, branch('a', 'b'), branch('d'))).toEqual(kept)
  })

  test('one that goes on where another ended takes its place', () => {
    expect(keep([branch('a')], branch('a', 'b'), branch())).toEqual([branch('a', 'b')])
    expect(keep([], branch('a'), branch('a', 'b'))).toEqual([])
  })

  test('a fork within the last line leaves the line as it went on', () => {
    const cut: Branch = { ...branch('a', 'b'), until: 5 }
    expect(keep([], branch('a', 'b'), cut)).toEqual([branch('a', 'b')])
    expect(keep([], cut, branch('a', 'b'))).toEqual([])
  })

  test('the same line at another time is another history', () => {
    const later: Branch = { entries: [at('a'), { ...at('b'), at: 5 }], offered: [] }
    expect(keep([branch('a', 'b')], later, branch())).toHaveLength(2)
  })

  test('going back to one leaves the other', () => {
    const [left, current] = [branch('a', 'b'), branch('a', 'c')]
    expect(swap([left], 0, current)).toEqual([current])
    expect(swap([left], 7, current)).toEqual([left])
  })
})
