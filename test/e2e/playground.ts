import { buffer } from 'node:stream/consumers'
import { type Browser, type BrowserContextOptions, chromium, type Download, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { linkOf } from '../../playground/lab/link.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

/** Where virtual time passes at its real pace, and the machine is busy. */
export const PATIENT = { timeout: 45_000 }

let browser: Browser
const errors = new WeakMap<Page, string[]>()

/** For each file: the one browser; each test's pages are closed after it. */
export function useBrowser(): void {
  beforeAll(async () => {
    const { browser: endpoint } = inject('playground') ?? {}
    if (!endpoint) throw new Error('no Chromium: install it, or name it in CHROME')
    browser = await chromium.connect(endpoint)
  })
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
  afterAll(() => browser?.close())
}

export function address(): string {
  return inject('playground')!.url
}

/** A page that has begun to load. */
export async function visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    serviceWorkers: 'block',
    ...options,
  })
  context.setDefaultTimeout(PATIENT.timeout)
  const page = await context.newPage()
  const wrong: string[] = []
  errors.set(page, wrong)
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  await page.goto(url)
  return page
}

/** The playground, with its shell and terminal. */
export async function open(options: BrowserContextOptions = {}, path = ''): Promise<Page> {
  const page = await visit(address() + path, options)
  await page.waitForSelector('.terminal-view')
  return page
}

/** A lab in which nothing is offered but these lines. */
export function linkTo(...lines: string[]): string {
  const offered = lines.map((text) => ({ place: 'host', text }))
  return linkOf({ name: 'lab', topology: defaultTopology, entries: [], offered })
}

/** What went wrong in a page, by its own account. */
export function errorsOf(page: Page): readonly string[] {
  return errors.get(page) ?? []
}

/** No terminal is at work. */
export async function untilIdle(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const app = document.querySelector('lab-app') as unknown as { updateComplete: Promise<unknown> }
    await app.updateComplete
    return !document.querySelector('lab-terminal .running')
  })
}

/** What a terminal shows. */
export function screenOf(page: Page, place: string): Promise<string> {
  return page.evaluate((at) => {
    const terminal = document.querySelector('lab-terminal') as unknown as { textOf(place: string): string }
    return terminal.textOf(at)
  }, place)
}

export async function expectScreen(page: Page, place: string, what: string | RegExp): Promise<void> {
  const poll = expect.poll(() => screenOf(page, place), PATIENT)
  await (typeof what === 'string' ? poll.toContain(what) : poll.toMatch(what))
}

/** Types a line, key by key, and waits for its end. */
export async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
  await untilIdle(page)
}

/** Goes to the terminal by its key, wherever the focus is. */
export async function toTerminal(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('`')
}

export async function runAll(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: 'Run all' })
    .or(page.getByRole('button', { name: '全部运行' }))
    .click()
  await page.waitForFunction(() => !document.querySelector('lab-terminal .script .accent'))
  await untilIdle(page)
}

export function texts(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).allTextContents()
}

/** `step 3 of 18, 1.204 ms`, in numbers. */
export async function momentOf(page: Page): Promise<{ at: number; of: number }> {
  const text = await page.locator('lab-timeline input').getAttribute('aria-valuetext')
  const [at = -1, of = -1] = [...(text ?? '').matchAll(/\d+/g)].map(Number)
  return { at, of }
}

export async function bytesOf(download: Download): Promise<Buffer> {
  return buffer(await download.createReadStream())
}
