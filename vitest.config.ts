import { defineConfig } from 'vitest/config'

/** The browser tests need Chromium and time of their own: `npm run test:browser`. */
const browser = process.env['BROWSER_TESTS'] !== undefined

export default defineConfig({
  test: {
    include: browser ? ['test/e2e/**/*.test.ts'] : ['test/**/*.test.ts'],
    exclude: browser ? [] : ['test/e2e/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['test/harness/build-agent.ts'],
  },
})
