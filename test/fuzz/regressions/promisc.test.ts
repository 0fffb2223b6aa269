import { describe, expect, test } from 'vitest'
import type { Mac } from '../../../src/frame/mac.ts'
import type { FdbStep, Step } from '../../../src/fuzz/step.ts'
import { create, type Play, play, STRANGER } from './play.ts'

const TAP = 0x0200_0000_00b0 as Mac
const TAP_INDEX = 18
const P0 = 0x0200_0000_000b as Mac

const join = (dev: string, master: string | null): Step => ({ do: 'change', dev, changes: { master } })
const entry = (how: FdbStep['how'], rest: Partial<FdbStep> = {}): Step => ({
  do: 'fdb',
  dev: 'p0',
  how,
  of: 'master',
  mac: STRANGER,
  state: 'noarp',
  ...rest,
})

/** nopromisc of a passthru macvlan that is down has taken the count of t0 below zero: it cannot go up. */
const atItsEnd: readonly Step[] = [
  { do: 'create tap', dev: 't0', mac: TAP },
  create('m0', 'passthru', { lower: 't0', up: false }),
  { do: 'macvlan', dev: 'm0', options: { flags: { nopromisc: true, nodst: false } } },
  { do: 'delete', dev: 'm0' },
]

/** The unicast addresses that t0 listens to. */
const listed = (played: Play): readonly string[] =>
  played
    .fdb()
    .filter((line) => line.endsWith(` ${TAP_INDEX} self`) && line.startsWith('2000000'))
    .map((line) => line.split(' ')[0]!)

describe('a port whose device cannot be made promiscuous any more (br_port_set_promisc)', () => {
  const joined = [...atItsEnd, join('t0', 'br0')]
  const own = TAP.toString(16)
  const stranger = STRANGER.toString(16)

  test('is told of what the switch knows for good from then on, its own address first (fdb_add_hw_addr)', async () => {
    const played = await play([...joined, entry('add')])
    expect(played.view('t0').promiscuity).toBe(0xffff_ffff)
    expect(listed(played).toSorted()).toEqual([own, stranger])
  })

  test('and of what is known no more (fdb_del_hw_addr)', async () => {
    expect(listed(await play([...joined, entry('add'), entry('del')]))).toEqual([own])
    const learned = entry('replace', { state: 'reachable' })
    expect(listed(await play([...joined, entry('add'), learned]))).toEqual([own])
    expect(listed(await play([...joined, entry('add'), entry('add'), learned, learned]))).toEqual([own])
  })

  test('once for an entry that stays for good, however it is written (fdb_add_entry)', async () => {
    const local = entry('replace', { state: 'permanent' })
    expect(listed(await play([...joined, entry('add'), local, entry('del')]))).toEqual([own])
  })

  test('not of a station that may age (fdb_delete)', async () => {
    const byHand = entry('add', { dev: 't0', of: 'self', state: 'permanent' })
    const ages = entry('add', { state: 'reachable' })
    expect(listed(await play([...joined, byHand, ages, entry('del')])).toSorted()).toEqual([own, stranger])
  })

  test('is told when the address of another port changes (br_fdb_changeaddr)', async () => {
    const changed: Step = { do: 'change', dev: 'p0', changes: { address: STRANGER } }
    const back: Step = { do: 'change', dev: 'p0', changes: { address: P0 } }
    expect(listed(await play([...joined, changed])).toSorted()).toEqual([own, stranger])
    expect(listed(await play([...joined, changed, back])).toSorted()).toEqual([P0.toString(16), own])
  })

  test('forgets what the switch knew when it leaves (br_fdb_unsync_static)', async () => {
    const left = await play([...joined, entry('add'), join('t0', null)])
    expect(listed(left)).toEqual([])
  })

  /** Nothing on its list any more: one fewer wants it promiscuous, and there is room again. */
  const room: readonly Step[] = [
    { do: 'change', dev: 't0', changes: { up: true } },
    entry('del', { dev: 't0', of: 'self', mac: TAP, state: 'permanent' }),
  ]
  const quiet = (dev: string, of: readonly ('learning' | 'flood')[]): Step => ({
    do: 'port',
    dev,
    changes: Object.fromEntries(of.map((flag) => [flag, false])),
  })

  test.each([
    ['a port goes', [join('p1', null)], true],
    ['a port comes', [join('p3', 'br0')], true],
    ['a port neither floods nor learns', [quiet('p0', ['learning', 'flood'])], true],
    ['a port does not flood', [quiet('p0', ['flood'])], false],
    ['a port does not learn', [quiet('p0', ['learning'])], false],
    [
      'the switch itself becomes promiscuous',
      [{ do: 'change', dev: 'br0', changes: { promisc: true } }],
      true,
    ],
    [
      'the switch itself wants all groups',
      [{ do: 'change', dev: 'br0', changes: { allmulticast: true } }],
      false,
    ],
  ] satisfies [string, Step[], boolean][])(
    'is asked again where there is room: %s (br_manage_promisc)',
    async (_what, events, asked) => {
      const played = await play([...joined, ...room, ...events, entry('add')])
      expect(listed(played).includes(stranger)).toBe(!asked)
    },
  )
})
