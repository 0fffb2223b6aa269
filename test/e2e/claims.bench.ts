import { cpus, loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Sight } from '../../playground/claims/hunt.ts'
import { CLAIM, STEPS, WORLDS } from '../bench/claim-to-search.ts'
import { canBrowse } from './chromium.ts'
import { open, useBrowser } from './playground.ts'

/** Seconds for so many worlds of so many steps. */
const LIMIT = 20

/** What the view of claims knows of its search. */
function sightOf(page: Page): Promise<Sight> {
  return page.evaluate(() => {
    const view = document.querySelector('lab-claims') as unknown as { sight: Sight }
    return view.sight
  })
}

describe.skipIf(!canBrowse)('how fast a claim is searched', () => {
  useBrowser()

  test(`${WORLDS} worlds of ten steps in less than ${LIMIT} seconds`, async () => {
    const page = await open({}, `#claim=${encodeURIComponent(CLAIM)}`)
    await page.locator('[data-find]').click()
    await page.locator('[data-verdict=holds]').waitFor({ timeout: 120_000 })
    const { time, progress } = await sightOf(page)
    const seconds = ((time / 1000) * WORLDS * STEPS) / progress.steps
    console.log(
      `claims in Chromium, load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors:
  ${progress.worlds} worlds with ${progress.steps} steps in ${(time / 1000).toFixed(1)} s: ${WORLDS} of ten in ${seconds.toFixed(1)} s, ${(WORLDS / seconds).toFixed(0)} a second`,
    )
    expect(progress.worlds).toBe(WORLDS)
    expect(seconds).toBeLessThan(LIMIT)
  })
})
