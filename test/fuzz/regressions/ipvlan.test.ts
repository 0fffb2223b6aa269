import { expect, test } from 'vitest'
import type { KernelVersion } from '../../../src/device/kernel-version.ts'
import { BROADCAST, type Mac } from '../../../src/frame/mac.ts'
import { compareOutcomes } from '../../../src/fuzz/compare-outcomes.ts'
import { COUNTERS } from '../../../src/fuzz/link-view.ts'
import { ModelBench } from '../../../src/fuzz/model-bench.ts'
import type { CreateIpvlanStep, SendStep, Step } from '../../../src/fuzz/step.ts'
import { addressType } from '../../../src/stack/fib-lookup.ts'
import { newInet } from '../../../src/stack/new-inet.ts'

/** 192.0.2.11 to .13 */
const [A, B, C] = [0xc000_020b, 0xc000_020c, 0xc000_020d]
const ETH0 = 0x0200_0000_000a as Mac

const bench = (...steps: readonly Step[]): ModelBench => benchOf('6.12', ...steps)
const benchOf = (version: KernelVersion, ...steps: readonly Step[]): ModelBench => {
  const made = new ModelBench(undefined, { version, ipvlans: true })
  for (const step of steps) expect(made.apply(step).reply).toBe('ok')
  return made
}
const ipvlan = (dev: string, rest: Partial<CreateIpvlanStep>): Step => ({
  do: 'create ipvlan',
  dev,
  lower: 'eth0',
  up: true,
  netns: 'y',
  ...rest,
})
const address = (dev: string, local: number, how: 'add' | 'del' = 'add'): Step => ({
  do: 'address',
  dev,
  how,
  address: local,
  prefix: 24,
})
const OUT = 0x0200_0000_000e as Mac
const ip = (dev: string, dst: Mac, destination: number, fault?: 'length' | 'checksum'): SendStep => ({
  do: 'send',
  dev,
  dst,
  src: dev === 'out' ? OUT : ETH0,
  etherType: 0x0800,
  length: 60,
  payload: { kind: 'ip', source: C, destination, ...(fault && { fault }) },
})

test('[IVT4] at sending the Ethernet header counts with the packet: one that is cut short is whole (ipvlan_get_L3_hdr)', () => {
  const l2 = bench(ipvlan('i0', { mode: 'l2' }), ipvlan('i1', { mode: 'l2' }), address('i1', A))
  expect(l2.apply(ip('i0', ETH0, A, 'length')).seen).toEqual(['i0 outgoing', 'i1 host'])
})

test('[IVR7] at receiving it does not: the parent keeps a packet that is cut short', () => {
  const l2 = bench(ipvlan('i0', { mode: 'l2' }), address('i0', A))
  expect(l2.apply(ip('out', ETH0, A, 'length')).seen.at(-1)).toBe('eth0 host')
  expect(l2.apply(ip('out', ETH0, A)).seen.at(-1)).toBe('i0 host')
})

test('with the last address of a device its neighbours go (fib_disable_ip)', () => {
  const made = bench(ipvlan('i0', { mode: 'l2' }), address('i0', A), {
    do: 'send',
    dev: 'out',
    dst: ETH0,
    src: OUT,
    etherType: 0x0806,
    length: 42,
    payload: { kind: 'arp', operation: 'request', sender: B, target: A },
  })
  const known = () => made.fdb().filter((line) => line.startsWith('neigh'))
  expect(known()).toEqual(['neigh 192.0.2.12 26 2000000010c stale'])
  made.apply(address('i0', A, 'del'))
  expect(known()).toEqual([])
})

test('where no table of local addresses has been made, every address is taken for a broadcast’s (inet_addr_type)', () => {
  const inet = newInet()
  expect(addressType(inet, A)).toBe('broadcast')
  inet.hasLocalTable = true
  expect(addressType(inet, A)).toBe('unicast')
})

test('[IVT11] the bytes of what an ipvlan sends in l3 mode are written over, and not compared; where they go, they are', () => {
  const made = bench(ipvlan('i0', { mode: 'l3' }), {
    do: 'neighbour',
    dev: 'eth0',
    how: 'add',
    address: A,
    mac: 0x0200_0000_00f1 as Mac,
    state: 'permanent',
  })
  const foretold = made.apply(ip('i0', ETH0, A, 'checksum'))
  expect(foretold.seen[0]).toBe('i0 outgoing overwritten')
  const [, ...rest] = foretold.seen
  const told = (first: string, others = rest) =>
    compareOutcomes(foretold, { ...foretold, seen: [first, ...others] })
  expect(told('i0 outgoing')).toEqual([])
  expect(told('i0 outgoing as 0200000000f1')).toEqual([])
  expect(told('i0 host')).not.toEqual([])
  expect(
    told(
      'i0 outgoing',
      rest.map((one) => one.replace(/ as .*/, '')),
    ),
  ).not.toEqual([])
})

