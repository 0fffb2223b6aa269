import { expect, test } from 'vitest'
import { BROADCAST } from '../../../src/frame/mac.ts'
import { create, macOf, play, send } from './play.ts'

test('a veth has no unicast filter: a macvlan on it makes it promiscuous (__dev_set_rx_mode)', async () => {
  const played = await play([create('m0', 'bridge')])
  expect(played.view('eth0')).toMatchObject({ promiscuity: 1, flags: 'up running lowerUp' })
})

test('two macvlans need it once, and the last one that goes down gives it back', async () => {
  const down = (dev: string) => ({ do: 'change', dev, changes: { up: false } }) as const
  const both = [create('m0', 'vepa'), create('m1', 'vepa')]
  expect((await play([...both, down('m0')])).view('eth0').promiscuity).toBe(1)
  expect((await play([...both, down('m0'), down('m1')])).view('eth0').promiscuity).toBe(0)
})

test('a promiscuity that went below zero cannot come back up (__dev_set_promiscuity: EOVERFLOW)', async () => {
  const flags = (nopromisc: boolean) =>
    ({ do: 'macvlan', dev: 'm0', options: { flags: { nopromisc, nodst: false } } }) as const
  const passthru = create('m0', 'passthru', { up: false })
  const played = await play([passthru, flags(true), flags(false)])
  expect(played.outcomes.map(({ reply }) => reply)).toEqual(['ok', 'ok', 'EOVERFLOW'])
  expect(played.view('eth0').promiscuity).toBe(0xffff_ffff)
})

test('a copy that a bridge-mode sibling hands over is counted with its header twice (macvlan_broadcast)', async () => {
  const played = await play([create('m0', 'bridge'), create('m1', 'bridge'), send('m0', BROADCAST, macOf(0))])
  expect(played.counter('m1', 'rxBytes')).toBe(60 + 14)
})
