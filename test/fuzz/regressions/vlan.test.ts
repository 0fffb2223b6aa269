import { expect, test } from 'vitest'
import { BROADCAST } from '../../../src/frame/mac.ts'
import { create, macOf, Play, STRANGER, send } from './play.ts'

test('[DEV8] a tag is taken out by the first receiver, and counts as bytes no more (skb_vlan_untag)', () => {
  const play = new Play([create('m0', 'bridge'), send('m0', STRANGER, macOf(0), { vlan: 7 })])
  expect(play.counter('eth0', 'txBytes')).toBe(60)
  expect(play.counter('p2', 'txBytes')).toBe(56)
  expect(play.counter('out', 'rxBytes')).toBe(56)
})

test('[DEV8] a frame too short for its tag is dropped unseen', () => {
  const play = new Play([create('m0', 'vepa'), send('m0', BROADCAST, macOf(0), { vlan: 7, length: 19 })])
  expect(play.last.seen).toEqual(['m0 outgoing', 'eth0 outgoing'])
})

test('a tagged frame that nobody takes counts as dropped even where a packet socket saw it', () => {
  const play = new Play([create('m0', 'vepa'), send('m0', STRANGER, macOf(0), { vlan: 7 })])
  expect(play.counter('out', 'rxDropped')).toBe(1)
})
