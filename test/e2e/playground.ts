import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')
const BROWSERS = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** undefined: no browser is here, and the tests are skipped. Where everything must run (CI), they fail instead. */
export const CHROMIUM = BROWSERS.find((path) => path !== undefined && existsSync(path))
export const canBrowse = CHROMIUM !== undefined || process.env['CI'] === 'true'

export interface Playground {
  readonly url: string
  open(options?: BrowserContextOptions, path?: string): Promise<Page>
  close(): Promise<void>
}

/** The test runner says that this is a test; the page shall be as readers get it. */
async function buildForReaders(outDir: string): Promise<void> {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  await build({ root: join(ROOT, 'playground'), logLevel: 'error', build: { outDir, emptyOutDir: true } })
  if (NODE_ENV !== undefined) process.env['NODE_ENV'] = NODE_ENV
}

/** The page as it is built for readers, on a server of its own. */
export async function startPlayground(): Promise<Playground> {
  if (CHROMIUM === undefined) throw new Error('no Chromium: install it, or name it in CHROMIUM')
  const built = await mkdtemp(join(tmpdir(), 'macvlan-lab-playground-'))
  await buildForReaders(built)
  const server = await serve(built)
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`
  return {
    url,
    open: (options = {}, path = '') => openPage(browser, url + path, options),
    async close() {
      await browser.close()
      server.close()
      await rm(built, { recursive: true })
    },
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

async function serve(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost')
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    const content = await readFile(file).catch(() => undefined)
    response.writeHead(content ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    })
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return server
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    ...options,
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  Object.assign(page, { errors })
  await page.goto(url)
  await page.waitForSelector('.terminal-view')
  return page
}

/** What went wrong in a page, by its own account. */
export function errorsOf(page: Page): readonly string[] {
  return (page as Page & { errors: readonly string[] }).errors
}

export async function untilIdle(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('lab-terminal .running'))
}

/** What a terminal shows. */
export function screenOf(page: Page, place: string): Promise<string> {
  return page.evaluate(
    (at) =>
      (document.querySelector('lab-terminal') as unknown as { textOf(place: string): string }).textOf(at),
    place,
  )
}

/** Types a line, key by key, and waits for its end. */
export async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(30)
  await untilIdle(page)
}

export async function runAll(page: Page): Promise<void> {
  await page.locator('lab-terminal .script button').nth(1).click()
  await page.waitForFunction(() => !document.querySelector('lab-terminal .script .accent'))
  await untilIdle(page)
}
