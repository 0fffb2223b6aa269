import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canBrowse } from './chromium.ts'
import {
  errorsOf,
  expectScreen,
  linkTo,
  open,
  PATIENT,
  screenOf,
  texts,
  toTerminal,
  type,
  untilIdle,
  useBrowser,
} from './playground.ts'

const LAB = readFileSync('test/scenarios/published-lab-mended.sh', 'utf8')
const LINES = LAB.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

describe.skipIf(!canBrowse)('the terminal', () => {
  useBrowser()

  test('the published lab, typed key by key, is answered and drawn', async () => {
    const page = await open()
    await toTerminal(page)
    for (const line of LINES) await type(page, line)
    await expectScreen(page, 'pc', '64 bytes from 192.168.56.123: icmp_seq=2 ttl=64')
    await expectScreen(page, 'pc', '2 packets transmitted, 2 received, 0% packet loss')
    await expect.poll(() => page.locator('lab-frames tbody tr').count(), PATIENT).toBe(6)
    await expect.poll(() => texts(page, 'lab-topology .room .name'), PATIENT).toEqual(['ns1', 'ns2'])
    await expect.poll(() => texts(page, 'lab-topology .card .name'), PATIENT).toEqual(['mac1', 'mac2'])
    expect(errorsOf(page)).toEqual([])
  })

  test('Enter in an empty prompt types what is offered, line by line', async () => {
    const page = await open()
    await expectScreen(page, 'pc', 'modprobe macvlan')
    await toTerminal(page)
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Enter')
      await untilIdle(page)
    }
    await expect.poll(() => texts(page, 'lab-topology .card .name'), PATIENT).toEqual(['mac1'])
    expect(await page.locator('.script .what').textContent()).toContain('line 4 of 14')
  })

  test('history, completion and Ctrl-C are those of a terminal, and ping streams', async () => {
    const page = await open()
    await toTerminal(page)
    await page.keyboard.type('ip li')
    await page.keyboard.press('Tab')
    await page.keyboard.type('set en')
    await page.keyboard.press('Tab')
    await page.keyboard.type('up')
    await expectScreen(page, 'pc', '# ip link set enp0s8 up')
    await page.keyboard.press('Enter')
    await untilIdle(page)
    await page.keyboard.type('ping 192.168.56.1')
    await page.keyboard.press('Enter')
    await expectScreen(page, 'pc', 'icmp_seq=2')
    await page.keyboard.press('Control+c')
    await untilIdle(page)
    await expectScreen(
      page,
      'pc',
      /\^C\n+--- 192.168.56.1 ping statistics ---\n(\d+) packets transmitted, \1 received/,
    )
    await page.keyboard.press('ArrowUp')
    const lastLine = async () => (await screenOf(page, 'pc')).split('\n').at(-1)
    await expect.poll(lastLine, PATIENT).toContain('# ping 192.168.56.1')
  })

  test('each place has its tab and prompt; tcpdump listens in one while another pings', async () => {
    const page = await open()
    await page.getByRole('tab', { name: 'gw' }).click()
    await toTerminal(page)
    await page.keyboard.type('tcpdump -n -i eth1 icmp')
    await page.keyboard.press('Enter')
    await expectScreen(page, 'gw', 'listening on eth1')
    await page.getByRole('tab', { name: 'pc' }).click()
    await toTerminal(page)
    await page.keyboard.type('ping -c 1 192.168.56.1')
    await page.keyboard.press('Enter')
    await expectScreen(page, 'pc', '1 received')
    await expectScreen(page, 'gw', 'IP 192.168.56.110 > 192.168.56.1: ICMP echo request')
    await page.getByRole('tab', { name: 'gw' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expectScreen(page, 'gw', '2 packets captured')
    await expectScreen(page, 'gw', 'root@gw:~#')
  })

  test('a whole script can be pasted, and help is there', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.evaluate((text) => navigator.clipboard.writeText(text), LINES.join('\n') + '\n')
    await toTerminal(page)
    await page.keyboard.press('Control+v')
    await expectScreen(page, 'pc', '2 packets transmitted, 2 received, 0% packet loss')
    await untilIdle(page)
    await type(page, 'help')
    await expectScreen(page, 'pc', /GNU bash|macvlan/)
    await expect.poll(() => texts(page, 'lab-topology .card .name'), PATIENT).toEqual(['mac1', 'mac2'])
  })

  test('an endless loop leaves the page responsive, and Stop ends it', async () => {
    const page = await open()
    await toTerminal(page)
    await page.keyboard.type('while :; do :; done')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Stop' }).waitFor()
    // The page answers while it runs.
    await page.locator('lab-header .top button').last().click()
    await page.getByRole('dialog', { name: 'Help' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Stop' }).click()
    await untilIdle(page)
    await toTerminal(page)
    await type(page, 'echo still here')
    await expectScreen(page, 'pc', '\nstill here')
  })

  test('a loop that is never stopped comes to its limit, and says so', async () => {
    const page = await open({}, linkTo('for i in 1 2; do while :; do :; done; done', 'echo on'))
    await page.getByRole('button', { name: 'Next line' }).click()
    await expectScreen(page, 'host', /limit reached: more than \d+ commands/)
    await page.getByRole('button', { name: 'Next line' }).click()
    await expectScreen(page, 'host', /\non\n/)
  })

  test('a storm is cut, with a message, and the page goes on', async () => {
    const storm = [
      'ip link add br0 up type bridge',
      'ip link add v1 type veth peer name v2',
      'ip link add v3 type veth peer name v4',
      'for port in v1 v2 v3 v4; do ip link set $port up; done',
      'for port in v1 v3; do ip link set $port master br0; done',
      'ip link add br1 up type bridge',
      'for port in v2 v4; do ip link set $port master br1; done',
      'ip addr add 10.0.0.1/24 dev br0',
      'ping -c 1 -W 1 10.0.0.2',
    ]
    const page = await open({}, linkTo(...storm))
    await page.getByRole('button', { name: 'Run all' }).click()
    await page.locator('.notice').filter({ hasText: 'A storm' }).waitFor()
    await untilIdle(page)
    await expectScreen(page, 'host', 'a layer 2 storm')
    await toTerminal(page)
    await type(page, 'echo still here')
    await expectScreen(page, 'host', '\nstill here')
  })
})
