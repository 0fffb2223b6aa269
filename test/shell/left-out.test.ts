/** What the model leaves out: each shown to be refused, or to do nothing. docs/differences.md cites these names. */
import { expect, test } from 'vitest'
import { simulate } from '../../src/harness/simulate.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

const REFUSALS: readonly (readonly [name: string, script: string, says: string])[] = [
  ['IPv6', 'ip -6 addr add fe80::1/64 dev eth0', 'Error: ipv6: IPv6 is disabled on this device.'],
  [
    'IPv6: optimistic addresses',
    'ip -6 addr add fe80::1/64 dev eth0 optimistic',
    'ip: address optimistic: not part of this simulation',
  ],
  [
    'spanning tree',
    'ip link add br0 type bridge stp_state 1',
    'ip: bridge stp_state: not part of this simulation',
  ],
  ['offloads', 'ethtool -K eth0 tx off', 'ethtool: -K: not part of this simulation'],
  ['custom routing rules', 'ip rule add from 1.2.3.4 table 5', 'ip: rule add: not part of this simulation'],
  [
    'multipath routes',
    'ip route add 10.0.0.0/8 nexthop via 192.168.56.1',
    'ip: route nexthop: not part of this simulation',
  ],
  [
    'proxy ARP entries',
    'ip neigh add proxy 192.168.56.77 dev eth0',
    'ip: neigh proxy: not part of this simulation',
  ],
  [
    '`mark` in `ip route get`',
    'ip route get 192.168.56.1 mark 1',
    'ip: route get mark: not part of this simulation',
  ],
  [
    'bridge vlan global, bridge monitor, backup_port',
    'bridge vlan global; bridge monitor; bridge link set dev eth0 backup_port eth0',
    'bridge: vlan global: not part of this simulation\nbridge: monitor: not part of this simulation\nbridge: backup_port eth0: not part of this simulation',
  ],
  [
    'proxy_arp and backup_port of bridge_slave',
    'ip link set eth0 type bridge_slave proxy_arp on; ip link set eth0 type bridge_slave backup_port lo',
    'ip: bridge_slave proxy_arp: not part of this simulation\nip: bridge_slave backup_port: not part of this simulation',
  ],
  ['bclim in the shell', 'ip link add m0 link eth0 type macvlan bclim 2', 'macvlan: unknown option "bclim"?'],
  [
    'carrier_changes and queues/ of sysfs',
    'cat /sys/class/net/eth0/carrier_changes',
    'cat: /sys/class/net/eth0/carrier_changes: No such file or directory',
  ],
  ['bash: select, coproc', 'coproc cat', 'lab.sh: line 1: coproc: not supported by this shell'],
]

test.each(REFUSALS)('%s', async (_name, script, says) => {
  const { stderr, status } = await run(script)
  expect(stderr.startsWith(`${says}\n`) ? says : stderr).toBe(says)
  expect(status).not.toBe(0)
})

test('multicast snooping of bridges', async () => {
  const { stdout, trace } = await run(
    'ip link add br0 up type bridge mcast_snooping 1; ip maddr show dev br0',
  )
  expect(stdout).not.toContain('224.0.0.106')
  expect(trace).toEqual([])
})

test('several queues', async () => {
  const { stderr } = await run('ip tuntap add t0 mode tap multi_queue')
  expect(stderr).toContain('multi_queue: not part of this simulation')
})

test('numbers of processors', async () => {
  const { stdout } = await run('ip -d link show eth0')
  expect(stdout).toContain('numtxqueues 2 numrxqueues 2')
})

async function run(text: string) {
  const script = { name: 'lab.sh', text: `${text}\n` }
  return (await simulate({ topology: defaultTopology, script })).observation
}
