import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vitest/config'
import { SWITCH } from './mutate.ts'
import { mutatedSources } from './sources.ts'

const HERE = import.meta.dirname
const COLLECT = join(HERE, 'collect.ts')
const SWITCHBOARD = join(HERE, 'switchboard.ts')

/** The sources with all mutants in them, and the tests in a form that can be run once for each. */
function mutants(): Plugin {
  return {
    name: 'mutants',
    enforce: 'pre',
    resolveId(id, importer) {
      const ours =
        importer !== undefined && !importer.includes('/node_modules/') && !importer.startsWith(HERE)
      if (ours && (id === 'vitest' || id === '@fast-check/vitest')) return COLLECT
      return ours && id.endsWith('/kernel-here.ts') ? join(HERE, 'no-kernel.ts') : undefined
    },
    transform(_code, id) {
      const text = mutatedSources.get(id)
      return text && `import { held as ${SWITCH} } from ${JSON.stringify(SWITCHBOARD)};${text}`
    },
  }
}

/** `npm run mutants` */
export default defineConfig({
  plugins: [mutants()],
  test: {
    root: join(HERE, '../..'),
    include: ['test/mutants/*.hunt.ts'],
    // By itself it would leave one processor of two to others.
    maxWorkers: 2,
    testTimeout: 3_600_000,
  },
})
