import { expect, test } from 'vitest'
import { sceneOf } from '../../playground/picture/scene.ts'
import { infoOf } from '../../playground/record/frame-info.ts'
import { runLab } from '../../src/shell/lab.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { traceRecords } from '../../src/world/tracing.ts'

const ON = 'sysctl -qw net.ipv6.conf.all.disable_ipv6=0'
const MACVLAN = 'ip link add m0 link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge'
const lab = await runLab({
  topology: defaultTopology,
  script: { name: 'lab.sh', text: `${ON}\n${MACVLAN}\nip addr add 10.0.0.1/24 dev m0\nsleep 3\n` },
  world: { trace: true },
})

test('a device is drawn with its addresses of IPv4, then with those of IPv6', () => {
  const m0 = sceneOf(lab.world, 'host').devices.find(({ name }) => name === 'm0')
  expect(m0?.addresses).toEqual(['10.0.0.1/24', 'fe80::ff:fe00:a0/64'])
})

test('the list of frames says of IPv6 what its other columns do not', () => {
  const said = [...traceRecords(lab.world.trace!)].flatMap((one) =>
    one.kind === 'seen' && one.place.dev === 'm0' ? [infoOf(one.frame)] : [],
  )
  expect(said).toContain('neighbor solicitation, who has fe80::ff:fe00:a0, length 32')
  expect(said.filter((info) => /IP6|ICMP6| > /.test(info))).toEqual([])
})
