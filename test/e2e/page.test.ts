import { describe, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { canBrowse } from './chromium.ts'
import {
  address,
  errorsOf,
  expectScreen,
  open,
  PATIENT,
  runAll,
  screenOf,
  texts,
  toTerminal,
  type,
  untilIdle,
  useBrowser,
  visit,
} from './playground.ts'

describe.skipIf(!canBrowse)('the page', () => {
  useBrowser()

  test('works without a network after the first visit, the text tools included', async () => {
    const page = await open({ serviceWorkers: 'allow' })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.context().setOffline(true)
    await page.reload()
    await page.waitForSelector('.terminal-view')
    await runAll(page)
    await expectScreen(page, 'pc', '2 received')
    await toTerminal(page)
    await type(page, "echo 'macvlan, veth' | sed s/mac/ip/ | tr , '!'")
    await expectScreen(page, 'pc', 'ipvlan! veth')
    await page.locator('.choose').click()
    await page.locator('lab-gallery li').first().waitFor()
    await page.goto(new URL('spec.html#rx3', address()).href)
    expect(await page.locator('#rx3 h3').textContent()).toBe('RX3')
  })

  test('embeds in a plain page with one script tag, showing what was asked for', async () => {
    const page = await visit(new URL('/lesson.html', address()).href)
    const frame = page.frameLocator('macvlan-lab iframe')
    await frame.locator('lab-topology svg.map').waitFor()
    expect(await frame.locator('.panel.map').getAttribute('aria-label')).toBe('拓扑')
    expect(await frame.locator('.panel.list').isVisible()).toBe(false)
    expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await page.locator('macvlan-lab iframe').evaluate((one) => one.clientHeight)).toBe(420)
    await frame.locator('.terminal-view').waitFor()
    await frame.getByRole('button', { name: '全部运行' }).click()
    const moments = frame.locator('lab-timeline input')
    await expect.poll(() => moments.getAttribute('max'), PATIENT).not.toBe('0')
  })

  test('embeds by iframe alone', async () => {
    const page = await visit(new URL('/frame.html', address()).href)
    const frame = page.frameLocator('iframe')
    await frame.locator('lab-topology svg.map').waitFor()
    await frame.locator('lab-frames').waitFor()
    expect(await frame.locator('.panel.shell').isVisible()).toBe(false)
  })

  test('its Content-Security-Policy lets no foreign script run', async () => {
    const page = await open()
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.inline = true'
      document.body.append(script)
      const image = document.createElement('div')
      image.innerHTML = '<img src="data:," onerror="window.handler = true">'
      document.body.append(image)
      // Only later is it the page that asks: the debugger that runs this test may evaluate anything.
      const evaluated = await new Promise<boolean>((answer) =>
        setTimeout(() => {
          try {
            answer(new Function('return true')())
          } catch {
            answer(false)
          }
        }),
      )
      const found = window as unknown as Record<string, boolean>
      return [found['inline'] === true, found['handler'] === true, evaluated]
    })
    expect(ran).toEqual([false, false, false])
    const policy = await page.locator('meta[http-equiv]').getAttribute('content')
    expect(policy).toMatch(/script-src 'self'(;|$)/)
  })

  test('Chinese throughout, chosen from the browser and switchable', async () => {
    const page = await open({ locale: 'zh-CN', reducedMotion: 'reduce' })
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await runAll(page)
    await page.locator('lab-frames tbody tr').nth(2).click()
    const story = page.locator('lab-why .story')
    await expect.poll(() => story.textContent(), PATIENT).toContain('那个 macvlan 也是 bridge 模式吗？')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'EN', exact: true }).click()
    await expect.poll(() => story.textContent(), PATIENT).toContain('Is that macvlan in bridge mode too?')
    await page.reload()
    await page.waitForSelector('.terminal-view')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('at 360 pixels nothing is cut off and nothing scrolls sideways', async () => {
    const page = await open({ viewport: { width: 360, height: 740 }, hasTouch: true })
    // The prompt stands there once, in one line, however often the terminal was measured.
    await expect.poll(() => screenOf(page, 'pc'), PATIENT).toMatch(/^root@pc:~# modprobe macvlan[^\n]*$/)
    await page.setViewportSize({ width: 500, height: 740 })
    await page.setViewportSize({ width: 360, height: 740 })
    await expect.poll(() => screenOf(page, 'pc'), PATIENT).toMatch(/^root@pc:~# modprobe macvlan[^\n]*$/)
    await runAll(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    const map = (await page.locator('lab-topology svg.map').boundingBox())!
    for (const house of await page.locator('lab-topology .house, lab-topology .switch').all()) {
      const box = (await house.boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(map.x)
      expect(box.x + box.width).toBeLessThanOrEqual(map.x + map.width)
    }
  })

  test('by keyboard alone: the lab, its frames, a moment, a device, help', async () => {
    const page = await open({ reducedMotion: 'reduce' })
    await page.keyboard.press('`')
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press('Enter')
      await untilIdle(page)
    }
    await page.keyboard.press('Escape')
    await page.keyboard.type('echo reply')
    await expect.poll(() => page.locator('lab-frames tbody tr').count(), PATIENT).toBe(2)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('lab-frames tr[aria-selected=true]').count(), PATIENT).toBe(1)
    const focused = () =>
      page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle !== 'none')
    expect(await focused()).toBe(true)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('f')
    await page.locator('.notice').filter({ hasText: 'A new branch' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Help' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('lab-topology [role=button]').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.getByRole('dialog', { name: /What to do with/ }).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog', { name: /What to do with/ }).count()).toBe(0)
    expect(errorsOf(page)).toEqual([])
    await expect.poll(() => texts(page, 'lab-topology .card .name'), PATIENT).toEqual(['mac1', 'mac2'])
  })
})
