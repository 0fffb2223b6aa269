import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  canBrowse,
  errorsOf,
  type Playground,
  runAll,
  screenOf,
  startPlayground,
  type,
  untilIdle,
} from './playground.ts'

let playground: Playground
/** Where virtual time passes at its real pace. */
const PATIENT = { timeout: 15_000 }

describe.skipIf(!canBrowse)('the playground, in Chromium', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    playground = await startPlayground()
  }, 120_000)
  afterAll(() => playground?.close())

  test('the published lab, typed key by key, is answered and drawn', async () => {
    const page = await playground.open()
    await page.keyboard.press('`')
    const lines = readFileSync('test/scenarios/published-lab-mended.sh', 'utf8').split('\n')
    for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) await type(page, line)
    const screen = await screenOf(page, 'pc')
    expect(screen).toContain('64 bytes from 192.168.56.123: icmp_seq=2 ttl=64')
    expect(screen).toContain('2 packets transmitted, 2 received, 0% packet loss')
    expect(await page.locator('lab-frames tbody tr').count()).toBe(6)
    expect(await texts(page, 'lab-topology .room .name')).toEqual(['ns1', 'ns2'])
    expect(await texts(page, 'lab-topology .card .name')).toEqual(['mac1', 'mac2'])
    expect(errorsOf(page)).toEqual([])
  })

  test('Enter in an empty prompt types what is offered, line by line', async () => {
    const page = await playground.open()
    await expect.poll(() => screenOf(page, 'pc'), PATIENT).toContain('modprobe macvlan')
    await page.keyboard.press('`')
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Enter')
      await page.waitForTimeout(30)
      await untilIdle(page)
    }
    expect(await texts(page, 'lab-topology .card .name')).toEqual(['mac1'])
    expect(await page.locator('.script .what').textContent()).toContain('line 4 of 14')
  })

  test('history, completion and Ctrl-C are those of a terminal', async () => {
    const page = await playground.open()
    await page.keyboard.press('`')
    await page.keyboard.type('ip li')
    await page.keyboard.press('Tab')
    await page.keyboard.type('set en')
    await page.keyboard.press('Tab')
    await page.keyboard.type('up')
    await expect.poll(() => screenOf(page, 'pc'), PATIENT).toContain('# ip link set enp0s8 up')
    await page.keyboard.press('Enter')
    await page.keyboard.type('ping 192.168.56.1')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('lab-terminal .running'))
    await page.waitForTimeout(300)
    await page.keyboard.press('Control+c')
    await untilIdle(page)
    await expect
      .poll(() => screenOf(page, 'pc'), PATIENT)
      .toMatch(/\^C\n+--- 192.168.56.1 ping statistics ---\n1 packets transmitted, 1 received/)
    await page.keyboard.press('ArrowUp')
    const lastLine = async () => (await screenOf(page, 'pc')).split('\n').at(-1)
    await expect.poll(lastLine, PATIENT).toContain('# ping 192.168.56.1')
  })

  test('tcpdump listens in one terminal while another pings', async () => {
    const page = await playground.open()
    await page.getByRole('tab', { name: 'gw' }).click()
    await page.keyboard.press('`')
    await page.locator('lab-terminal .screen').click()
    await page.keyboard.type('tcpdump -n -i eth1 icmp')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'pc' }).click()
    await page.locator('lab-terminal .screen').click()
    await page.keyboard.type('ping -c 1 192.168.56.1')
    await page.keyboard.press('Enter')
    await expect.poll(() => screenOf(page, 'pc'), PATIENT).toContain('1 received')
    await expect
      .poll(() => screenOf(page, 'gw'), PATIENT)
      .toContain('IP 192.168.56.110 > 192.168.56.1: ICMP echo request')
    await page.getByRole('tab', { name: 'gw' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect.poll(() => screenOf(page, 'gw'), PATIENT).toContain('2 packets captured')
  })

  test('time goes forward and back, by movement and by decision', async () => {
    const page = await playground.open({ reducedMotion: 'reduce' })
    await runAll(page)
    const position = () => page.locator('lab-timeline input').getAttribute('aria-valuetext')
    await page.getByRole('button', { name: 'To the beginning' }).click()
    expect(await position()).toContain('step 0 of')
    await page.locator('main').evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('ArrowRight')
    expect(await position()).toContain('step 1 of')
    expect(await texts(page, 'lab-topology .chip text')).toEqual(['ARP ?'])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    expect(await position()).toContain('step 2 of')
    const before = await page.locator('lab-why .step:not(.later)').count()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    expect(await page.locator('lab-why .step:not(.later)').count()).not.toBe(before)
    await page.keyboard.press(' ')
    await expect
      .poll(() => page.locator('lab-timeline .play').getAttribute('aria-label'), PATIENT)
      .toBe('Pause')
  })

  test('why: each decision with its rule, its kernel function and its values', async () => {
    const page = await playground.open()
    await runAll(page)
    await page.locator('lab-frames tbody tr').nth(2).click()
    const story = await page.locator('lab-why .story').textContent()
    expect(story).toContain('Is that macvlan in bridge mode too?')
    expect(story).toMatch(/TX4\s+macvlan_queue_xmit/)
    expect(story).toContain('it enters the receive path of the lower device, and never touches the wire')
    await page.locator('lab-why select').selectOption({ label: 'gw eth1' })
    expect(await page.locator('lab-why .answer').textContent()).toContain('No copy came near it')
  })

  test('a click types the command that does it', async () => {
    const page = await playground.open()
    await page.getByRole('button', { name: /^sw p1,/ }).click()
    await page.getByRole('button', { name: /Turn hairpin on/ }).click()
    await untilIdle(page)
    await expect
      .poll(() => screenOf(page, 'pc'), PATIENT)
      .toContain('on sw bridge link set dev p1 hairpin on')
    expect(await page.getByRole('button', { name: /^sw p1,/ }).getAttribute('aria-label')).toContain(
      'hairpin on',
    )
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(() => page.getByRole('button', { name: /^sw p1,/ }).getAttribute('aria-label'), PATIENT)
      .toContain('hairpin off')
  })

  test('a link holds the lab, runs nothing by itself, and comes back the same', async () => {
    const page = await playground.open()
    await page.keyboard.press('`')
    await type(page, "ip link add link enp0s8 name 'm<img/x>' type macvlan mode vepa")
    await type(page, 'ip link add link enp0s8 name m1 type macvlan mode vepa')
    const hash = await page.evaluate(() => location.hash)
    const other = await playground.open({}, hash)
    expect(await other.locator('lab-topology .card').count()).toBe(0)
    expect(await other.locator('.notice').textContent()).toContain('2 lines')
    for (let line = 0; line < 2; line++) {
      await other.getByRole('button', { name: 'Next line' }).click()
      await untilIdle(other)
    }
    expect(await texts(other, 'lab-topology .card .name')).toEqual(
      await texts(page, 'lab-topology .card .name'),
    )
    expect(await other.locator('img').count()).toBe(0)
    expect(await other.evaluate(() => location.hash)).not.toBe('')
  })

  test.each(['#lab=AAAA', '#lab=%%%', `#lab=${'x'.repeat(300)}`])(
    'a damaged link says so and starts clean: %s',
    async (hash) => {
      const page = await playground.open({}, hash)
      expect(await page.locator('.notice').textContent()).toContain('damaged')
      expect(await texts(page, 'lab-topology .house .name')).toEqual(['pc', 'gw'])
      expect(errorsOf(page)).toEqual([])
    },
  )

  test('an endless loop leaves the page responsive, and Stop ends it', async () => {
    const page = await playground.open()
    await page.keyboard.press('`')
    await page.keyboard.type('while :; do :; done')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Stop' }).click()
    await untilIdle(page)
    await type(page, 'echo still here')
    await expect.poll(() => screenOf(page, 'pc'), PATIENT).toContain('\nstill here')
  })

  test('every frame can be taken along as pcapng', async () => {
    const page = await playground.open()
    await runAll(page)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'pcapng' }).click(),
    ])
    const bytes = readFileSync(await file.path())
    expect(bytes.readUInt32LE(0)).toBe(0x0a0d0d0a)
    expect(bytes.includes('pc/ns1:mac1')).toBe(true)
  })

  test('works without a network after the first visit', async () => {
    const page = await playground.open()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.context().setOffline(true)
    await page.reload()
    await page.waitForSelector('.terminal-view')
    await runAll(page)
    await expect.poll(() => screenOf(page, 'pc'), PATIENT).toContain('2 received')
    expect(await page.evaluate(() => performance.getEntriesByType('resource').length)).toBeGreaterThan(0)
  })

  test('embeds in any page with one script tag, showing what was asked for', async () => {
    const page = await playground.open()
    await page.evaluate(() => {
      document.body.innerHTML = '<macvlan-lab view="topology,time" lang="zh" height="420"></macvlan-lab>'
    })
    await page.addScriptTag({ type: 'module', url: `${playground.url}embed.js` })
    const frame = page.frameLocator('macvlan-lab iframe')
    await frame.locator('lab-topology svg.map').waitFor()
    expect(await frame.locator('.panel.map').getAttribute('aria-label')).toBe('拓扑')
    expect(await frame.locator('.panel.shell').isVisible()).toBe(false)
    expect(await page.locator('macvlan-lab iframe').evaluate((one) => one.clientHeight)).toBe(420)
  })

  test('Chinese throughout, chosen from the browser and switchable', async () => {
    const page = await playground.open({ locale: 'zh-CN' })
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await runAll(page)
    await page.locator('lab-frames tbody tr').nth(2).click()
    expect(await page.locator('lab-why .story').textContent()).toContain('那个 macvlan 也是 bridge 模式吗？')
    await page.getByRole('button', { name: 'EN', exact: true }).click()
    expect(await page.locator('lab-why .story').textContent()).toContain(
      'Is that macvlan in bridge mode too?',
    )
  })

  test('at 360 pixels nothing is cut off and nothing scrolls sideways', async () => {
    const page = await playground.open({ viewport: { width: 360, height: 740 }, hasTouch: true })
    await runAll(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    const map = (await page.locator('lab-topology svg.map').boundingBox())!
    for (const house of await page.locator('lab-topology .house, lab-topology .switch').all()) {
      const box = (await house.boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(map.x)
      expect(box.x + box.width).toBeLessThanOrEqual(map.x + map.width)
    }
  })

  test('by keyboard alone: the lab, its frames, a device', async () => {
    const page = await playground.open()
    await page.keyboard.press('`')
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press('Enter')
      await page.waitForTimeout(30)
      await untilIdle(page)
    }
    await page.keyboard.press('Escape')
    await page.keyboard.type('echo reply')
    expect(await page.locator('lab-frames tbody tr').count()).toBe(2)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('lab-frames tr[aria-selected=true]').count()).toBe(1)
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog', { name: 'Help' }).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('lab-topology [role=button]').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.getByRole('dialog', { name: /What to do with/ }).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog', { name: /What to do with/ }).count()).toBe(0)
  })

  describe.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)('axe finds nothing: %s, %i pixels', (colorScheme, width) => {
    test('at first, with frames, and in each dialog', async () => {
      const page = await playground.open({
        colorScheme,
        viewport: { width, height: 800 },
        reducedMotion: 'reduce',
      })
      await expectAccessible(page)
      await runAll(page)
      await page.locator('lab-frames tbody tr').nth(1).click()
      await expectAccessible(page)
      await page.locator('lab-topology [role=button]').last().focus()
      await page.keyboard.press('Enter')
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.locator('.choose').click()
      await page.locator('lab-gallery li').first().waitFor()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.locator('.top button').last().click()
      await expectAccessible(page)
    })
  })
})

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
  ).toEqual([])
}

function texts(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).allTextContents()
}
