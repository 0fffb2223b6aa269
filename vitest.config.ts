import { defineConfig } from 'vitest/config'

/** The browser tests need Chromium and time of their own: `npm run test:browser`, `npm run bench:view`. */
const browser = process.env['BROWSER_TESTS'] !== undefined
const files = process.env['BROWSER_TESTS'] === 'bench' ? 'test/e2e/**/*.bench.ts' : 'test/e2e/**/*.test.ts'

export default defineConfig({
  test: {
    include: browser ? [files] : ['test/**/*.test.ts'],
    exclude: browser ? [] : ['test/e2e/**'],
    testTimeout: browser ? 180_000 : 60_000,
    hookTimeout: 60_000,
    // One page after the other: what is measured in the browser is not to be disturbed.
    fileParallelism: !browser,
    globalSetup: [browser ? 'test/e2e/setup.ts' : 'test/harness/build-agent.ts'],
  },
})
