import { describe, expect, test } from 'vitest'
import { CHANGES, type ChangeName } from '../../src/device/kernel-changes.ts'
import { type KernelVersion, RECORDED_VERSIONS, versionOf } from '../../src/device/kernel-version.ts'
import { EtherType } from '../../src/frame/frame.ts'
import { BROADCAST } from '../../src/frame/mac.ts'
import { COUNTERS } from '../../src/fuzz/link-view.ts'
import { ModelBench } from '../../src/fuzz/model-bench.ts'
import { withoutLateStates } from '../../src/harness/link-state-words.ts'
import { simulate } from '../../src/harness/simulate.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { changeLink, createLink } from '../../src/world/links.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import { create, macOf, send } from '../fuzz/regressions/play.ts'
import { BenchWorld } from '../rules/bench-world.ts'

const BEFORE: Readonly<Record<ChangeName, KernelVersion>> = {
  queueLength: '5.10',
  nodst: '5.12',
  broadcastCutoff: '6.3',
  flushesTables: '5.18',
  allmultiShown: '5.19',
  offloadLimits: '5.18',
  stateAtOnce: '6.7',
  bridgesHearReflections: '7.0',
  passthruCountsWhileUp: '7.2',
  movesExplained: '6.14',
  addressesExplained: '6.5',
  sameAddressTaken: '6.4',
  swallowedCounted: '6.10',
  fastTaps: '6.1',
  unknownVlanDeleted: '6.12',
  portsLock: '5.17',
  followersLater: '7.1',
  groupsReceivedAtOnce: '7.1',
  vlansAlwaysWant: '6.14',
  lowerReallyDown: '6.1',
  childrenParse: '6.1',
  plainHeaders: '6.1',
}

async function run(kernel: KernelVersion, text: string) {
  const script = { name: 'lab.sh', text }
  return (await simulate({ topology: defaultTopology, script, world: { kernel } })).observation
}

const shown = async (kernel: KernelVersion) =>
  (await run(kernel, 'ip link add m0 link eth0 type macvlan mode source; ip -d link show m0')).stdout

