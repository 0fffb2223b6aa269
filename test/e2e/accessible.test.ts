import type { Page } from 'playwright-core'
import { describe, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { canBrowse } from './chromium.ts'
import { open, runAll, useBrowser } from './playground.ts'

describe.skipIf(!canBrowse)('axe finds nothing', () => {
  useBrowser()

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)('%s, %i pixels: at first, with frames, in each view and dialog', async (colorScheme, width) => {
    const page = await open({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' })
    await expectAccessible(page)
    await runAll(page)
    await page.locator('lab-frames tbody tr').nth(1).click()
    await page.getByRole('button', { name: 'Fork' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('combobox', { name: 'Why did this device not get it?' }).selectOption({ index: 1 })
    await page.locator('lab-why .answer').waitFor()
    await expectAccessible(page)
    await inDetails(page)
    await inMenu(page)
    await inDialogs(page)
  })
})

async function inDetails(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Fields and bytes' }).click()
  await page.getByRole('treeitem').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('tab', { name: 'Why' }).click()
}

async function inMenu(page: Page): Promise<void> {
  await page.locator('lab-topology [role=button]').last().focus()
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
}

async function inDialogs(page: Page): Promise<void> {
  const dialogs: readonly (readonly [string, string])[] = [
    ['.choose', 'lab-gallery li'],
    ['[data-action=what-if]', 'lab-what-if td.differs'],
    ['[data-action=verify]', 'lab-verify code'],
    ['lab-why button:has-text("graph")', 'lab-graph .node.lit'],
    ['lab-why button.rule', 'lab-rule select'],
    ['.top button[title$="(?)"]', 'lab-help dl'],
  ]
  for (const [opener, content] of dialogs) {
    await page.locator(opener).first().click()
    await page.locator(content).first().waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  }
}
