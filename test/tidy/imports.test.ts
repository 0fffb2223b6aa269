import { describe, expect, test } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

/** A folder of src/ may import from those before it. */
const ORDER = [
  'frame',
  'topology',
  'device',
  'macvlan',
  'bridge',
  'ipvlan',
  'vlan',
  'tap',
  'stack',
  'world',
  'explain',
  'shell',
  'harness',
  'fuzz',
  'properties',
  'claims',
]

const files = sourceFiles('src')

test('imports between folders point one way', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target.startsWith('src/') && !mayImport(path, target))
      .map(({ target }) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

function mayImport(from: string, to: string): boolean {
  return rank(to) <= rank(from)
}

function rank(path: string): number {
  const folder = path.split('/')[1]!
  const at = ORDER.indexOf(folder)
  return at >= 0 ? at : ORDER.length
}

test('no file imports itself in a circle, types aside', () => {
  // A grammar of words that hold commands that hold words has an interpreter that calls itself.
  expect(cycles(files).filter((cycle) => !/^(src\/shell\/language\/\S+( -> |$))+$/.test(cycle))).toEqual([])
})

function cycles(all: readonly SourceFile[]): string[] {
  const graph = new Map(
    all.map(({ path, imports }) => [path, imports.filter((i) => !i.typeOnly).map((i) => i.target)]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
    if (done.has(path) || trail.includes(path)) return
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const { path } of all) visit(path, [])
  return found
}

describe('the model is deterministic', () => {
  const model = files.filter(({ path }) => !/^src\/(harness\/|fuzz\/|cli)/.test(path))
  test.each([
    ['Date', /\bnew Date\(\)|\bDate\.now\b/],
    ['performance.now', /\bperformance\.now\b/],
    ['Math.random', /\bMath\.random\b/],
    ['setTimeout', /\bset(Timeout|Interval)\b/],
  ])('nothing in it uses %s', (_name, pattern) => {
    expect(model.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([])
  })
  test('nothing in it needs Node', () => {
    const users = model.filter(({ imports }) => imports.some(({ target }) => target.startsWith('node:')))
    expect(users.map(({ path }) => path)).toEqual([])
  })
})

test('no file has outgrown one idea', () => {
  const long = files.filter(({ text }) => text.split('\n').length > 400).map(({ path }) => path)
  expect(long).toEqual([])
})

test('names say what is inside', () => {
  const vague = files.filter(({ path }) => /(^|\/)(utils?|common|misc|helpers?)(\/|\.ts)/.test(path))
  expect(vague.map(({ path }) => path)).toEqual([])
})
