import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimEvidence } from '../../playground/build/claim-evidence.ts'
import { claimInLink, LINK_TO_CLAIMS, linkToClaim } from '../../playground/claims/claim-link.ts'
import {
  aboutAnother,
  concluding,
  draftOf,
  FIRST_DRAFT,
  inCircumstances,
  redraft,
  SUBJECTS,
  subjectOf,
  toggled,
} from '../../playground/claims/draft.ts'
import { commandsIn, findingOf } from '../../playground/claims/finding.ts'
import { GROUPS, sayingsWith } from '../../playground/claims/sayings.ts'
import { countHeard, wayOf } from '../../playground/claims/telling.ts'
import { writeClaim } from '../../playground/claims/write-claim.ts'
import { asksForClaims, partsIn } from '../../playground/parts/view-options.ts'
import { claimsEn } from '../../playground/words/claims-en.ts'
import { claimsZh } from '../../playground/words/claims-zh.ts'
import {
  ANSWERING,
  BEFORE,
  BEING,
  type Claim,
  LISTENING,
  PLACES,
  ROLES,
  VERBS,
} from '../../src/claims/claim.ts'
import { FOLKLORE } from '../../src/claims/folklore.ts'
import { claimLab } from '../../src/claims/lab.ts'
import { readClaim } from '../../src/claims/read-claim.ts'
import { searchInSlices } from '../../src/claims/search.ts'
import { MACVLAN_MODES } from '../../src/device/macvlan-device.ts'

function claimIn(yaml: string): Claim {
  const read = readClaim(yaml)
  if (!read.ok) throw new Error(read.errors.map(({ message }) => message).join())
  return read.written.claim
}

const some = <T>(all: readonly T[], minLength = 0) => fc.subarray([...all], { minLength })
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const macvlan = fc.constantFrom('child' as const, 'sibling' as const)
const role = fc.constantFrom(...ROLES)
const when = fc.record({
  child: perhaps(some(MACVLAN_MODES, 1)),
  sibling: perhaps(some(MACVLAN_MODES, 1)),
  hairpin: perhaps(fc.boolean()),
  others: fc.constantFrom('none' as const, 'any' as const),
  before: fc.constantFrom(...BEFORE),
  lists: fc.constant([]),
  nodst: fc.boolean(),
  promisc: some(ROLES),
  down: some(ROLES),
  joined: some(ROLES),
})
const to = fc.constantFrom(...ROLES, 'stranger' as const, 'everyone' as const, 'group' as const)
const as = perhaps(fc.constantFrom(...ROLES, 'stranger' as const))
const send = fc.record({ do: fc.constant('send' as const), from: role, to, as })
const ask = fc.oneof(
  fc.record({ do: fc.constant('create' as const), dev: macvlan, address: perhaps(role) }),
  fc.record({ do: fc.constant('mode' as const), dev: macvlan, mode: fc.constantFrom(...MACVLAN_MODES) }),
  fc.record({ do: fc.constant('address' as const), dev: macvlan, address: role }),
  fc.record({ do: fc.constant('up' as const), dev: macvlan, up: fc.boolean() }),
)
const always = { how: fc.constant('always' as const), when }
/** Every claim that the form can say. */
const claims: fc.Arbitrary<Claim> = fc.oneof(
  fc.record({ ...always, event: send, who: role, verb: fc.constantFrom(...LISTENING) }),
  fc.record({ ...always, event: ask, who: fc.constant(undefined), verb: fc.constantFrom(...ANSWERING) }),
  fc.record({ ...always, event: fc.constant(undefined), who: role, verb: fc.constantFrom(...BEING) }),
)

