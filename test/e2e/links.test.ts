import { describe, expect, test } from 'vitest'
import { fileOf, linkOf } from '../../playground/lab/link.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { canBrowse } from './chromium.ts'
import {
  address,
  bytesOf,
  errorsOf,
  expectScreen,
  linkTo,
  momentOf,
  open,
  PATIENT,
  runAll,
  texts,
  toTerminal,
  type,
  untilIdle,
  useBrowser,
} from './playground.ts'

describe.skipIf(!canBrowse)('links and files', () => {
  useBrowser()

  test('a link holds the lab, runs nothing by itself, and comes back the same', async () => {
    const page = await open()
    await toTerminal(page)
    await type(page, "ip link add link enp0s8 name 'm<img/x>' type macvlan mode vepa")
    await type(page, 'ip link add link enp0s8 name m1 type macvlan mode vepa')
    const hash = await page.evaluate(() => location.hash)
    const other = await open({}, hash)
    await expect.poll(() => other.locator('lab-topology .card').count(), PATIENT).toBe(0)
    expect(await other.locator('.notice').textContent()).toContain('2 lines')
    for (let line = 0; line < 2; line++) {
      await other.getByRole('button', { name: 'Next line' }).click()
      await untilIdle(other)
    }
    expect(await other.locator('.notice').count()).toBe(0)
    expect(await texts(other, 'lab-topology .card .name')).toEqual(
      await texts(page, 'lab-topology .card .name'),
    )
    await expect.poll(() => other.locator('img').count(), PATIENT).toBe(0)
    expect(await other.evaluate(() => location.hash)).toBe(hash)
  })

  test('Share brings moment, branches and view along', async () => {
    const page = await open({ reducedMotion: 'reduce' })
    await runAll(page)
    await page.getByRole('searchbox', { name: 'Filter frames' }).fill('echo')
    await page.locator('lab-frames tbody tr').nth(1).click()
    const { at, of } = await momentOf(page)
    expect(at).toBeLessThan(of)
    const chosen = () => page.locator('lab-frames tr[aria-selected=true] .number').textContent()
    const frame = await chosen()
    await page.getByRole('button', { name: 'Share' }).click()
    await page.locator('.notice').filter({ hasText: 'whole lab' }).waitFor()
    const hash = await page.evaluate(() => location.hash)
    await page.goto('about:blank')
    await page.goto(address() + hash)
    await page.waitForSelector('.terminal-view')
    await expect.poll(() => page.locator('lab-frames tbody tr').count(), PATIENT).toBe(0)
    await runAll(page)
    await expect.poll(() => momentOf(page), PATIENT).toEqual({ at, of })
    expect(await page.getByRole('searchbox', { name: 'Filter frames' }).inputValue()).toBe('echo')
    expect(await chosen()).toBe(frame)
  })

  test('a capture and the ping that it saw come back out of a link', async () => {
    const entries = [
      { place: 'host', text: 'ip addr add 192.168.56.11/24 dev eth0; ip link set eth0 up' },
      { place: 'gw', text: 'tcpdump -n -i eth0 icmp', stopAt: 3e9 },
      { place: 'host', text: 'ping -c 1 192.168.56.1', at: 2e9 },
    ]
    const lab = { name: 'lab', topology: defaultTopology, entries, offered: [] }
    const page = await open({}, linkOf(lab))
    await runAll(page)
    await expectScreen(page, 'gw', /ICMP echo request[\s\S]*2 packets captured/)
    await expectScreen(page, 'host', '1 received')
  })

  test('another lab does not take the first one away: Back leads to it', async () => {
    const page = await open()
    await toTerminal(page)
    await type(page, 'ip link add link enp0s8 name m1 type macvlan')
    await page.locator('.choose').click()
    await page.locator('lab-gallery li button').nth(2).click()
    await expect.poll(() => page.evaluate(() => location.hash), PATIENT).toBe('')
    await page.goBack()
    await page.locator('.notice').filter({ hasText: '1 line' }).waitFor()
    await page.getByRole('button', { name: 'Next line' }).click()
    await page.locator('lab-topology .card').waitFor()
  })

  test.each([
    ['#lab=AAAA', 'damaged'],
    ['#lab=%%%', 'damaged'],
    [`#lab=${'x'.repeat(300)}`, 'damaged'],
    [linkTo('ip link').slice(0, -9), 'damaged'],
  ])('a damaged link says so and starts clean: %#', async (hash, word) => {
    const page = await open({}, hash)
    expect(await page.locator('.notice').textContent()).toContain(word)
    await expect.poll(() => texts(page, 'lab-topology .house .name'), PATIENT).toEqual(['pc', 'gw'])
    expect(errorsOf(page)).toEqual([])
  })

  test('a lab is saved and opened as a file; one of a later version says why not', async () => {
    const page = await open()
    await toTerminal(page)
    await type(page, 'ip link add link enp0s8 name m1 type macvlan')
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save', exact: true }).click(),
    ])
    const text = (await bytesOf(saved)).toString()
    const other = await open()
    const file = (content: string) => ({
      name: 'lab.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    })
    const input = other.locator('input[type=file]')
    await input.setInputFiles(file(text))
    await other.locator('.notice').filter({ hasText: '1 line' }).waitFor()
    await expect.poll(() => other.locator('lab-topology .card').count(), PATIENT).toBe(0)
    await input.setInputFiles(file(text.replace('"version":2', '"version":99')))
    await other.locator('.notice').filter({ hasText: 'another version (99)' }).waitFor()
    await input.setInputFiles(file('{"no": "lab"}'))
    await other.locator('.notice').filter({ hasText: 'not a lab' }).waitFor()
  })

  test('hostile names stay text, whoever brings them: link, topology or command', async () => {
    const evil = '<img src=x onerror=alert(1)>'
    const lab = {
      name: evil,
      topology: JSON.parse(JSON.stringify(defaultTopology).replaceAll('"gw"', JSON.stringify(evil))),
      entries: [],
      offered: [
        { place: 'host', text: `echo '${evil}'; ip netns add '<b>x'` },
        { place: evil, text: `echo '<script>alert(2)</script>'` },
      ],
    }
    expect(fileOf(lab)).toContain('onerror')
    const page = await open({}, linkOf(lab))
    page.on('dialog', () => expect.unreachable('something of a link ran'))
    await runAll(page)
    await expect.poll(() => texts(page, 'lab-topology .house .name'), PATIENT).toContain(evil)
    await expect.poll(() => page.locator('img, lab-app script, b:text-is("x")').count(), PATIENT).toBe(0)
    await expectScreen(page, 'host', evil)
    expect(errorsOf(page)).toEqual([])
  })
})
