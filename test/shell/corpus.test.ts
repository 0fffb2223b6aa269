import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bash, both } from './run.ts'

/** Scripts that must print the same, to the letter, in the machine's bash and in the model. `### title` begins each. */

const DIRECTORY = join(import.meta.dirname, 'corpus')

function readCorpus(file: string): { title: string; source: string }[] {
  const parts = readFileSync(join(DIRECTORY, file), 'utf8').split(/^### /m).slice(1)
  return parts.map((part) => {
    const end = part.indexOf('\n')
    return { title: part.slice(0, end), source: part.slice(end + 1) }
  })
}

const reason = bash ? '' : ' (skipped: no bash 5.2 here)'

for (const file of readdirSync(DIRECTORY)) {
  describe.skipIf(!bash)(`${file} as bash runs it${reason}`, () => {
    test.each(readCorpus(file))('$title', async ({ source }) => {
      const { real, model } = await both(source)
      expect(model).toEqual(real)
    })
  })
}
