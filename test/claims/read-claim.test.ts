import { describe, expect, test } from 'vitest'
import { ANY_CIRCUMSTANCES } from '../../src/claims/claim.ts'
import { readClaim } from '../../src/claims/read-claim.ts'

const read = (text: string) => {
  const answer = readClaim(text)
  return answer.ok ? answer.written : answer.errors.map(({ line, message }) => `${line}: ${message}`)
}

test('a whole claim', () => {
  const text = `id: silence
says: Nobody hears.
expect: holds
how: always
when: { mode: [private, vepa], hairpin: off, before: anything, others: none, promisc: child }
send: { from: child, to: sibling, as: stranger }
who: sibling
then: never hears`
  expect(read(text)).toEqual({
    id: 'silence',
    says: 'Nobody hears.',
    expect: 'holds',
    claim: {
      how: 'always',
      when: {
        ...ANY_CIRCUMSTANCES,
        child: ['private', 'vepa'],
        sibling: ['private', 'vepa'],
        hairpin: false,
        before: 'anything',
        others: 'none',
        promisc: ['child'],
      },
      event: { do: 'send', from: 'child', to: 'sibling', as: 'stranger' },
      who: 'sibling',
      verb: 'never hears',
    },
  })
})

test('mode is that of the macvlans that the claim names, and of no other', () => {
  const claim = read('when: { mode: vepa }\nsend: { from: outside, to: child }\nwho: child\nthen: hears')
  expect(claim).toMatchObject({ claim: { when: { child: ['vepa'], sibling: undefined } } })
})

describe('what is wrong is said, with its line and what would be right', () => {
  const tail = '\nwho: child\nthen: hears'
  test.each([
    [
      '',
      '1: then is missing: one of hears, never hears, hears once, sees, never sees, is promiscuous, is not promiscuous, is granted, is refused',
    ],
    [
      `send: { from: kid, to: child }${tail}`,
      '1: from cannot be "kid": one of child, sibling, parent, outside',
    ],
    [
      `send: { from: child }${tail}`,
      '1: send has no to: one of child, sibling, parent, outside, stranger, everyone, group; or a kind',
    ],
    [
      `send: { from: child, to: child, kind: broadcast }${tail}`,
      '1: a broadcast goes to everyone who listens: leave out to, or the kind',
    ],
    [
      `when: { mode: brigde }\nsend: { from: child, to: child }${tail}`,
      '1: mode cannot be "brigde": one of private, vepa, bridge, passthru, source (or any)',
    ],
    [`when: { hairpin: maybe }\nsend: { from: child, to: child }${tail}`, '1: hairpin is true or false'],
    [
      `sends: { from: child }${tail}`,
      '1: a claim has no "sends": id, says, expect, how, when, send, ask, who, then',
    ],
    [
      'send: { from: child, to: parent }\nthen: hears',
      '1: "hears" needs a who: one of child, sibling, parent, outside, switch',
    ],
    ['who: child\nthen: hears', '1: "hears" needs something that is sent: send'],
    [
      'send: { from: child, to: parent }\nwho: switch\nthen: hears',
      '1: "hears" is not what a switch does: write sees',
    ],
    ['then: is refused', '1: "is refused" needs an ask'],
    ['ask: { set: child }\nthen: is refused', '1: set what? One of mode, address, up'],
    ['ask: { change: child }\nthen: is refused', '1: ask has no "change": create, set, mode, address, up'],
    [
      `how: sometimes\nsend: { from: child, to: parent }\nwho: parent\nthen: never hears`,
      '1: "never hears" and "sometimes" are a riddle: turn the sentence round',
    ],
    [
      `when: { lists: outside }\nsend: { from: child, to: child }${tail}`,
      '1: lists is for a child in source mode',
    ],
    [`when: [child]${tail}\nsend: { from: child, to: child }`, '1: when must be a mapping'],
  ])('%j', (text, message) => {
    expect(read(text)).toContain(message)
  })

  test('YAML that is none', () => {
    expect(read('when: {')).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+: /)]))
  })

  test('every mistake at once, in order', () => {
    expect(read('when: { mode: x, hairpin: x }\nsend: { from: x, to: x }\nwho: x\nthen: x')).toHaveLength(6)
  })
})
