import { describe, expect, test } from 'vitest'
import type { Mac } from '../../../src/frame/mac.ts'
import { ModelBench } from '../../../src/fuzz/model-bench.ts'
import type { NdPayload } from '../../../src/fuzz/payload.ts'
import type { Step } from '../../../src/fuzz/step.ts'
import { create, macOf, play, STRANGER } from './play.ts'

const ALL_NODES = 0x3333_0000_0001 as Mac
const STATION = 0x0200_0000_000e as Mac
const ETH0 = 'fe80::ff:fe00:a'
/** Of the group of all that end in its last bytes. */
const GROUP_OF_ETH0 = { destination: 'ff02::1:ff00:a', dst: 0x3333_ff00_000a as Mac }

const turn = (dev: string, on: boolean): Step => ({ do: 'ipv6', dev, on })
const address = (dev: string, how: 'add' | 'del', text: string): Step => ({
  do: 'address6',
  dev,
  how,
  address: text,
  prefix: 64,
})
const link = (dev: string, changes: Extract<Step, { do: 'change' }>['changes']): Step => ({
  do: 'change',
  dev,
  changes,
})

/** From `out`, who has no IPv6 itself. */
function ask(payload: Partial<NdPayload>, dst: Mac): Step {
  const plain = {
    kind: 'nd',
    message: 'solicitation',
    target: ETH0,
    solicited: false,
    override: false,
  } as const
  const question = { ...plain, source: '2001:db8::e', destination: ETH0, tellsMac: true, ...payload }
  return { do: 'send', dev: 'out', dst, src: STATION, etherType: 0x86dd, length: 90, payload: question }
}
const askGroup = (payload: Partial<NdPayload>): Step =>
  ask({ destination: GROUP_OF_ETH0.destination, ...payload }, GROUP_OF_ETH0.dst)

/** An echo request from `out`. */
function ping(
  payload: { readonly source: string; readonly destination: string },
  dst: Mac,
  src = STATION,
): Step {
  const whole = { kind: 'ip6', message: 'request', ...payload } as const
  return { do: 'send', dev: 'out', dst, src, etherType: 0x86dd, length: 100, payload: whole }
}

/** What a host said by itself, at the switch's port to `eth0`. */
const said = (seen: readonly string[]) => seen.filter((one) => one.startsWith('p0 ') && one.includes(' as '))
const replies = ({ outcomes }: { readonly outcomes: readonly { readonly reply: string }[] }) =>
  outcomes.map(({ reply }) => reply)

describe('addresses', () => {
  test('nobody, a group, and the loopback of others are no addresses of a device (ipv6_add_addr)', async () => {
    const played = await play([
      turn('eth0', true),
      ...['::', 'ff02::5', '::1'].map((each) => address('eth0', 'add', each)),
    ])
    expect(replies(played).slice(1)).toEqual([
      'EADDRNOTAVAIL: ipv6: Invalid address',
      'EADDRNOTAVAIL: ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag',
      'EADDRNOTAVAIL: ipv6: Cannot assign loopback address on this device',
    ])
  })

  test('where IPv6 is off, or the device too small for it, each refusal has an error of its own', async () => {
    const off = await play([address('eth0', 'add', '2001:db8::11'), address('eth0', 'del', '2001:db8::11')])
    const disabled = 'ipv6: IPv6 is disabled on this device'
    expect(replies(off)).toEqual([`EACCES: ${disabled}`, 'EADDRNOTAVAIL: ipv6: address not found'])
    const small = await play([
      create('m0', 'bridge', { mtu: 1000 }),
      turn('m0', true),
      address('m0', 'add', '2001:db8::11'),
      address('m0', 'del', '2001:db8::11'),
    ])
    expect(replies(small).slice(1)).toEqual(['ENOENT', 'EINVAL', `ENXIO: ${disabled}`])
  })

  test('one that is refused makes a device that is up hear all nodes again (ipv6_find_idev)', async () => {
    const heard = (lines: readonly string[]) => lines.includes(`${ALL_NODES.toString(16)} 10 self`)
    expect(heard((await play([])).fdb())).toBe(false)
    expect(heard((await play([address('eth0', 'add', '2001:db8::11')])).fdb())).toBe(true)
  })

  test('who hears all nodes, but was never ready for IPv6, goes on hearing them when it goes down (addrconf_ifdown)', async () => {
    const played = await play([address('out', 'add', '2001:db8::11'), link('out', { up: false })])
    expect(played.fdb()).toContain(`${ALL_NODES.toString(16)} 14 self`)
  })
})