describe('a claim as text', () => {
  test('every claim is read again as it was written', () => {
    fc.assert(
      fc.property(claims, (claim) => {
        expect(claimIn(writeClaim(claim))).toEqual(claim)
      }),
      { numRuns: 500 },
    )
  })

  test.each(FOLKLORE)('$id is written and read again, its sentence with it', ({ yaml, says }) => {
    const claim = claimIn(yaml)
    const read = readClaim(writeClaim(claim, says.zh))
    expect(read).toMatchObject({ ok: true, written: { claim, says: says.zh } })
  })

  test('what can be said of both in one word is', () => {
    expect(writeClaim(claimIn(FOLKLORE[0]!.yaml))).toBe(FOLKLORE[0]!.yaml)
    expect(writeClaim(FIRST_DRAFT.claim)).toBe(FIRST_DRAFT.text)
  })

  test('an address holds a saying by its name, and any other claim as text', () => {
    for (const draft of [draftOf(FOLKLORE[3]!.id), draftOf('says: 100 %, "#"\n'), FIRST_DRAFT])
      expect(claimInLink(linkToClaim(draft))).toBe(draft.id ?? draft.text)
    expect(linkToClaim(draftOf(FOLKLORE[3]!.yaml))).toBe(`#claim=${FOLKLORE[3]!.id}`)
    expect(claimInLink(LINK_TO_CLAIMS)).toBe('')
    expect(claimInLink('#lab=x')).toBeUndefined()
    expect(claimInLink('#claim=%E0%A4%A')).toBe('%E0%A4%A')
  })
})

describe('a claim in the making', () => {
  test('a text that is none yet says why, line by line, and the form keeps the last that was', () => {
    const last = claimIn(FOLKLORE[5]!.yaml)
    const { errors, claim, id } = draftOf(
      'when: { mode: brigde }\nsend: { from: child }\nthen: hears\n',
      last,
    )
    expect(errors.map(({ line }) => line)).toEqual([1, 2])
    expect(claim).toBe(last)
    expect(id).toBeUndefined()
  })

  test('whatever a saying is changed into, the form says something that can be searched', () => {
    for (const { yaml } of FOLKLORE)
      for (const subject of SUBJECTS) {
        const other = aboutAnother(claimIn(yaml), subject)
        expect(subjectOf(other)).toBe(subject)
        expect(redraft(draftOf(yaml), other).errors).toEqual([])
      }
  })

  test.each(VERBS)('"%s" names somebody unless it is an answer', (verb) => {
    const answers = ANSWERING.some((one) => one === verb)
    const start = aboutAnother(
      FIRST_DRAFT.claim,
      answers ? 'ask' : LISTENING.some((one) => one === verb) ? 'send' : 'be',
    )
    const draft = redraft(FIRST_DRAFT, concluding({ ...start, who: 'switch' }, verb))
    expect(draft.claim.who === undefined).toBe(answers)
  })

  test('what is chosen stays in order; a sentence is kept when the form is used', () => {
    expect(toggled(MACVLAN_MODES, ['bridge'], 'private')).toEqual(['private', 'bridge'])
    expect(toggled(MACVLAN_MODES, ['private', 'bridge'], 'private')).toEqual(['bridge'])
    const draft = draftOf('says: 你好\nsend: { from: child, to: parent }\nwho: parent\nthen: hears\n')
    expect(redraft(draft, inCircumstances(draft.claim, { hairpin: true })).says).toBe('你好')
  })
})

