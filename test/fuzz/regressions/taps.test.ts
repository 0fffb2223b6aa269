import { expect, test } from 'vitest'
import { BROADCAST, type Mac } from '../../../src/frame/mac.ts'
import type { Step } from '../../../src/fuzz/step.ts'
import { create, macOf, play, send } from './play.ts'

const GUEST = 0x0200_0000_00d0 as Mac
const tap = (how: 'attach' | 'read' | 'detach'): Step => ({ do: 'tap', dev: 't0', how })
const made: readonly Step[] = [
  { do: 'create tap', dev: 't0', mac: 0x0200_0000_00b0 as Mac },
  { do: 'change', dev: 't0', changes: { up: true } },
]

test('[TAP3] what a macvlan sends on a tap is counted there when the program reads it (tun_put_user)', async () => {
  const sent = [
    ...made,
    tap('attach'),
    create('m0', 'vepa', { lower: 't0' }),
    send('m0', BROADCAST, macOf(0)),
  ]
  expect((await play(sent)).counter('t0', 'txPackets')).toBe(0)
  const read = await play([...sent, tap('read')])
  expect(read.last.reply).toMatch(/^ok ffffffffffff0200000000a088b5/)
  expect(read.counter('t0', 'txPackets')).toBe(1)
})

test('[TAP5] what the program writes comes in as from a wire: a macvlan on the tap hears it', async () => {
  const write = send('t0', macOf(0), GUEST, { written: true })
  const played = await play([...made, tap('attach'), create('m0', 'private', { lower: 't0' }), write])
  expect(played.last.seen).toEqual(['t0 otherhost', 'm0 host'])
})

test('a tap that nobody holds has no carrier, and as a port it forwards nothing', async () => {
  const plugged: Step = { do: 'change', dev: 't0', changes: { master: 'br0' } }
  const idle = await play([...made, plugged])
  expect([idle.view('t0').carrier, idle.view('t0').port?.split(' ')[0]]).toEqual([false, 'disabled'])
  const held = await play([...made, plugged, tap('attach')])
  expect([held.view('t0').carrier, held.view('t0').port?.split(' ')[0]]).toEqual([true, 'forwarding'])
})

test('a switch whose only port was a tap stops when nobody holds that any more', async () => {
  const played = await play([
    ...made,
    tap('attach'),
    { do: 'change', dev: 't0', changes: { master: 'br1' } },
    { do: 'change', dev: 'eth2', changes: { up: false } },
    tap('detach'),
  ])
  expect(played.view('br1').carrier).toBe(false)
})