describe('groups', () => {
  test('a device that is down listens for the questions about its address (igmp6_group_added)', async () => {
    const played = await play([
      create('m0', 'bridge', { up: false }),
      turn('m0', true),
      address('m0', 'add', '2001:db8::11'),
    ])
    expect(played.fdb()).toContain('3333ff000011 20 self')
  })

  test('of two link-local addresses a report comes from the older one (ipv6_get_lladdr)', async () => {
    const played = await play([turn('eth0', true), address('eth0', 'add', 'fe80::11')])
    expect(said(played.last.seen)).toHaveLength(1)
    expect(said(played.last.seen)[0]).toContain('fe80000000000000000000fffe00000a')
  })
})

test('a link without carrier that goes down reports what it leaves, and drops the report (addrconf_ifdown)', async () => {
  const played = await play([
    link('p0', { up: false }),
    turn('eth0', true),
    address('eth0', 'add', 'fe80::11'),
    link('eth0', { up: false }),
  ])
  expect(played.counter('eth0', 'txDropped')).toBe(3)
})

test('a link without carrier whose IPv6 is switched off has no report to drop (ip6_output)', async () => {
  const played = await play([
    link('p0', { up: false }),
    turn('eth0', true),
    address('eth0', 'add', 'fe80::11'),
    turn('eth0', false),
  ])
  expect(played.counter('eth0', 'txDropped')).toBe(2)
})

test('all nodes is the last group that a link leaves which becomes too small: its filter is late (ipv6_mc_destroy_dev)', async () => {
  const echo = ping({ source: '2001:db8::11', destination: 'ff02::1' }, ALL_NODES)
  const played = await play([create('m0', 'bridge'), turn('m0', true), link('eth0', { mtu: 1000 }), echo])
  expect(played.last.seen).toContain('m0 multicast')
})

describe('echo replies', () => {
  const addressed = [
    create('m0', 'bridge'),
    turn('m0', true),
    address('m0', 'add', '2001:db8::11'),
    turn('eth0', true),
  ]

  test('[ECHO4] to what was sent to a group leaves by the device that heard it, or not at all (RT6_LOOKUP_F_IFACE)', async () => {
    // From the own address of m0, so that only eth0 hears it.
    const echo = ping({ source: '2001:db8::e', destination: 'ff02::1' }, ALL_NODES, macOf(0))
    expect(said((await play([...addressed, echo])).last.seen)).toEqual([])
    const routed = await play([...addressed, address('eth0', 'add', '2001:db8::12'), echo])
    expect(said(routed.last.seen)).toHaveLength(1)
  })

  test('[ECHO4] to what was sent to a group leaves by the device that heard it, even for an own address of another (rt6_check_dev)', async () => {
    const echo = ping({ source: '2001:db8::11', destination: 'ff02::1' }, ALL_NODES, STRANGER)
    const both = [turn('out', true), address('out', 'add', '2001:db8::11'), turn('eth0', true)]
    const { seen } = (
      await play([...both, address('eth0', 'add', '2001:db8::12'), { ...echo, dev: 'eth1' } as Step])
    ).last
    // eth0 asks for the own address of `out`, is answered over the wire, and replies there.
    expect(seen.filter((one) => one.startsWith('out host as ') && one.includes('8100'))).toHaveLength(1)
  })

  test('[ECHO4] to what was sent to an address leaves by whatever device has the way (rt6_score_route)', async () => {
    const echo = ping({ source: '2001:db8::e', destination: ETH0 }, 0x0200_0000_000a as Mac)
    expect(said((await play([...addressed, echo])).last.seen)).toHaveLength(1)
  })
})

test('who leaves a group while it is down tries to say so, and what it says is dropped (igmp6_group_dropped)', async () => {
  const made = [create('m0', 'vepa', { up: false }), turn('m0', true)]
  const played = await play([
    ...made,
    address('m0', 'add', '2001:db8::13'),
    address('m0', 'del', '2001:db8::13'),
  ])
  expect(played.counter('m0', 'txDropped')).toBe(1)
})

