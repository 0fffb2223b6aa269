import { existsSync } from 'node:fs'

const BROWSERS = [
  process.env['CHROME'],
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** undefined: no browser is here, and the tests are skipped. Where everything must run (CI), they fail instead. */
export const CHROMIUM = BROWSERS.find((path) => path !== undefined && path !== '' && existsSync(path))

export const canBrowse = CHROMIUM !== undefined || process.env['CI'] === 'true'
