import { expect, test } from 'vitest'
import { isRuleId } from '../../src/device/rule.ts'
import { RULE_BOOK } from '../../src/explain/rule-book.ts'
import { renderSpec } from '../../src/explain/spec.ts'
import { sourceFiles } from './source-files.ts'

const rules = RULE_BOOK.flatMap((chapter) => chapter.rules)
const ids = new Set(rules.map(({ id }) => id))
const cited = new Set(
  sourceFiles('test').flatMap(({ text }) =>
    [...text.matchAll(/\[([A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*)\]/g)].flatMap(([, list]) => list!.split(', ')),
  ),
)

test('docs/SPEC.md says what the code says', async () => {
  await expect(renderSpec()).toMatchFileSnapshot('../../docs/SPEC.md')
})

test('each ID is given once', () => {
  expect(rules.map(({ id }) => id)).toEqual([...ids])
})

test('every answer leads to a rule that exists, or to an end', () => {
  const targets = rules.flatMap(({ yes, no }) => [yes, no]).filter(isRuleId)
  expect(targets.filter((target) => !ids.has(target))).toEqual([])
})

test('every rule has a test that carries its ID', () => {
  expect([...ids].filter((id) => !cited.has(id))).toEqual([])
})

test('no test cites a rule that does not exist', () => {
  expect([...cited].filter((id) => !ids.has(id))).toEqual([])
})
