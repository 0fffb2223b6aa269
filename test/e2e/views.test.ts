import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  toTerminal,
  type,
  untilIdle,
  useBrowser,
} from './playground.ts'

const CALM = { reducedMotion: 'reduce' } as const

describe.skipIf(!canBrowse)('the views', () => {
  useBrowser()

  test('topology: a click types the command that does it', async () => {
    const page = await open(CALM)
    await runAll(page)
    await page.getByRole('button', { name: /mac1, bridge/ }).click()
    await page
      .getByRole('dialog', { name: 'What to do with mac1' })
      .getByRole('button', { name: /^private/ })
      .click()
    await page.getByRole('button', { name: /mac1, private/ }).waitFor()
    await expectScreen(
      page,
      'pc',
      /ip netns exec ns1 .*mac1 type macvlan mode private|ip -n ns1 .*mode private/,
    )
    await page.getByRole('button', { name: /^pc enp0s8/ }).click()
    await page.getByRole('button', { name: /^Take down/ }).click()
    await expectScreen(page, 'pc', /ip link set (dev )?enp0s8 down/)
    await page.getByRole('button', { name: /^pc enp0s8, down/ }).waitFor()
  })

  test('topology: what is added leaves the others where they are; zoom and pan', async () => {
    const page = await open({}, linkTo('ip link add link eth0 name m1 type macvlan'))
    const placeOf = (name: string) =>
      page.evaluate((wanted) => {
        const all = [...document.querySelectorAll('lab-topology .device')]
        const found = all.find((one) => one.querySelector('.name')?.textContent === wanted)
        return found?.getAttribute('transform')
      }, name)
    await runAll(page)
    await expect.poll(() => placeOf('m1'), PATIENT).toBeTruthy()
    const before = await placeOf('m1')
    await toTerminal(page)
    await type(page, 'for n in $(seq 2 200); do ip link add link eth0 name m$n type macvlan; done')
    await expect.poll(() => page.locator('lab-topology .card').count(), PATIENT).toBe(200)
    expect(await placeOf('m1')).toBe(before)
    const world = page.locator('lab-topology .world')
    const fitted = await world.getAttribute('transform')
    await page.getByRole('button', { name: 'Zoom in' }).click()
    expect(await world.getAttribute('transform')).not.toBe(fitted)
    const zoomed = await world.getAttribute('transform')
    const map = (await page.locator('lab-topology svg.map').boundingBox())!
    await page.mouse.move(map.x + 6, map.y + 6)
    await page.mouse.down()
    await page.mouse.move(map.x + 66, map.y + 46, { steps: 3 })
    await page.mouse.up()
    expect(await world.getAttribute('transform')).not.toBe(zoomed)
    await page.getByRole('button', { name: 'Fit' }).click()
    expect(await world.getAttribute('transform')).toBe(fitted)
  })

  test('frames: listed, filtered, and taken along as pcapng that tshark reads', async () => {
    const page = await open(CALM)
    await runAll(page)
    const rows = page.locator('lab-frames tbody tr')
    await expect.poll(() => rows.count(), PATIENT).toBe(6)
    await page.getByRole('searchbox', { name: 'Filter frames' }).fill('echo reply')
    await expect.poll(() => rows.count(), PATIENT).toBe(2)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'pcapng' }).click(),
    ])
    const folder = mkdtempSync(join(tmpdir(), 'macvlan-lab-capture-'))
    try {
      const path = join(folder, 'lab.pcapng')
      await file.saveAs(path)
      const fields = ['frame.interface_name', 'frame.comment', '_ws.col.Protocol']
      const asked = fields.flatMap((field) => ['-e', field])
      const lines = execFileSync('tshark', ['-r', path, '-T', 'fields', ...asked], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => line.split('\t'))
      expect([...new Set(lines.map(([name]) => name))]).toEqual(
        expect.arrayContaining(['pc/ns1:mac1', 'pc:enp0s8', 'pc/ns2:mac2', 'sw:p1', 'gw:eth1']),
      )
      expect(lines.some(([, comment]) => /^frame 1, TX1 yes/.test(comment!))).toBe(true)
      expect(new Set(lines.map(([, , protocol]) => protocol))).toEqual(new Set(['ARP', 'ICMP']))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('details: a tree of fields and the bytes, each pointing at the other', async () => {
    const page = await open(CALM)
    await runAll(page)
    await page.locator('lab-frames tbody tr').nth(2).click()
    await page.getByRole('tab', { name: 'Fields and bytes' }).click()
    const tree = page.getByRole('tree', { name: 'Fields and bytes' })
    await tree.getByRole('treeitem').first().waitFor()
    const before = await tree.getByRole('treeitem').count()
    expect(before).toBeGreaterThan(10)
    await tree.getByRole('treeitem', { selected: true }).press('ArrowLeft')
    await expect.poll(() => tree.getByRole('treeitem').count(), PATIENT).toBeLessThan(before)
    await tree.getByRole('treeitem', { selected: true }).press('ArrowDown')
    await expect.poll(() => tree.getByRole('treeitem', { selected: true }).count(), PATIENT).toBe(1)
  })

  test('why: each decision with its rule, its kernel function and its values; and why not', async () => {
    const page = await open(CALM)
    await runAll(page)
    await page.locator('lab-frames tbody tr').nth(2).click()
    const story = page.locator('lab-why .story')
    await expect.poll(() => story.textContent(), PATIENT).toContain('Is that macvlan in bridge mode too?')
    expect(await story.textContent()).toMatch(/TX4\s+macvlan_queue_xmit/)
    await page.locator('lab-why select').selectOption({ label: 'gw eth1' })
    expect(await page.locator('lab-why .answer').textContent()).toContain('No copy came near eth1')
  })

  test('why: the decision graph, the way it took lit, and the rule behind a node', async () => {
    const page = await open(CALM)
    await runAll(page)
    await page.locator('lab-frames tbody tr').nth(2).click()
    await page
      .getByRole('button', { name: /^Decision graph|^The decision graph/ })
      .first()
      .click()
    const graph = page.locator('lab-graph')
    await graph.locator('.node.lit').first().waitFor()
    expect(await graph.locator('.node.lit[data-rule=TX1]').count()).toBe(1)
    expect(await graph.locator('.node.pale').count()).toBeGreaterThan(0)
    await graph.locator('.node.lit[data-rule=TX1] button').first().click()
    const rule = page.locator('lab-rule')
    await expect.poll(() => rule.textContent(), PATIENT).toContain('macvlan_queue_xmit')
    // Real or model: a rule says which kernels were seen to keep it.
    await expect.poll(() => rule.locator('.kernels.real').count(), PATIENT).toBe(1)
    expect(errorsOf(page)).toEqual([])
  })

  test('what if: every mode by hairpin, differences marked, a cell leads to its replay and back', async () => {
    const page = await open(CALM)
    await runAll(page)
    await page.locator('[data-action=what-if]').click()
    const table = page.getByRole('table', { name: /hears/ })
    await table.waitFor()
    await expect.poll(() => page.locator('lab-what-if td.waiting').count(), { timeout: 120_000 }).toBe(0)
    expect(await table.locator('thead tr').last().locator('th').count()).toBeGreaterThanOrEqual(8)
    const differs = table.locator('tbody td.differs button')
    expect(await differs.count()).toBeGreaterThan(0)
    await differs.first().click()
    await page.locator('.away').waitFor()
    await page.locator('.away [data-home]').click()
    await page.locator('.away').waitFor({ state: 'detached' })
    await untilIdle(page)
    await expect.poll(() => page.locator('lab-frames tbody tr').count(), PATIENT).toBe(6)
    expect(errorsOf(page)).toEqual([])
  })

  test('scenarios: a sentence, a picture and a badge each; one opens, and runs', async () => {
    const page = await open(CALM)
    await page.locator('.choose').click()
    const labs = page.locator('lab-gallery li')
    await labs.first().waitFor()
    await expect.poll(() => labs.count(), PATIENT).toBeGreaterThan(30)
    await expect
      .poll(() => page.locator('lab-gallery li svg').count(), PATIENT)
      .toBeGreaterThanOrEqual(await labs.count())
    await expect.poll(() => page.locator('lab-gallery .kernels.real').count(), PATIENT).toBeGreaterThan(30)
    await page.getByRole('searchbox').first().waitFor()
    await page.locator('lab-gallery [data-lab=vepa-and-the-mirror]').click()
    await runAll(page)
    await expect.poll(() => page.locator('lab-frames tbody tr').count(), PATIENT).toBeGreaterThan(0)
    expect((await momentOf(page)).of).toBeGreaterThan(0)
    // Real or model: the kernels, and the command for a machine of one's own.
    await page.locator('[data-action=verify]').click()
    await expect
      .poll(() => page.locator('lab-verify').textContent(), PATIENT)
      .toContain('npx macvlan-lab verify test/scenarios/vepa-and-the-mirror.sh')
  })
})
