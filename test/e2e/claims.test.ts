import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { canBrowse } from './chromium.ts'
import { address, errorsOf, linkTo, momentOf, open, PATIENT, texts, useBrowser, visit } from './playground.ts'

const CALM = { reducedMotion: 'reduce' } as const

async function openClaims(page: Page): Promise<void> {
  await page.locator('[data-action=claims]').click()
  await page.locator('[data-claim]').first().waitFor()
}

/** Presses the button, and waits for what the search says. */
async function search(page: Page): Promise<string> {
  await page.locator('[data-find]').click()
  const verdict = page.locator('[data-verdict]')
  await verdict.waitFor(PATIENT)
  return (await verdict.getAttribute('data-verdict'))!
}

/** How many worlds the view has counted. */
async function counted(page: Page): Promise<number> {
  const text = await page.locator('[data-count] b').textContent()
  return Number(text!.replace(/\D/g, ''))
}

/** Tab by tab, as a reader without a mouse goes. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  expect.unreachable(`no way to ${selector} by Tab`)
}

const hashOf = (page: Page) => page.evaluate(() => location.hash)

describe.skipIf(!canBrowse)('claims', () => {
  useBrowser()

  test('what people say: chosen, contradicted, with the kernels that did the same, watched, and left again', async () => {
    const page = await open(CALM)
    await openClaims(page)
    await page.getByRole('searchbox', { name: /private, hairpin/ }).fill('talk to each other')
    expect(await page.locator('[data-claim]').count()).toBe(1)
    await page.locator('[data-claim]').click()
    await expect.poll(() => hashOf(page), PATIENT).toBe('#claim=private-behind-a-mirror')
    expect(await search(page)).toBe('counterexample')
    const finding = page.locator('lab-claims-finding')
    await finding.getByText('Here the sibling does hear it.').waitFor()
    expect(await finding.locator('.listing').textContent()).toContain('bridge link set dev p1 hairpin on')
    expect(await finding.locator('.way').textContent()).toContain('parent → sibling')
    expect(await finding.locator('.kernels.real').textContent()).toMatch(/verified on/)
    expect(await finding.locator('lab-command code').textContent()).toBe(
      'npx macvlan-lab verify test/claims/private-behind-a-mirror.sh',
    )
    await page.locator('[data-watch]').click()
    await page.locator('.away').filter({ hasText: 'Private children cannot talk' }).waitFor()
    await page.getByRole('button', { name: /^host child, private/ }).waitFor()
    await expect.poll(() => momentOf(page), PATIENT).toEqual({ at: 1, of: 6 })
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(() => momentOf(page), PATIENT).toEqual({ at: 6, of: 6 })
    expect(await page.locator('.top .kernels.real').count()).toBe(1)
    await page.locator('[data-claim-again]').click()
    await finding.getByText('Here the sibling does hear it.').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-home]').click()
    await page.getByRole('button', { name: /^pc enp0s8/ }).waitFor()
    await expect.poll(() => hashOf(page), PATIENT).toBe('')
    expect(errorsOf(page)).toEqual([])
  })

  test('a wrong claim of one’s own, by keyboard alone: form and text follow each other, mistakes are told in words', async () => {
    const page = await open(CALM)
    await tabTo(page, '[data-action=claims]')
    await page.keyboard.press('Enter')
    await page.locator('[data-compose]').waitFor()
    await tabTo(page, '[data-compose]')
    await page.keyboard.press('Enter')
    await tabTo(page, 'lab-claims-form .chips[aria-label="Mode of child"] .mode-bridge')
    await page.keyboard.press('Space')
    const yaml = page.locator('lab-claims-form textarea')
    expect(await yaml.inputValue()).toContain('child: [vepa, bridge]')
    await tabTo(page, 'lab-claims-form textarea')
    await page.keyboard.press('Control+A')
    await page.keyboard.type(
      'when: { mode: brigde }\nsend: { from: parent, to: child }\nwho: child\nthen: never hears\n',
    )
    await page.locator('.wrong').filter({ hasText: 'Line 1: mode cannot be "brigde"' }).waitFor()
    expect(await page.locator('[data-find]').isDisabled()).toBe(true)
    await page.keyboard.press('Control+Home')
    for (let i = 0; i < 'when: { mode: bri'.length; i++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Delete')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('g')
    await expect.poll(() => yaml.inputValue(), PATIENT).toContain('mode: bridge }')
    expect(await page.locator('lab-claims-form .mode-bridge[aria-pressed=true]').count()).toBe(1)
    expect(await page.locator('lab-claims article h3').textContent()).toBe(
      'With the child in bridge mode, what the parent sends to the child is never heard by the child.',
    )
    await tabTo(page, '[data-find]')
    await page.keyboard.press('Enter')
    await page.getByText('Here the child does hear it.').waitFor(PATIENT)
    expect(await page.locator('.listing').textContent()).toContain('hairpin on')
    await tabTo(page, '[data-watch]')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^host child, bridge/ }).waitFor()
    expect(errorsOf(page)).toEqual([])
  })

  test('a true claim: worlds are counted, the search can be stopped, and goes on with others', async () => {
    const page = await open(CALM, '#claim=bridge-siblings-stay-inside')
    await page.getByRole('combobox', { name: 'in up to' }).selectOption('100000')
    await page.locator('[data-find]').click()
    await expect.poll(() => counted(page), PATIENT).toBeGreaterThan(100)
    const some = await counted(page)
    await expect.poll(() => counted(page), PATIENT).toBeGreaterThan(some)
    expect(await page.locator('[data-count]').textContent()).toMatch(/[\d,]+ worlds\/s/)
    await page.locator('[data-stop-search]').click()
    await page.locator('[data-verdict=stopped]').waitFor()
    const stopped = await counted(page)
    expect(stopped).toBeLessThan(100_000)
    await page.getByRole('combobox', { name: 'in up to' }).selectOption('1000')
    expect(await search(page)).toBe('holds')
    expect(await counted(page)).toBe(1000)
    expect(await page.locator('lab-claims-finding').textContent()).toMatch(
      /\d+ of its worlds were played on Linux 6\.18/,
    )
    await expectAccessible(page)
    await page.locator('[data-more]').click()
    await page.locator('[data-verdict=holds]').waitFor(PATIENT)
    expect(errorsOf(page)).toEqual([])
  })

  test('that something can happen: an example is found, or none', async () => {
    const yaml = 'how: sometimes\nsend: { from: parent, to: child }\nwho: child\nthen: hears\n'
    const page = await open(CALM, `#claim=${encodeURIComponent(yaml)}`)
    await page.getByRole('button', { name: 'Find an example' }).waitFor()
    expect(await search(page)).toBe('example')
    await page.getByText('Here the child does hear it.').waitFor()
  })

  test('a link to a claim comes back the same; closing brings back the lab that was in the address', async () => {
    const lab = linkTo('ip link')
    const page = await open(CALM, lab)
    await openClaims(page)
    await expect.poll(() => hashOf(page), PATIENT).toBe('#claims')
    await page.locator('[data-claim=source-own-echo]').click()
    await page.getByText('Look at it closely').click()
    await page.getByRole('combobox', { name: 'The switch reflects' }).selectOption('false')
    await expect.poll(async () => decodeURIComponent(await hashOf(page)), PATIENT).toContain('hairpin: false')
    const link = await hashOf(page)
    const other = await open(CALM, link)
    await other.locator('lab-claims-form textarea').waitFor()
    const textOf = (one: Page) => one.locator('lab-claims-form textarea').inputValue()
    expect(await textOf(other)).toBe(await textOf(page))
    expect(await other.locator('[data-verdict]').count()).toBe(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => hashOf(page), PATIENT).toBe(lab)
  })

  test('hostile claims stay text', async () => {
    const evil = 'says: <img src=x onerror=alert(1)>\n<b>: [\n'
    const page = await open(CALM, `#claim=${encodeURIComponent(evil)}`)
    page.on('dialog', () => expect.unreachable('something of a link ran'))
    await page.locator('.wrong li').first().waitFor()
    expect(await page.locator('lab-claims img').count()).toBe(0)
    expect(errorsOf(page)).toEqual([])
  })

  test('without a network, once it has been loaded', async () => {
    const page = await open({ ...CALM, serviceWorkers: 'allow' })
    await page.evaluate(() => navigator.serviceWorker.ready)
    await expect
      .poll(
        () =>
          page.evaluate(async () => (await caches.keys()).length > 0 && !!navigator.serviceWorker.controller),
        PATIENT,
      )
      .toBe(true)
    await page.context().setOffline(true)
    await page.goto(`${address()}?lang=zh#claim=host-never-reaches-its-child`)
    await page.reload()
    await page.locator('[data-find]').waitFor()
    expect(await search(page)).toBe('counterexample')
    await page.getByText('在这里，子接口收到了。').waitFor()
    expect(errorsOf(page)).toEqual([])
  })

  test('in a course page: a fenced block becomes the view; a claim by its name', async () => {
    const page = await visit(new URL('/claim.html', address()).href, CALM)
    expect(await page.locator('pre').isVisible()).toBe(false)
    const block = page.frameLocator('macvlan-lab >> nth=0 >> iframe')
    await block.locator('[data-find]').click()
    await block.locator('[data-verdict=counterexample]').waitFor(PATIENT)
    expect(await block.locator('dialog.claims > header').isVisible()).toBe(false)
    await block.locator('[data-watch]').click()
    await block.getByRole('button', { name: /^host child, vepa/ }).waitFor(PATIENT)
    expect(await block.locator('lab-terminal').isVisible()).toBe(false)
    await block.locator('[data-claim-again]').click()
    await block.locator('[data-verdict=counterexample]').waitFor()
    const named = page.frameLocator('macvlan-lab >> nth=1 >> iframe')
    await named.getByRole('heading', { name: '父接口 down 掉以后' }).waitFor()
    expect(errorsOf(page)).toEqual([])
  })

  test.each([
    ['light', 1440, 'en'],
    ['dark', 1440, 'zh'],
    ['light', 360, 'zh'],
    ['dark', 360, 'en'],
  ] as const)('axe finds nothing: %s, %i pixels, %s', async (colorScheme, width, lang) => {
    const page = await open({ ...CALM, colorScheme, viewport: { width, height: 800 } }, `?lang=${lang}`)
    await openClaims(page)
    await expectAccessible(page)
    await page.locator('[data-compose]').click()
    await page.locator('lab-claims-form .fields details summary').click()
    await expectAccessible(page)
    await search(page)
    await page.locator('lab-claims-picture').waitFor()
    await page.locator('lab-claims-finding .rules summary').click()
    await expectAccessible(page)
    await page.locator('lab-claims-form textarea').fill('when: 7\n')
    await page.locator('.wrong').waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect((await texts(page, 'lab-claims article h3'))[0]).not.toBe('')
  })
})
