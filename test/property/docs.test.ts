import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { ROOT } from '../tidy/source-files.ts'

const page = readFileSync(join(ROOT, 'docs/properties.md'), 'utf8')
const examples = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code!)
const door = (file: string) => JSON.stringify(pathToFileURL(join(ROOT, file)).pathname)

/** Here the package is its source. */
function local(code: string): string {
  return code
    .replace("'macvlan-lab/properties'", door('src/properties/index.ts'))
    .replace("'macvlan-lab'", door('src/index.ts'))
}

test('the page has examples', () => {
  expect(examples.length).toBeGreaterThan(3)
})

test.each(examples.map((code, at) => ({ at, code })))(
  'example $at of docs/properties.md runs',
  async ({ code }) => {
    // Where fast-check can be found.
    const folder = mkdtempSync(join(ROOT, 'node_modules/.docs-'))
    try {
      const file = join(folder, 'example.ts')
      writeFileSync(file, local(code))
      await import(/* @vite-ignore */ file)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)
