import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMac } from '../../src/frame/mac.ts'
import { compare, formatDifferences } from '../../src/harness/compare.ts'
import { worldLike } from '../../src/harness/kernel-facts.ts'
import { namedMacs } from '../../src/harness/normalise.ts'
import type { Observation } from '../../src/harness/observation.ts'
import { simulate } from '../../src/harness/simulate.ts'
import { firstAddress } from '../../src/properties/setting.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { kernelRefusal } from '../fuzz/kernel-here.ts'

/**
 * A macvlan port with bridge-mode children does what a Linux bridge would do that learns nothing, floods no unknown
 * unicast to its children, and was told their addresses. Each case is a script for both ways to build it.
 */
interface Case {
  readonly children: number
  readonly hairpin: boolean
  readonly frames: readonly Sent[]
}
interface Sent {
  readonly from: string
  readonly to: string
}

const ADDRESSES: Readonly<Record<string, string>> = {
  m0: formatMac(firstAddress('m0')),
  m1: formatMac(firstAddress('m1')),
  m2: formatMac(firstAddress('m2')),
  out: '52:54:00:00:02:01',
  nobody: '02:00:00:00:00:f1',
  everyone: 'ff:ff:ff:ff:ff:ff',
  group: '01:00:5e:01:02:03',
}
const CHILDREN = ['m0', 'm1', 'm2']

const MACVLANS = (dev: string) =>
  `ip link add ${dev} link eth0 address ${ADDRESSES[dev]} up type macvlan mode bridge`
const PORTS = (dev: string) => `ip link add ${dev} address ${ADDRESSES[dev]} type veth peer name port-${dev}
ip link set port-${dev} master inside up
bridge link set dev port-${dev} learning off flood off
bridge fdb add ${ADDRESSES[dev]} dev port-${dev} master static
ip link set ${dev} up`
const BRIDGE = `ip link add inside up type bridge mcast_snooping 0
ip link set eth0 master inside
bridge link set dev eth0 learning off`

function script({ children, hairpin, frames }: Case, build: 'macvlan' | 'bridge'): string {
  const made = CHILDREN.slice(0, children).map(build === 'macvlan' ? MACVLANS : PORTS)
  const sent = frames.map(({ from, to }, at) => {
    const where = from === 'out' ? 'on gw mausezahn eth0' : `mausezahn ${from}`
    return `${where} -q -c 1 -p 60 -a ${ADDRESSES[from]} -b ${ADDRESSES[to]} 88:b5:00:0${at}\nsleep 0.1`
  })
  const mirror = hairpin ? ['on sw bridge link set dev p1 hairpin on'] : []
  return [...mirror, ...(build === 'bridge' ? [BRIDGE] : []), ...made, ...sent, ''].join('\n')
}

/** `0 m1 broadcast`: which frame came in at which child, or outside. */
function received({ trace }: Observation): readonly string[] {
  return trace
    .filter(({ machine, dev, type }) => type !== 'outgoing' && (machine === 'gw' || CHILDREN.includes(dev)))
    .filter(({ frame }) => frame.slice(24, 28) === '88b5')
    .map(({ machine, dev, type, frame }) => `${frame.slice(30, 32)} ${machine} ${dev} ${type}`)
    .toSorted()
}

async function observe(text: string): Promise<Observation> {
  return (await simulate({ topology: defaultTopology, script: { name: 'x.sh', text } })).observation
}

const cases = (to: readonly string[], hairpin = false): fc.Arbitrary<Case> =>
  fc
    .record({
      children: fc.integer({ min: 1, max: 3 }),
      frames: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...to)), { minLength: 1, maxLength: 6 }),
    })
    .map(({ children, frames }) => {
      const stations = [...CHILDREN.slice(0, children), 'out']
      const sent = frames.map(([of, wanted]) => ({ from: stations[of % stations.length]!, to: wanted }))
      return { children, hairpin, frames: sent.filter(({ from, to: dst }) => from !== dst) }
    })

const LIKE = [...CHILDREN, 'out', 'nobody', 'everyone']
const WORLDS = 100

test(`[TX3, TX4, RX8, MC4] the same frames reach the same children, and the outside, in ${WORLDS} worlds`, async () => {
  const property = fc.asyncProperty(cases(LIKE), async (one) => {
    const [macvlan, bridge] = [await observe(script(one, 'macvlan')), await observe(script(one, 'bridge'))]
    expect(received(macvlan)).toEqual(received(bridge))
  })
  await fc.assert(property, { seed: 6, numRuns: WORLDS })
}, 300_000)

describe('where they differ', () => {
  const both = async (one: Case) => ({
    macvlan: received(await observe(script(one, 'macvlan'))),
    bridge: received(await observe(script(one, 'bridge'))),
  })
  test('[TX4] a macvlan hears what it writes to itself; a bridge sends nothing back through the port', async () => {
    const { macvlan, bridge } = await both({
      children: 1,
      hairpin: false,
      frames: [{ from: 'm0', to: 'm0' }],
    })
    expect([macvlan, bridge]).toEqual([['00 host m0 host'], []])
  })
  test('[MC5] a macvlan hears the groups that it has joined; a bridge without snooping floods them all', async () => {
    const { macvlan, bridge } = await both({
      children: 1,
      hairpin: false,
      frames: [{ from: 'out', to: 'group' }],
    })
    expect([macvlan, bridge]).toEqual([[], ['00 host m0 multicast']])
  })
  test('[MC2, RX3] what a mirror sends back a macvlan port knows again; a bridge gives it to all once more', async () => {
    const { macvlan, bridge } = await both({
      children: 2,
      hairpin: true,
      frames: [{ from: 'm0', to: 'everyone' }],
    })
    const outside = '00 gw eth0 broadcast'
    expect(macvlan).toEqual([outside, '00 host m1 broadcast'])
    expect(bridge).toEqual([outside, '00 host m0 broadcast', '00 host m1 broadcast', '00 host m1 broadcast'])
  })
})

test.skipIf(kernelRefusal !== undefined)(
  'this kernel does the same, in either way',
  async () => {
    const { runOnKernel } = await import('../../src/harness/kernel.ts')
    const exceptions = [
      { children: 1, hairpin: false, frames: [{ from: 'm0', to: 'm0' }] },
      { children: 2, hairpin: true, frames: [{ from: 'm0', to: 'everyone' }] },
    ]
    for (const one of [...fc.sample(cases(LIKE), { seed: 6, numRuns: 4 }), ...exceptions])
      for (const build of ['macvlan', 'bridge'] as const) {
        const text = script(one, build)
        const run = await runOnKernel({ topology: defaultTopology, script: { name: 'x.sh', text } })
        if (run.outcome !== 'ended') throw new Error(run.message)
        const world = worldLike(run.kernel)
        const model = await simulate({ topology: defaultTopology, script: { name: 'x.sh', text }, world })
        const differences = compare(model.observation, run.observation, namedMacs(defaultTopology, text))
        expect(formatDifferences(differences, 'simulator', 'kernel')).toBe('')
      }
  },
  300_000,
)