/** What a kernel does, in a word that must differ between the last that did not and the first that did. */
const WITNESS: Readonly<Record<ChangeName, (kernel: KernelVersion) => unknown>> = {
  queueLength: async (kernel) => (await shown(kernel)).includes('usedbcqueuelen'),
  allmultiShown: async (kernel) => (await shown(kernel)).includes('allmulti'),
  offloadLimits: async (kernel) => (await shown(kernel)).includes('tso_max_size'),
  nodst: async (kernel) => {
    const { stderr } = await run(kernel, 'ip link add m0 link eth0 type macvlan mode source nodst')
    return stderr !== 'RTNETLINK answers: Invalid argument\n'
  },
  broadcastCutoff: (kernel) => {
    const world = newWorld({ kernel })
    const { root } = addMachine(world, 'host')
    createLink(world, root, { name: 'eth0', up: true, type: { kind: 'dummy' } })
    const lower = root.byName.get('eth0')!
    createLink(world, root, { name: 'm0', type: { kind: 'macvlan', lower } })
    changeLink(world, root.byName.get('m0')!, { type: { kind: 'macvlan', options: { bcCutoff: 5 } } })
    const port = lower.rxHandler
    return port?.kind === 'macvlan' && port.bcCutoff === 5
  },
  bridgesHearReflections: (kernel) => {
    const bench = new BenchWorld({ sender: 'bridge', sibling: 'bridge' }, { kernel, hairpin: true })
    bench.send('sender > all')
    return bench.dev('sender').counters.rxPackets === 1 && bench.dev('sibling').counters.rxPackets === 2
  },
  passthruCountsWhileUp: async (kernel) => {
    const script =
      'ip link add m0 link eth0 type macvlan mode passthru; ip link set m0 type macvlan mode passthru nopromisc'
    return (await run(kernel, `${script}; ip -d link show eth0`)).stdout.includes('promiscuity 0')
  },
  portsLock: async (kernel) => {
    const script =
      'ip link add br0 type bridge mcast_snooping 0; ip link add p5 type veth peer name p6; ip link set p5 master br0'
    return (await run(kernel, `${script}; bridge link set dev p5 locked on; bridge -d link`)).stdout.includes(
      'locked on',
    )
  },
  flushesTables: async (kernel) => {
    const script = 'ip link add br0 type bridge mcast_snooping 0; bridge fdb flush dev br0'
    return !(await run(kernel, script)).stderr.includes('Error: invalid address.')
  },
  unknownVlanDeleted: async (kernel) => {
    const script =
      'ip link add br0 type bridge mcast_snooping 0; bridge fdb del 02:00:00:00:00:11 dev br0 self vlan 10'
    return (await run(kernel, script)).stderr.includes('No such file or directory')
  },
  movesExplained: async (kernel) => {
    const script = 'ip netns add a; ip -n a link add eth0 type dummy; ip link set eth0 netns a'
    return (await run(kernel, script)).stderr.includes('same name exists')
  },
  sameAddressTaken: async (kernel) => {
    const script = [
      'ip link add br0 type bridge mcast_snooping 0; ip link add p5 type veth peer name p6',
      'ip link set p5 master br0; ip link set p5 nomaster; ip link set br0 address 00:00:00:00:00:00',
    ]
    return (await run(kernel, script.join('; '))).stderr === ''
  },
  addressesExplained: async (kernel) => {
    const script = 'for i in 1 2; do ip address add 10.0.0.1/24 dev eth0; done'
    return (await run(kernel, script)).stderr.includes('already assigned')
  },
  swallowedCounted: (kernel) => {
    const bench = new BenchWorld({ sender: 'bridge' }, { kernel })
    changeLink(bench.world, bench.dev('eth0'), { up: false })
    bench.send('sender > all')
    return bench.dev('sender').counters.txDropped === 1
  },
  fastTaps: async (kernel) => {
    const script = 'ip tuntap add t0 mode tap; ip link add br0 type bridge; ip link set t0 master br0'
    return (await run(kernel, `${script}; ip -d link show t0`)).stdout.includes(' cost 2 ')
  },
  stateAtOnce: (kernel) => {
    const observation = {
      stdout: 'mac1@eth0        UP             02:00\n',
      stderr: '',
      status: 0,
      trace: [],
    }
    return withoutLateStates(observation, newWorld({ kernel }).kernel) === observation
  },
  plainHeaders: (kernel) => {
    const bench = new ModelBench(undefined, { version: kernel, vlans: true })
    bench.apply(create('m0', 'bridge'))
    bench.apply({ do: 'create vlan', dev: 'v0', lower: 'm0', id: 1, up: true })
    return bench.apply(send('v0', BROADCAST, macOf(0), { length: 1518 })).reply === 'EMSGSIZE'
  },
  childrenParse: (kernel) => {
    const bench = new ModelBench(undefined, { version: kernel })
    bench.apply(create('m0', 'bridge'))
    bench.apply(create('m1', 'bridge'))
    const { seen } = bench.apply(send('m0', BROADCAST, macOf(0), { etherType: EtherType.PAUSE }))
    return !seen.includes('m1 broadcast')
  },
  lowerReallyDown: async (kernel) => {
    const script =
      'ip netns add a; ip link add m0 link eth0 type macvlan; ip link set m0 netns a; ip -n a link set m0 up; ip link set eth0 down; ip -n a -br link show m0'
    return !(await run(kernel, script)).stdout.includes('LOWERLAYERDOWN')
  },
  followersLater: (kernel) => {
    const bench = new ModelBench(undefined, { version: kernel, vlans: true })
    bench.apply(create('m0', 'bridge'))
    bench.apply({ do: 'create vlan', dev: 'v0', lower: 'm0', id: 1, up: true })
    bench.apply({ do: 'change', dev: 'm0', changes: { netns: 'y' } })
    const view = bench.views().find(({ name }) => name === 'v0')!
    expect(view.flags).not.toContain('up')
    return bench.fdb().includes('1005e000001 30 self')
  },
  vlansAlwaysWant: (kernel) => {
    const bench = new ModelBench(undefined, { version: kernel, vlans: true })
    bench.apply({ do: 'create vlan', dev: 'v0', lower: 'eth0', id: 1, up: false })
    bench.apply({ do: 'change', dev: 'v0', changes: { promisc: true } })
    return bench.views().find(({ name }) => name === 'eth0')!.promiscuity === 1
  },
  groupsReceivedAtOnce: (kernel) => {
    const bench = new ModelBench(undefined, { version: kernel, ipvlans: true })
    bench.apply({ do: 'create ipvlan', dev: 'i0', lower: 'eth0', up: true, netns: 'y', mode: 'l2' })
    const payload = { kind: 'ip', source: 0xc000_0201, destination: 0xc000_0202, fault: 'checksum' } as const
    bench.apply({ ...send('out', BROADCAST, macOf(0), { etherType: EtherType.IPv4 }), payload })
    const counters = bench.views().find(({ name }) => name === 'i0')!.counters
    return counters[COUNTERS.indexOf('rxErrors')] === 1
  },
}

describe.each(Object.keys(CHANGES) as ChangeName[])('%s', (name) => {
  test('is so since the kernel that brought it, and not before', async () => {
    expect(await WITNESS[name](BEFORE[name])).toBe(false)
    expect(await WITNESS[name](CHANGES[name].since)).toBe(true)
  })
})

test('what a stable release brought is so in the kernel that it is a release of, and not in the next', () => {
  const has = (kernel: KernelVersion) => newWorld({ kernel }).kernel.passthruCountsWhileUp
  expect(RECORDED_VERSIONS.filter(has)).toEqual(['6.12', '7.3'])
})

test('versions compare by their numbers', () => {
  expect(RECORDED_VERSIONS.map((version) => newWorld({ kernel: version }).kernel.broadcastCutoff)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ])
})

test('of kernel and kernelRelease, one follows from the other', () => {
  expect(newWorld({ kernelRelease: '6.1.0-50-cloud-amd64' }).settings.kernel).toBe('6.1')
  expect(newWorld({ kernel: '5.10' }).settings.kernelRelease).toBe('5.10.0')
  expect(newWorld().settings).toMatchObject({ kernel: '6.18', kernelRelease: '6.18.0' })
  expect(versionOf('nothing of the kind')).toBeUndefined()
})
