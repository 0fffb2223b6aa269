import { describe, expect, test } from 'vitest'
import { judge } from '../../src/claims/judge.ts'
import { searchClaim } from '../../src/claims/search.ts'
import { tellVerdict } from '../../src/claims/tell.ts'
import { claimIn, search } from './searched.ts'

const HOLDS = claimIn(
  'when: { mode: bridge }\nsend: { from: child, to: sibling }\nwho: switch\nthen: never sees',
)
const WRONG = claimIn('send: { from: parent, to: child }\nwho: child\nthen: never hears')

describe('what a search may end with', () => {
  test.each([
    ['holds', HOLDS],
    ['counterexample', WRONG],
    ['example', claimIn('how: sometimes\nsend: { from: parent, to: child }\nwho: child\nthen: hears')],
    [
      'no example',
      claimIn(
        'how: sometimes\nwhen: { hairpin: false }\nsend: { from: parent, to: child }\nwho: child\nthen: hears',
      ),
    ],
    [
      'no such world',
      claimIn('when: { mode: passthru }\nsend: { from: child, to: sibling }\nwho: sibling\nthen: hears'),
    ],
  ])('%s', (kind, claim) => {
    const verdict = search(claim, { worlds: 200 })
    expect(verdict.kind).toBe(kind)
    expect(tellVerdict(verdict)).not.toBe('')
    expect(verdict.fit).toBeLessThanOrEqual(verdict.worlds)
  })
})

test('the same seed finds the same world, another one the same smallest', () => {
  expect(search(WRONG, { seed: 7 })).toEqual(search(WRONG, { seed: 7 }))
  for (const seed of [2, 3, 4]) expect(search(WRONG, { seed })).toMatchObject({ world: { length: 2 } })
})

test('what is found does contradict it', () => {
  const verdict = search(WRONG)
  if (verdict.kind !== 'counterexample') throw new Error(verdict.kind)
  expect(judge(WRONG, verdict.world).result).toBe('contradicts')
})

test('it tells how far it is, lets others have their turn, and stops when told to', async () => {
  const stop = new AbortController()
  const seen: number[] = []
  setTimeout(() => stop.abort(), 0)
  const verdict = await searchClaim(HOLDS, {
    seed: 1,
    worlds: 100_000,
    signal: stop.signal,
    onProgress: ({ worlds }) => seen.push(worlds),
  })
  expect(verdict.kind).toBe('stopped')
  expect(verdict.worlds).toBe(seen.at(-1))
  expect(seen.length).toBeLessThan(1000)
})
