import { expect, test } from 'vitest'
import type { Mac } from '../../../src/frame/mac.ts'
import { ModelBench } from '../../../src/fuzz/model-bench.ts'
import { create, play, STRANGER } from './play.ts'

test('nonsense is refused before anybody looks whether the device is of that kind (macvlan_validate)', async () => {
  const nobody = { how: 'set', addresses: [0 as Mac] } as const
  const played = await play([
    create('m0', 'source', { kind: 'macvtap' }),
    { do: 'macvlan', dev: 'm0', options: { sources: nobody } },
    { do: 'macvlan', dev: 'm0', options: { sources: { how: 'flush' } } },
  ])
  expect(played.outcomes.map(({ reply }) => reply)).toEqual(['ok', 'EADDRNOTAVAIL', 'EOPNOTSUPP'])
})

test('an entry is taken out of a VLAN that the switch knows, or the request makes no sense (br_fdb_delete)', () => {
  const bench = new ModelBench(undefined, { version: '6.12', vlans: true })
  const remove = (dev: string, of: 'master' | 'self') =>
    bench.apply({ do: 'fdb', how: 'del', dev, of, mac: STRANGER, state: 'permanent', vlan: 10 }).reply
  expect([remove('p2', 'master'), remove('br0', 'self')]).toEqual(['EINVAL', 'EINVAL'])
  const member = { of: 'master', vlan: 10, pvid: false, untagged: false } as const
  bench.apply({ do: 'vlan', dev: 'p2', how: 'add', ...member })
  expect([remove('p2', 'master'), remove('br0', 'self')]).toEqual(['ENOENT', 'ENOENT'])
  expect(remove('p1', 'master')).toBe('EINVAL')
})

test('a VLAN that is none is refused without words when it shall go (br_dellink)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  const none = { do: 'vlan', dev: 'p3', of: 'master', vlan: 0, pvid: false, untagged: false } as const
  expect(bench.apply({ ...none, how: 'add' }).reply).toBe('EINVAL: bridge: Vlan id is invalid')
  expect(bench.apply({ ...none, how: 'del' }).reply).toBe('EINVAL')
})

test('a macvlan does not follow its VLAN below its own least MTU (dev_set_mtu)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply({ do: 'create vlan', dev: 'v1', lower: 'out', id: 1, up: true })
  bench.apply(create('m2', 'bridge', { lower: 'v1' }))
  const mtuOf = (name: string) => bench.views().find((view) => view.name === name)?.mtu
  bench.apply({ do: 'change', dev: 'v1', changes: { mtu: 68 } })
  expect([mtuOf('v1'), mtuOf('m2')]).toEqual([68, 68])
  bench.apply({ do: 'change', dev: 'v1', changes: { mtu: 67 } })
  expect([mtuOf('v1'), mtuOf('m2')]).toEqual([67, 68])
})

const vlan = (dev: string, lower: string, up = true) =>
  ({ do: 'create vlan', dev, lower, id: 1, up }) as const
const lower = (dev: string, up: boolean) => ({ do: 'change', dev, changes: { up } }) as const
const carrierOf = (bench: ModelBench, name: string) =>
  bench.views().find((view) => view.name === name)?.carrier

test('a VLAN device that is down keeps its carrier while the lower device goes down (vlan_device_event)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply(vlan('v0', 'eth0', false))
  bench.apply(lower('eth0', false))
  expect(carrierOf(bench, 'v0')).toBe(true)
})

test('whoever changes a device tells those on it, and a VLAN device has its carrier again though it is down', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply(vlan('v1', 'br0'))
  bench.apply(lower('v1', false))
  expect(carrierOf(bench, 'v1')).toBe(false)
  bench.apply({ do: 'filtering', dev: 'br0', on: true })
  expect(carrierOf(bench, 'v1')).toBe(true)
})

test('a VLAN device with the address of a switch that has lost its ports cannot come up (ndo_validate_addr)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply({ do: 'change', dev: 'p3', changes: { master: 'br0' } })
  expect(bench.apply(vlan('v1', 'br1')).reply).toBe('EADDRNOTAVAIL')
  expect(bench.apply(vlan('v1', 'br1', false)).reply).toBe('ok')
})

test('nor can a passthru macvlan there, which takes that address', async () => {
  const played = await play([
    { do: 'change', dev: 'p3', changes: { master: 'br0' } },
    create('m0', 'passthru', { lower: 'br1' }),
    create('m1', 'private', { lower: 'br1' }),
  ])
  expect(played.outcomes.map(({ reply }) => reply)).toEqual(['ok', 'EADDRNOTAVAIL', 'ok'])
})
