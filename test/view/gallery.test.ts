import { describe, expect, test } from 'vitest'
import { kernelsThatRan } from '../../playground/build/recorded-kernels.ts'
import { FIRST, readScenario, readScript, scenarioNames } from '../../playground/build/scenario-files.ts'
import { evidenceOf, galleryLab, runScenario } from '../../playground/build/scenario-runs.ts'
import { choiceOf, topicsIn } from '../../playground/lab/gallery-choice.ts'
import { scriptOf, topologyFileOf } from '../../playground/lab/own-machine.ts'
import { RULE_BOOK } from '../../src/explain/rule-book.ts'
import { parseTopology } from '../../src/topology/parse-topology.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

const names = [FIRST, 'vepa-and-the-mirror', 'across-two-hosts', 'multicast-groups', 'passthru-alone']
const runs = await Promise.all(names.map((name) => runScenario(readScenario(name))))
const labs = runs.map(galleryLab)
const lab = (name: string) => labs.find((one) => one.name === name)!

describe('the gallery', () => {
  test('every scenario has a sentence and something to type', () => {
    for (const name of scenarioNames()) {
      const { about, blocks } = readScenario(name)
      expect(about.length, name).toBeGreaterThan(20)
      expect(blocks.length, name).toBeGreaterThan(0)
    }
  })

  test('topics come from what was seen', () => {
    expect(lab('vepa-and-the-mirror').topics).toEqual(['vepa', 'hairpin'])
    expect(lab('across-two-hosts').topics).toEqual(['private', 'hosts'])
    expect(lab('multicast-groups').topics).toContain('broadcast')
    expect(lab('passthru-alone').topics).toContain('passthru')
    expect(topicsIn(labs)).toContain('hosts')
  })

  test('words and a topic choose', () => {
    const said = ({ about }: { about: string }) => about
    const found = (search: string, topic?: 'vepa') =>
      choiceOf(labs, { search, topic }, said).map(({ name }) => name)
    expect(found('')).toEqual(names)
    expect(found('', 'vepa')).toEqual(['vepa-and-the-mirror'])
    expect(found('MIRROR vepa')).toEqual(['vepa-and-the-mirror'])
    expect(found('no such thing')).toEqual([])
  })

  test('a picture shows the houses, the devices in their modes, and the way of a frame', () => {
    const { boxes, ways, ends, w, h } = lab(FIRST).thumbnail
    expect(boxes.filter(({ kind }) => kind === 'house')).toHaveLength(2)
    expect(boxes.filter(({ mode }) => mode === 'bridge')).toHaveLength(2)
    expect(ways).toMatch(/^M[\d MLl.-]+$/)
    expect(ends.length).toBeGreaterThan(0)
    for (const { at } of boxes) {
      expect(at[0] + at[2]).toBeLessThanOrEqual(w)
      expect(at[1] + at[3]).toBeLessThanOrEqual(h)
    }
  })
})

describe('real or model', () => {
  test('a badge names kernels of which there is a recording of just this script', () => {
    expect(readScenario(FIRST).kernels).toContain('6.18')
    const script = readScript(FIRST)
    const { topology } = readScenario(FIRST)
    expect(kernelsThatRan(FIRST, `${script}# changed\n`, topology)).toEqual([])
    expect(kernelsThatRan(FIRST, script, defaultTopology)).toEqual([])
    expect(kernelsThatRan('no-such-scenario', script, topology)).toEqual([])
  })

  test('kernels are in order of their age', () => {
    const { kernels = [] } = readScenario(FIRST)
    const age = (release: string) => release.split('.').map(Number)
    const order = kernels.toSorted((a, b) => age(a)[0]! - age(b)[0]! || age(a)[1]! - age(b)[1]!)
    expect(kernels).toEqual(order)
  })

  test('a rule is as verified as the scenarios whose frames met it', () => {
    const evidence = evidenceOf(runs)
    expect(evidence['TX4']).toMatchObject({ scenarios: expect.arrayContaining([FIRST]) })
    expect(evidence['TX4']!.kernels).toContain('6.18')
    const ids = new Set(RULE_BOOK.flatMap(({ rules }) => rules.map(({ id }) => id)))
    expect(Object.keys(evidence).filter((id) => !ids.has(id))).toEqual([])
    const unverified = runs.map((run) => ({ ...run, file: { ...run.file, kernels: [] } }))
    expect(evidenceOf(unverified)).toEqual({})
  })
})

describe('what goes to one’s own machine', () => {
  test.each(scenarioNames())('the world of %s comes back out of its file', (name) => {
    // Whether IPv6 is on is for the script's head to say.
    const { ipv6: _, ...topology } = readScenario(name).topology
    const parsed = parseTopology(topologyFileOf(topology))
    if (!parsed.ok) throw new Error(parsed.errors[0]?.message)
    const bare = (one: typeof topology) =>
      JSON.parse(JSON.stringify(one).replaceAll(/"line":\d+/g, '"line":0'))
    expect(bare(parsed.topology)).toEqual(bare(topology))
  })

  test('a script says where each line was typed', () => {
    const entries = [
      { place: 'host', text: 'ip link' },
      { place: 'host/ns1', text: "echo 'a'" },
      { place: 'gw', text: 'ip addr' },
    ]
    expect(scriptOf(entries, { scriptMachine: 'host' }, 'lab.clab.yml')).toBe(
      [
        '# topology: lab.clab.yml\n',
        'ip link',
        "ip netns exec ns1 bash -c 'echo '\\''a'\\'''",
        "on gw bash -c 'ip addr'\n",
      ].join('\n'),
    )
  })
})
