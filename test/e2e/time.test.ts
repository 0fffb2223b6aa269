import { describe, expect, test } from 'vitest'
import { canBrowse } from './chromium.ts'
import {
  errorsOf,
  expectScreen,
  linkTo,
  momentOf,
  open,
  PATIENT,
  runAll,
  texts,
  toTerminal,
  untilIdle,
  useBrowser,
} from './playground.ts'

const CALM = { reducedMotion: 'reduce' } as const

const SIBLINGS_IN_VEPA = [
  ...[1, 2].flatMap((n) => [
    `ip netns add ns${n}`,
    `ip link add link eth0 name mac${n} netns ns${n} address 02:00:00:00:00:0${n} type macvlan mode vepa`,
    `ip -n ns${n} addr add 192.168.56.1${n}/24 dev mac${n}`,
    `ip -n ns${n} link set mac${n} up`,
  ]),
  // The switch learns from its question where the other is: behind the port that the ping comes from.
  'ip -n ns1 neigh add 192.168.56.12 lladdr 02:00:00:00:00:02 dev mac1',
  'ip netns exec ns2 ping -c 1 -W 1 192.168.56.99',
  'ip netns exec ns1 ping -c 1 -W 1 192.168.56.12',
]

describe.skipIf(!canBrowse)('time', () => {
  useBrowser()

  test('goes forward and back, by movement and by decision, and plays', async () => {
    const page = await open(CALM)
    await runAll(page)
    await page.getByRole('button', { name: 'To the beginning' }).click()
    await expect.poll(() => momentOf(page), PATIENT).toMatchObject({ at: 0 })
    await page.locator('main').evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => momentOf(page), PATIENT).toMatchObject({ at: 1 })
    await expect.poll(() => texts(page, 'lab-topology .chip text'), PATIENT).toEqual(['ARP ?'])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => momentOf(page), PATIENT).toMatchObject({ at: 2 })
    const passed = page.locator('lab-why .step:not(.later)')
    const before = await passed.count()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    expect(await passed.count()).not.toBe(before)
    await page.keyboard.press(' ')
    const play = page.locator('lab-timeline .play')
    await expect.poll(() => play.getAttribute('aria-label'), PATIENT).toBe('Pause')
    await page.keyboard.press(' ')
    await expect.poll(() => play.getAttribute('aria-label'), PATIENT).toBe('Play')
    const { at } = await momentOf(page)
    await page.keyboard.press('ArrowRight')
    expect((await momentOf(page)).at).toBe(at + 1)
  })

  test('can be scrubbed, and its speed chosen', async () => {
    const page = await open(CALM)
    await runAll(page)
    const slider = page.getByRole('slider', { name: 'Position in time' })
    await slider.fill('5')
    await expect.poll(() => momentOf(page), PATIENT).toMatchObject({ at: 5 })
    await slider.press('ArrowLeft')
    await expect.poll(() => momentOf(page), PATIENT).toMatchObject({ at: 4 })
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('×4')
    await page.getByRole('button', { name: 'Play (Space)' }).or(page.locator('lab-timeline .play')).click()
    await expect.poll(async () => (await momentOf(page)).at, PATIENT).toBeGreaterThan(6)
  })

  test('forks at any moment, and leads back to what was left', async () => {
    const page = await open(CALM)
    await runAll(page)
    const { of } = await momentOf(page)
    await page.getByRole('slider', { name: 'Position in time' }).fill('3')
    await page.getByRole('button', { name: 'Fork' }).click()
    await page.locator('.notice').filter({ hasText: 'A new branch' }).waitFor()
    // The ping that was at work goes on from there, in another world than before if the reader likes.
    await page.locator('lab-terminal .running').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await untilIdle(page)
    await expectScreen(page, 'pc', /1 packets transmitted/)
    await toTerminal(page)
    await page.keyboard.type('ip link del mac1')
    await page.keyboard.press('Enter')
    await untilIdle(page)
    const branches = page.getByRole('combobox', { name: 'Branches' })
    expect(await branches.locator('option').allTextContents()).toEqual([
      '1 other branch',
      expect.stringMatching(/^14 lines, last: .*ping/),
    ])
    await branches.selectOption({ index: 1 })
    await expectScreen(page, 'pc', '2 packets transmitted, 2 received')
    await expect.poll(async () => (await momentOf(page)).of, PATIENT).toBe(of)
    expect(await branches.locator('option').last().textContent()).toContain('last: ip link del mac1')
    expect(errorsOf(page)).toEqual([])
  })

  test('undo takes the last command back, and keeps it', async () => {
    const page = await open(CALM)
    await page.getByRole('button', { name: /^sw p1,/ }).click()
    await page.getByRole('button', { name: /Turn hairpin on/ }).click()
    await untilIdle(page)
    const port = page.getByRole('button', { name: /^sw p1,.*hairpin on/ })
    await port.waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: /^sw p1,.*hairpin off/ }).waitFor()
    await page.getByRole('combobox', { name: 'Branches' }).selectOption({ index: 1 })
    await port.waitFor()
  })

  test('frames move along their way, copies apart', async () => {
    const page = await open()
    await runAll(page)
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('×0.25')
    await page.getByRole('button', { name: 'To the beginning' }).click()
    await page.getByRole('button', { name: /^Step forward/ }).click()
    await page.getByRole('button', { name: /^Step forward/ }).click()
    await expect.poll(() => page.locator('lab-topology .chip').count(), PATIENT).toBeGreaterThan(1)
    const pictures = new Set<string>()
    const seen = async () => {
      const canvas = page.locator('lab-topology canvas.glides')
      pictures.add(await canvas.evaluate((one) => (one as HTMLCanvasElement).toDataURL()))
      return pictures.size
    }
    await expect.poll(seen, { ...PATIENT, interval: 20 }).toBeGreaterThan(2)
  })

  test('a frame that is lost ends where that happens, with a word that says why', async () => {
    const page = await open({}, linkTo(...SIBLINGS_IN_VEPA))
    await runAll(page)
    await page.getByRole('button', { name: 'To the beginning' }).click()
    await page.getByRole('button', { name: /^Play/ }).click()
    const crosses = page.locator('lab-topology .chip.dead .death')
    await expect.poll(() => crosses.locator('text').allTextContents(), PATIENT).toContain('hairpin off')
    // The cross stands on the port of the switch that has no way out for it.
    const [cross, port] = await page.evaluate(() => {
      const all = [...document.querySelectorAll('lab-topology .death')]
      const lost = all.find((one) => one.textContent === 'hairpin off')?.querySelector('path')
      const body = document.querySelector('lab-topology .hit[aria-label^="sw p1,"]')
      return [lost, body].map((one) => {
        const { left, right, top, bottom } = one!.getBoundingClientRect()
        return { x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top }
      })
    })
    expect(Math.abs(cross!.x - port!.x)).toBeLessThan(port!.w / 2)
    expect(Math.abs(cross!.y - port!.y)).toBeLessThan(port!.h)
  })

  test('with reduced motion nothing glides: every copy stands where its movement ends', async () => {
    const page = await open(CALM)
    await runAll(page)
    await page.getByRole('button', { name: 'To the beginning' }).click()
    const chip = page.locator('lab-topology .chip').first()
    const place = () => chip.getAttribute('transform')
    await page.locator('main').evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('ArrowRight')
    const first = await place()
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
    expect(await place()).toBe(first)
    // What moved is said as well.
    await expect.poll(() => page.locator('p[aria-live]').textContent(), PATIENT).toContain('Frame 1')
  })
})
