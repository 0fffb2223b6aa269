import { cpus, loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { canBrowse } from './chromium.ts'
import { address, useBrowser, visit } from './playground.ts'
import { startTracing } from './tracing.ts'

/** Bytes of JavaScript, compressed, before the shell is loaded. */
const FIRST_VIEW = 150_000
/** At a quarter of the processor's speed, in milliseconds. */
const SLOW_DOWN = 4
const INTERACTIVE = 1_000
const TERMINAL_READY = 3_000
/** Whatever else the machine does makes a visit slower and none faster: the best of several is what the page needs. */
const TRIES = 8
/** What a browser does for itself when a window opens is not the page's. */
const SETTLED = 1_500

/** More programs for each processor than this, and clocks tell of the others more than of the page. */
const BUSY = 1

interface Milestones {
  readonly interactive: number
  readonly terminal: number
  /** Processor time of the page's thread until it was interactive, which others cannot make longer by waiting. */
  readonly worked: number
}

describe.skipIf(!canBrowse)('budgets', () => {
  useBrowser()

  test('the first view needs less than 150 kB of JavaScript', async () => {
    const page = await (await fetch(address())).text()
    const scripts = [...page.matchAll(/(?:src|href)="(\.\/[^"]+\.js)"/g)].map(([, path]) => path!)
    expect(scripts.length).toBeGreaterThan(0)
    const sizes = await Promise.all(scripts.map(sizeOf))
    const sum = sizes.reduce((total, size) => total + size, 0)
    console.log(
      `first view: ${(sum / 1000).toFixed(1)} kB of JavaScript, compressed, in ${sizes.length} files`,
    )
    expect(sum).toBeLessThan(FIRST_VIEW)
  })

  test('interactive within a second and typing within three, at a quarter of the speed', async () => {
    let best: Milestones = { interactive: Infinity, terminal: Infinity, worked: Infinity }
    let tries = 0
    while (tries++ < TRIES && !isGoodEnough(best)) best = betterOf(best, await slowVisit())
    const load = loadavg()[0]! / cpus().length
    console.log(
      `at a quarter of the speed, best of ${tries - 1}: interactive after ${best.interactive.toFixed(0)} ms ` +
        `(${best.worked.toFixed(0)} of them at work), terminal after ${best.terminal.toFixed(0)} ms; ` +
        `${load.toFixed(1)} programs for each processor`,
    )
    expect(load > BUSY ? best.worked : best.interactive).toBeLessThan(INTERACTIVE)
    if (load <= BUSY) expect(best.terminal).toBeLessThan(TERMINAL_READY)
  })
})

async function sizeOf(path: string): Promise<number> {
  const response = await fetch(new URL(path, address()))
  return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length
}

function isGoodEnough({ interactive, terminal }: Milestones): boolean {
  return interactive < INTERACTIVE && terminal < TERMINAL_READY
}

function betterOf(a: Milestones, b: Milestones): Milestones {
  return {
    interactive: Math.min(a.interactive, b.interactive),
    terminal: Math.min(a.terminal, b.terminal),
    worked: Math.min(a.worked, b.worked),
  }
}

async function slowVisit(): Promise<Milestones> {
  const page = await visit('about:blank')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN })
  await page.addInitScript(watchMilestones)
  await page.waitForTimeout(SETTLED)
  const stop = await startTracing(cdp, ['toplevel', 'blink.user_timing'])
  await page.goto(address())
  const milestones = await milestonesOf(page)
  const trace = await stop()
  await page.context().close()
  return { ...milestones, worked: trace.workUntil('interactive') }
}

/** Runs in the page: when a click on a device opens its menu, and when the terminal shows its prompt. */
function watchMilestones(): void {
  const seen: Record<string, number> = {}
  Object.assign(window, { milestones: seen })
  const clickOnDevice = () =>
    document.querySelector('lab-topology .hit')?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  const look = () => {
    // A task that can run again after the picture has been drawn: keys and clicks are heard.
    if (seen['interactive'] === undefined) {
      if (document.querySelector('lab-device-menu button')) {
        seen['interactive'] = performance.now()
        performance.mark('interactive')
        clickOnDevice()
      } else clickOnDevice()
    }
    if (document.querySelector('.terminal-view .xterm-rows')?.textContent?.includes('root@'))
      seen['terminal'] ??= performance.now()
    if (seen['terminal'] === undefined) setTimeout(look, 5)
  }
  look()
}

async function milestonesOf(page: Page): Promise<Omit<Milestones, 'worked'>> {
  const found = await page.waitForFunction(() => {
    const { milestones } = window as unknown as { milestones: Record<string, number> }
    return milestones['terminal'] === undefined ? undefined : milestones
  })
  return (await found.jsonValue()) as unknown as Milestones
}
