import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readClaim } from '../../src/claims/read-claim.ts'
import { claimsPage } from './page.ts'
import { search } from './searched.ts'

test('docs/claims.md says what the searches and the kernels say', async () => {
  await expect(await claimsPage()).toMatchFileSnapshot('../../docs/claims.md')
}, 600_000)

/** The fenced blocks of the pages: a reader of the course sees each as a search to start. */
const blocks = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && name !== 'claims.md')
  .flatMap((name) => {
    const text = readFileSync(`docs/${name}`, 'utf8')
    return [...text.matchAll(/^```claim\n([\s\S]*?)^```$/gm)].map((found) => ({
      where: `docs/${name}:${text.slice(0, found.index).split('\n').length}`,
      yaml: found[1]!,
    }))
  })

test('there are claims in the pages', () => {
  expect(blocks.length).toBeGreaterThan(0)
})

describe.each(blocks)('the claim in $where', ({ yaml }) => {
  test('is one, says what to expect, and comes out so', () => {
    const read = readClaim(yaml)
    expect(read).toMatchObject({ ok: true })
    if (!read.ok) return
    const { claim, expect: expected } = read.written
    expect(expected).toBeDefined()
    expect(search(claim).kind).toBe(expected)
  })
})