test('answers of several hosts come in any order, and every one of them', () => {
  const answer = (from: string) => `eth0 host as 0200000001020200000000${from}0806`
  const seen = ['eth0 outgoing', answer('0b'), answer('0e')]
  const swapped = ['eth0 outgoing', answer('0e'), answer('0b')]
  const compare = (other: readonly string[]) =>
    compareOutcomes({ reply: 'ok', seen }, { reply: 'ok', seen: other })
  expect(compare(swapped)).toEqual([])
  expect(compare(swapped.slice(0, 2))).not.toEqual([])
})

test('[IVQ5] since 7.2 what an ipvlan hears of a group from outside is an error if its stack refuses it (ipvlan_process_multicast)', () => {
  const heard = (version: KernelVersion, sent: SendStep) => {
    const made = benchOf(version, ipvlan('i0', { mode: 'l2' }), address('i0', A))
    expect(made.apply(sent).seen).toContain('i0 broadcast')
    const { counters } = made.views().find(({ name }) => name === 'i0')!
    return (['rxPackets', 'rxErrors', 'rxDropped'] as const).map((one) => counters[COUNTERS.indexOf(one)])
  }
  const cut = ip('out', BROADCAST, A, 'length')
  expect(heard('7.3', cut)).toEqual([0, 1, 1])
  expect(heard('6.12', cut)).toEqual([1, 0, 0])
  // ip_error takes what has no way, as the protocols take what is for this host.
  for (const destination of [A, B]) expect(heard('7.3', ip('out', BROADCAST, destination))).toEqual([1, 0, 0])
})

test('whose address a device without one asks from, says the order in which devices came, not their indexes (inet_select_addr)', () => {
  const made = bench(
    ipvlan('i1', { netns: 'x', mode: 'l2' }),
    address('i1', A),
    ipvlan('i0', { netns: 'x', mode: 'l3' }),
    address('i0', B),
  )
  const { seen } = made.apply(ip('i1', ETH0, 0xc000_0201))
  expect(seen.find((one) => one.startsWith('out broadcast'))).toContain('02000000000ac000020b')
})

test('before 6.2 what a packet socket sends has no protocol, and does not leave in l3 mode (dev_parse_header_protocol)', () => {
  const packet = ip('i0', 0x0200_0000_000c as Mac, C)
  const made = [ipvlan('i0', { netns: 'x', mode: 'l3' }), ipvlan('i1', { netns: 'x' })]
  const toOther = [...made, address('i1', C)]
  expect(benchOf('6.1', ...made).apply(packet).reply).toBe('ENOBUFS')
  expect(benchOf('6.2', ...made).apply(packet).reply).toBe('ok')
  expect(benchOf('6.1', ...toOther).apply(packet)).toEqual({ reply: 'ENOBUFS', seen: ['i0 outgoing'] })
  expect(benchOf('6.2', ...toOther).apply(packet).seen).toContain('i1 otherhost')
})

test('an ipvlan that was too small for IPv6 has it once somebody looks again, as nobody tells of its MTU (addrconf_notify)', () => {
  const small = [ipvlan('i1', { netns: 'x', up: true, mtu: 68 })]
  const larger: Step = { do: 'change', dev: 'eth0', changes: { mtu: 1300 } }
  const hears = (...steps: readonly Step[]) =>
    bench(...small, ...steps)
      .fdb()
      .includes('333300000001 27 self')
  const state = (up: boolean): Step => ({ do: 'change', dev: 'i1', changes: { up } })
  const lookedAt: Step = { do: 'ipvlan', dev: 'i1' }
  expect([hears(lookedAt), hears(larger), hears(larger, lookedAt)]).toEqual([false, false, true])
  expect(hears(larger, state(false))).toBe(false)
  expect(hears(larger, state(false), lookedAt)).toBe(false)
  expect(hears(larger, state(false), state(true))).toBe(true)
})