describe('questions', () => {
  test('[ND6] a stranger who asks all and does not tell its MAC gets no answer (ndisc_recv_ns)', async () => {
    const on = turn('eth0', true)
    expect(said((await play([on, askGroup({ tellsMac: false })])).last.seen)).toEqual([])
    expect(said((await play([on, askGroup({})])).last.seen)).toHaveLength(1)
    const known = await play([on, askGroup({}), askGroup({ tellsMac: false })])
    expect(said(known.last.seen)).toHaveLength(1)
  })

  test('[ND7] from nobody only the group of the address may be asked, and without a MAC (ndisc_recv_ns)', async () => {
    const on = turn('eth0', true)
    const probe = { source: '::', tellsMac: false }
    expect(said((await play([on, askGroup(probe)])).last.seen)).toHaveLength(1)
    expect(said((await play([on, askGroup({ ...probe, tellsMac: true })])).last.seen)).toEqual([])
    const toAll = ask({ ...probe, destination: 'ff02::1' }, ALL_NODES)
    expect(said((await play([on, toAll])).last.seen)).toEqual([])
  })
})

test('[SIX11] a host that does not forward tells the sender that there is no route (ip6_pkt_drop)', async () => {
  const payload = { kind: 'ip6', message: 'reply', source: 'fe80::e', destination: '2001:db8::13' } as const
  const frame = { dev: 'out', dst: 0x0200_0000_000a as Mac, src: STATION, etherType: 0x86dd, length: 100 }
  const played = await play([
    turn('eth0', true),
    askGroup({ source: 'fe80::e' }),
    { do: 'send', ...frame, payload },
  ])
  expect(said(played.last.seen)).toHaveLength(1)
  // ICMPv6, type 1, code 0
  expect(said(played.last.seen)[0]).toContain('fe80000000000000000000000000000e0100')
})

test('the address that a passthru macvlan finds taken by itself is not told to IPv6, if that comes later (NOTIFY_BAD)', async () => {
  const steps = [
    create('m0', 'passthru'),
    turn('eth0', true),
    link('eth0', { address: 0x0200_0000_000a as Mac }),
  ]
  await play(steps)
  const known = (modules: 'module' | 'builtin') => {
    const bench = new ModelBench(undefined, { modules })
    for (const step of steps) bench.apply(step)
    return bench.fdb().filter((line) => line.startsWith('neigh ff02::16 '))
  }
  expect(known('builtin')).toHaveLength(1)
  expect(known('module')).toEqual([])
})

test('a header that was kept ready bears the address of before, which the parent took from a passthru macvlan (neigh_hh_output)', async () => {
  const made = [create('m0', 'passthru'), turn('m0', true)]
  const moved = [...made, link('eth0', { address: 0x0200_0000_00ff as Mac })]
  const reported = await play([...moved, address('m0', 'add', 'fe80::11')])
  expect(said(reported.last.seen)[0]).toContain('as 33330000001602000000000a')
  // m0 itself tells of its change, and its neighbours go.
  const told = await play([
    ...made,
    link('m0', { address: 0x0200_0000_00ff as Mac }),
    address('m0', 'add', 'fe80::11'),
  ])
  expect(said(told.last.seen)[0]).toContain('as 3333000000160200000000ff')
})

test('a macvlan of IPv6 answers behind its parent, whose switch learns it', async () => {
  const m0 = 'fe80::ff:fe00:a0'
  const question = ask({ target: m0, destination: 'ff02::1:ff00:a0' }, 0x3333_ff00_00a0 as Mac)
  const played = await play([create('m0', 'private'), turn('m0', true), question])
  expect(said(played.last.seen)).toHaveLength(1)
  expect(played.fdb()).toContain(`${macOf(0).toString(16)} 11 learned`)
})

test('[SIX5] a link-local address is that of the device that a packet came in by, whoever else has it (rt6_need_strict)', async () => {
  // A switch has the address of its first port, and so the same link-local one.
  const on = ['p0', 'eth0', 'br0'].map((dev) => turn(dev, true))
  const frame = { dev: 'eth0', dst: ALL_NODES, src: 0x0200_0000_00f1 as Mac, etherType: 0x86dd, length: 100 }
  const payload = { kind: 'ip6', message: 'request', source: ETH0, destination: 'ff02::1' } as const
  const { seen } = (await play([...on, { do: 'send', ...frame, payload }])).last
  const replies = seen.filter((one) => one.startsWith('eth0 host as ') && one.includes('8100'))
  expect(replies).toHaveLength(1)
})
