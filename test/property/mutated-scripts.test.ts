import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { readLab } from '../../src/cli/labs.ts'
import { runLab } from '../../src/shell/lab.ts'
import { traceRecords } from '../../src/world/tracing.ts'
import { ROOT } from '../tidy/source-files.ts'

const folder = join(ROOT, 'test/scenarios')
const scripts = readdirSync(folder).filter((name) => name.endsWith('.sh'))
const words = [...new Set(scripts.flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/\s+/)))]

const edit = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('delete line', 'repeat line', 'delete word', 'other word', 'cut', 'background'),
  word: fc.constantFrom(...words, '<img onerror=x>', 'a'.repeat(16), '""', '%', '-1', '0x', '/', '..'),
})

function mutate(text: string, { at, how, word }: { at: number; how: string; word: string }): string {
  const lines = text.split('\n')
  const line = at % lines.length
  const parts = lines[line]!.split(' ')
  const part = at % parts.length
  switch (how) {
    case 'delete line':
      return lines.toSpliced(line, 1).join('\n')
    case 'repeat line':
      return lines.toSpliced(line, 0, lines[line]!).join('\n')
    case 'delete word':
      return lines.with(line, parts.toSpliced(part, 1).join(' ')).join('\n')
    case 'other word':
      return lines.with(line, parts.with(part, word).join(' ')).join('\n')
    case 'background':
      return lines.with(line, `${lines[line]} &`).join('\n')
    default:
      return text.slice(0, at % text.length)
  }
}

const ENDS = new Set(['delivered', 'consumed', 'dropped'])

test.prop([fc.constantFrom(...scripts), fc.array(edit, { minLength: 1, maxLength: 4 })], {
  numRuns: 120,
  seed: 2,
})(
  'a mutated lab ends without an exception, and loses no frame',
  async (name, edits) => {
    const { topology, script } = readLab(join(folder, name), undefined)
    const text = edits.reduce(mutate, script.text)
    const { world, status } = await runLab({
      topology,
      script: { name, text },
      world: { trace: true },
      limits: { commands: 3000, time: 120e9, output: 1e6 },
    })
    expect(status).toBeGreaterThanOrEqual(0)
    const last = new Map<number, string>()
    for (const record of traceRecords(world.trace!))
      if (record.kind === 'fate') last.set(record.copy, record.outcome)
    const lost = [...last].filter(([, outcome]) => !ENDS.has(outcome) && outcome !== 'queued')
    expect(lost).toEqual([])
  },
  300_000,
)
