import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'tsdown'
import { expect, test } from 'vitest'
import { ROOT, sourceFiles } from '../tidy/source-files.ts'

const PROGRAM = `import test from 'node:test'
import fc from 'fast-check'
import { frame, play, setting, setUp } from 'macvlan-lab/properties'
import { readClaim, searchClaim } from 'macvlan-lab/claims'

test('a property', () => {
  fc.assert(
    fc.property(setting({ hairpin: false }), frame(), (given, sent) => {
      const { deliveries } = play([...setUp(given), sent])
      return !deliveries.some(({ dev, heard }) => dev === sent.dev && heard) || sent.dst.of === sent.dev
    }),
    { numRuns: 50 },
  )
})

test('a claim', async () => {
  const read = readClaim('send: { from: parent, to: child }\\nwho: child\\nthen: never hears')
  const { kind } = await searchClaim(read.written.claim, { seed: 1, worlds: 200 })
  if (kind !== 'counterexample') throw new Error(kind)
})
`

test('the package works under node:test', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'macvlan-lab-'))
  try {
    await build({
      config: false,
      logLevel: 'silent',
      entry: { properties: join(ROOT, 'src/properties/index.ts'), claims: join(ROOT, 'src/claims/index.ts') },
      outDir: join(folder, 'dist'),
      format: 'esm',
      platform: 'neutral',
      outExtensions: () => ({ js: '.js' }),
      dts: false,
    })
    copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'law.test.mjs'), PROGRAM)
    const said = execFileSync(process.execPath, ['--test', 'law.test.mjs'], { cwd: folder, encoding: 'utf8' })
    expect(said).toMatch(/^# pass 2$/m)
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 300_000)

test('no test runner is spoken to, jest as little as vitest', () => {
  const ours = [...sourceFiles('src/properties'), ...sourceFiles('src/claims')]
  const packages = ours.flatMap(({ imports }) => imports.map(({ target }) => target))
  expect(new Set(packages.filter((target) => !target.startsWith('src/')))).toEqual(new Set(['fast-check']))
  for (const { path, text } of ours) expect(text, path).not.toMatch(/\b(expect|describe)\(/)
})

test('both doors are in the package', () => {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  expect(Object.keys(exports)).toEqual(expect.arrayContaining(['./properties', './claims']))
})
