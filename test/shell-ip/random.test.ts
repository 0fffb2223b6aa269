import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences, type Outcome, type Step, steps } from './compare.ts'
import { runOnKernel, whyNoKernel } from './kernel.ts'
import { newBench } from './model.ts'

const noKernel = whyNoKernel()

const SETUP = steps(`
  ip netns add n1
  ip link add e0 address 02:00:00:00:00:01 type veth peer name e1 address 02:00:00:00:00:02
  ip link add br0 address 02:00:00:00:00:03 type bridge mcast_snooping 0
  ip link add link e0 m0 address 02:00:00:00:00:04 type macvlan mode bridge
  ip link set lo up
  ip link set e1 up
  ip link set e0 up
  ip link set m0 up
  ip addr add 10.0.0.1/24 dev e0
  ip addr add 10.0.0.2/24 brd + dev m0
`)

/** Beginnings of a word count as well, and so does a slip at its end. */
const typed = (word: string) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(word) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: word.length }).map((length) => word.slice(0, length)) },
    { weight: 1, arbitrary: fc.constant(`${word}x`) },
  )

const anyOf = (words: string) =>
  fc.constantFrom(...words.split(' ').filter((word) => word !== '')).chain(typed)
const exactly = (words: string) => fc.constantFrom(...words.split(' ').filter((word) => word !== ''))

const OPTIONS = '-4 -o -br -j -p -s -N -0 -oneline -brief'
const DEVICE = exactly('e0 e1 m0 br0 lo nosuch if2 if77 dev')
const ADDRESS = exactly(
  '10.0.0.7 10.0.0.1/24 10.0.1.1/16 10.0.0.9/32 default any 1.2 300.1.1.1 0x0a.1 1::2 foo',
)
const NUMBER = exactly('0 1 100 010 0x20 -1 1500 70000 4294967296 x 1x')
const MAC = exactly('02:00:00:00:00:09 2:0:0:0:0:9 02:00 zz 1.2.3.4 01:00:5e:00:00:09 00:00:00:00:00:00')

interface Grammar {
  readonly object: string
  readonly verbs: string
  readonly keywords: string
  readonly values: readonly fc.Arbitrary<string>[]
}

const GRAMMARS: readonly Grammar[] = [
  {
    object: 'link',
    verbs: 'show list add set delete change replace',
    keywords:
      'up down type macvlan bridge veth mode vepa private master nomaster mtu address name alias promisc on off arp group peer link dev txqueuelen',
    values: [DEVICE, NUMBER, MAC],
  },
  {
    object: 'address',
    verbs: 'show list add delete change replace flush',
    keywords:
      'dev to scope link global host label up broadcast + peer local valid_lft preferred_lft forever noprefixroute secondary dynamic permanent primary type veth',
    values: [DEVICE, ADDRESS, ADDRESS, NUMBER],
  },
  {
    object: 'route',
    verbs: 'show list add delete change replace append prepend get flush',
    keywords:
      'dev via src metric scope link global proto static kernel table main local root match exact type unicast unreachable blackhole onlink to from',
    values: [DEVICE, ADDRESS, ADDRESS, NUMBER],
  },
  {
    object: 'neighbour',
    verbs: 'show list add delete change replace get flush',
    keywords: 'dev lladdr nud permanent stale failed noarp all to',
    values: [DEVICE, ADDRESS, ADDRESS, MAC],
  },
  { object: 'maddress', verbs: 'show list add delete', keywords: 'dev address', values: [DEVICE, MAC] },
  {
    object: 'netns',
    verbs: 'list show add delete exec identify list-id',
    keywords: 'n1 n2 n3 ip true',
    values: [],
  },
]

function command({ object, verbs, keywords, values }: Grammar): fc.Arbitrary<Step> {
  const rest = fc.array(fc.oneof(anyOf(keywords), ...values), { maxLength: 6 })
  // A second -s prints carrier changes, which are not counted.
  const options = fc.uniqueArray(exactly(OPTIONS), { maxLength: 2 })
  return fc.tuple(options, typed(object), fc.option(anyOf(verbs)), rest).map(([opts, name, verb, words]) => ({
    argv: ['ip', ...opts, name, ...(verb === null ? [] : [verb, ...words])],
  }))
}

const session = fc.array(fc.oneof(...GRAMMARS.map(command)), { minLength: 60, maxLength: 100 })

describe(`whatever is typed${noKernel ? ` (skipped: ${noKernel})` : ''}`, () => {
  it.skipIf(noKernel)(
    'ip and the real one say the same',
    () => {
      fc.assert(
        fc.property(session, (typed) => {
          const { list, outcomes } = runInModel(typed)
          const found = differences(list, runOnKernel(list), outcomes)
          expect(found.join('\n\n')).toBe('')
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      )
    },
    120_000,
  )
})

const RUNS = Number(process.env['SHELL_IP_RUNS'] ?? 6)
const SEED = Number(process.env['SHELL_IP_SEED'] ?? 20240601)

/** Without what this world leaves out, which it says and which changes nothing. */
function runInModel(typed: readonly Step[]): { list: Step[]; outcomes: Outcome[] } {
  const bench = newBench()
  const list: Step[] = []
  const outcomes: Outcome[] = []
  for (const step of [...SETUP, ...typed]) {
    const outcome = bench.run(step)
    if (outcome.stderr.includes('not part of this simulation') || isMonitor(step)) continue
    list.push(step)
    outcomes.push(outcome)
  }
  return { list, outcomes }
}

/** It would not end. */
function isMonitor({ argv }: Step): boolean {
  return argv.some((word) => 'monitor'.startsWith(word) && word.length > 1)
}