describe('sayings', () => {
  test('all of them are in one group each', () => {
    const all = GROUPS.flatMap(({ sayings }) => sayings.map(({ id }) => id))
    expect(all.toSorted()).toEqual(FOLKLORE.map(({ id }) => id).toSorted())
  })

  test('are found by words of either language, and of the claim itself', () => {
    const found = (search: string) =>
      sayingsWith(search).flatMap(({ sayings }) => sayings.map(({ id }) => id))
    expect(found('宿主机 永远')).toContain('host-never-reaches-its-child')
    expect(found('PRIVATE reflects')).toContain('private-behind-a-mirror')
    expect(found('nodst: true')).toContain('source-nodst')
    expect(found('token ring')).toEqual([])
  })

  test('each is put exactly in both languages, without a hole', () => {
    for (const { yaml } of FOLKLORE)
      for (const { sentence } of [claimsEn, claimsZh])
        expect(sentence(claimIn(yaml))).not.toMatch(/undefined|\[object|,,/)
    expect(claimsEn.sentence(claimIn(FOLKLORE[0]!.yaml))).toBe(
      'With child and sibling in private mode, behind a switch that reflects, what the child sends to the sibling is never heard by the sibling.',
    )
  })

  test('every complaint of the reader is told in Chinese', () => {
    const texts = [
      'when: [a]\nwhom: x\n',
      'send: { to: child }\nwho: child\nthen: hears\n',
      'send: { from: child }\nask: {}\nwho: nobody\nthen: is granted\n',
      'send: { from: child, to: sibling, kind: broadcast }\nthen: hears\n',
      'ask: { set: child }\nthen: is granted\n',
      'ask: { set: child, up: maybe }\nwho: child\nthen: is refused\n',
      'how: sometimes\nsend: { from: child, to: sibling }\nwho: switch\nthen: never hears\n',
      'who: switch\nthen: is promiscuous\n',
      'who: child\nthen: hears\n',
      'send: { from: child, to: parent }\nthen: is granted\nwhen: { lists: outside, hairpin: [x], child: { a: b } }\n',
    ]
    for (const text of texts) {
      const { errors } = draftOf(text)
      expect(errors.length, text).toBeGreaterThan(0)
      for (const { message } of errors) expect(claimsZh.error(message), message).toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('what a search has found', () => {
  const wrong = FOLKLORE.filter((one) => one.expect === 'counterexample')
  const evidence = claimEvidence()

  test.each(wrong)('$id: the lab that a search finds is the one that kernels have run', ({ id, yaml }) => {
    const claim = claimIn(yaml)
    const slices = searchInSlices(claim, { seed: 1, worlds: 10_000 })
    let next = slices.next()
    while (!next.done) next = slices.next()
    const verdict = next.value
    if (verdict.kind !== 'counterexample') return expect.unreachable(verdict.kind)
    const recorded = evidence.labs.find(
      (lab) => lab.commands === commandsIn(claimLab(claim, verdict.world, ['?'])),
    )
    expect(recorded).toMatchObject({ id })
    expect(recorded!.kernels.length).toBeGreaterThan(0)
  })

  test('of those that hold, kernels have played worlds', () => {
    for (const { id } of FOLKLORE.filter((one) => one.expect === 'holds'))
      expect(evidence.played[id]?.[0]?.worlds, id).toBeGreaterThan(0)
  })

  test('the frame that decides, and its way by the parts that are played', async () => {
    const claim = claimIn(wrong[0]!.yaml)
    const world = evidence.labs.find(({ id }) => id === wrong[0]!.id)!
    const { flight, recording, output, story, entries } = await findingOf(`# "it"\n${world.commands}\n`)
    expect(claim.who).toBe('sibling')
    expect(countHeard(output)).toBe(1)
    expect(story).toContain('RX8')
    expect(entries.length).toBeGreaterThan(5)
    expect(wayOf(flight!, recording.flights.beats, claimsEn)).toEqual([
      'child sends it',
      'child → parent',
      'parent → switch p1',
      'switch p1 → switch p2; switch p1 → switch p1',
      'switch p2 → outside; switch p1 → parent; outside takes it',
      'parent → sibling; sibling takes it',
    ])
  })

  test('where the kernel was asked, there is no frame', async () => {
    const { commands } = evidence.labs.find(({ id }) => id === 'same-address-twice')!
    const { flight, output } = await findingOf(commands)
    expect(flight).toBeUndefined()
    expect(output).toContain('status 2')
  })

  test('what happened is said of every verb, both ways, in both languages', () => {
    for (const verb of VERBS)
      for (const { happened, roles } of [claimsEn, claimsZh]) {
        const both = [true, false].map((held) => happened(verb, roles.parent, held, 2))
        expect(new Set(both).size).toBe(2)
      }
    for (const place of PLACES) expect(claimsZh.roles[place]).not.toBe(claimsEn.roles[place])
  })
})

test('a course page asks for the view of claims, and gets the lab where their worlds are watched', () => {
  expect(asksForClaims('?view=claim&lang=zh')).toBe(true)
  expect(asksForClaims('?view=topology')).toBe(false)
  expect([...partsIn('?view=claim')]).toEqual(['topology', 'time'])
  expect([...partsIn('?view=claim,why')]).toEqual(['why'])
})
