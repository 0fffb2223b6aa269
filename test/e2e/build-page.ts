import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')

/** The test runner says that this is a test; the page shall be as readers get it. */
export async function buildPage(outDir: string): Promise<void> {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ root: join(ROOT, 'playground'), logLevel: 'error', build: { outDir, emptyOutDir: true } })
  } finally {
    process.env['NODE_ENV'] = NODE_ENV
  }
}
