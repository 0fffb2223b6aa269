import { describe, expect, test } from 'vitest'
import { dissect, PLAIN } from '../../src/frame/dissect/dissect.ts'
import { runLab } from '../../src/shell/lab.ts'
import { IPV6_RULES } from '../../src/stack/ipv6/rules6.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { traceRecords } from '../../src/world/tracing.ts'

/** mac1 (…a1) and mac2 (…a2) on eth0, each in a namespace of its own, and what the gateway sees. */
const PAIR = `
for n in 1 2; do
  ip netns add n$n
  ip link add link eth0 name mac$n address 02:00:00:00:00:a$n netns n$n type macvlan mode bridge
  ip -n n$n link set mac$n up
done
in1() { ip netns exec n1 "$@"; }
in2() { ip netns exec n2 "$@"; }
own1=fe80::ff:fe00:a1 own2=fe80::ff:fe00:a2 gateway=fe80::5054:ff:fe00:201
for n in 1 2; do ip -n n$n link set lo up; done
sleep 3
`

/** What a script prints, the decisions that were taken, as \`SIX1 no\`, and the frames that left a device. */
async function run(text: string) {
  let stdout = ''
  const script = { name: 'a.sh', text: `# ipv6: on\n${PAIR}${text}\nsleep 0.1\n` }
  const { world } = await runLab({
    topology: defaultTopology,
    script,
    world: { trace: true },
    onOutput: (_stream, bytes) => {
      stdout += bytes
    },
  })
  const records = [...traceRecords(world.trace!)]
  const decisions = new Set(
    records.flatMap((one) => (one.kind === 'decision' ? [`${one.rule} ${one.held ? 'yes' : 'no'}`] : [])),
  )
  const sent = records.flatMap((one) =>
    one.kind === 'seen' && one.type === 'outgoing'
      ? [`${one.place.dev} ${dissect(one.frame.bytes, PLAIN).replace(/^IP6 /, '')}`]
      : [],
  )
  return { stdout, decisions, sent }
}

/** From the gateway to all nodes, whole but for what makes it worthless. */
const AFAR =
  '86:dd:60:00:00:00:00:18:3a:40:fe:80:00:00:00:00:00:00:50:54:00:ff:fe:00:02:01:ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:01:87:00:2b:b1:00:00:00:00:fe:80:00:00:00:00:00:00:00:00:00:ff:fe:00:00:a1'

const all = (...wanted: string[]) => expect.arrayContaining(wanted)

describe('an address is made, tried and used', () => {
  test('[DAD1, MLD1, RA5] asked for once, from no address, then told and used', async () => {
    const { sent, decisions, stdout } = await run('ip -n n1 -6 -br addr show mac1')
    expect(stdout).toBe('mac1@if2         UP             fe80::ff:fe00:a1/64 \n')
    expect([...decisions]).toEqual(all('DAD1 yes', 'MLD1 yes', 'RA5 yes'))
    const mine = sent.filter((line) => line.startsWith('mac1 '))
    const probe =
      'mac1 :: > ff02::1:ff00:a1: ICMP6, neighbor solicitation, who has fe80::ff:fe00:a1, length 32'
    expect(mine.filter((line) => line.includes('who has'))).toEqual([probe])
    expect(mine).toEqual(all('mac1 fe80::ff:fe00:a1 > ff02::2: ICMP6, router solicitation, length 16'))
  })

  test('[DAD1] nodad, and a loopback, are not asked for', async () => {
    const { stdout, sent } = await run(
      'ip -n n1 link set lo up; ip -n n1 -6 addr add 2001:db8::1/64 dev mac1 nodad; ip -n n1 -6 addr | grep -c tentative',
    )
    expect(stdout).toBe('0\n')
    expect(sent.filter((line) => line.includes('who has 2001'))).toEqual([])
  })

  test('[DAD3, DAD4] who comes second learns that the address is taken', async () => {
    const { stdout, decisions, sent } = await run(`
ip -n n1 -6 addr add 2001:db8::1/64 dev mac1; sleep 3
ip -n n2 -6 addr add 2001:db8::1/64 dev mac2; sleep 3
ip -n n2 -6 -o addr show mac2 scope global`)
    expect(stdout).toContain('2001:db8::1/64 scope global dadfailed tentative')
    expect([...decisions]).toEqual(all('ND3 yes', 'ND5 yes', 'DAD4 yes'))
    expect(sent).toEqual(
      all('mac1 2001:db8::1 > ff02::1: ICMP6, neighbor advertisement, tgt is 2001:db8::1, length 32'),
    )
  })

  test('[DAD2, DAD3] of two who try at once the first to ask wins; the own question sent back is no other', async () => {
    const both = await run(`
for n in 1 2; do ip -n n$n -6 addr add 2001:db8::1/64 dev mac$n; done; sleep 3
for n in 1 2; do ip -n n$n -6 -o addr show mac$n scope global; done`)
    expect(both.stdout.match(/dadfailed/g)).toHaveLength(1)
    expect([...both.decisions]).toEqual(all('DAD2 yes', 'DAD3 no'))
    const mirrored = await run(`
on sw bridge link set dev p1 hairpin on
ip link add link eth0 name p type macvlan mode private; ip link set p up; sleep 3; ip -6 addr show p`)
    expect(mirrored.stdout).not.toContain('dadfailed')
    expect([...mirrored.decisions]).toEqual(all('DAD3 yes'))
  })

  test('/proc/net/if_inet6 tells addresses in hexadecimal, with their flags', async () => {
    const { stdout } = await run(
      'in1 ip -6 addr add 2001:db8::1/48 dev mac1 nodad; in1 cat /proc/net/if_inet6 | sort',
    )
    expect(
      stdout.replace(/ \d\w (?=[34]0)/g, ' ## '),
    ).toBe(`00000000000000000000000000000001 01 80 10 80       lo
20010db8000000000000000000000001 ## 30 00 82     mac1
fe80000000000000000000fffe0000a1 ## 40 20 80     mac1
`)
  })

  test('[MLD1] who leaves a group says so', async () => {
    const { sent } = await run(
      'ip -n n1 -6 addr add 2001:db8::1/64 dev mac1; sleep 3; ip -n n1 -6 addr del 2001:db8::1/64 dev mac1; sleep 2',
    )
    const reports = sent.filter((line) => line.startsWith('mac1 ') && line.includes('listener report'))
    expect(reports).toHaveLength(8)
  })
})

describe('neighbours', () => {
  test('[ND1, ND2, ND3, ND4, ND5] a question to its group, an answer to the asker, and a confirmation by unicast', async () => {
    const { stdout, decisions, sent } = await run(`
in1 ping -q -c 1 $own2%mac1 | grep received; sleep 7; ip -n n2 -6 neigh`)
    expect(stdout).toContain('1 received')
    expect(stdout).toContain('fe80::ff:fe00:a1 dev mac2 lladdr 02:00:00:00:00:a1 REACHABLE')
    expect([...decisions]).toEqual(all('ND1 yes', 'ND2 yes', 'ND3 no', 'ND4 yes', 'ND5 yes', 'ND5 no'))
    const question =
      'fe80::ff:fe00:a1 > ff02::1:ff00:a2: ICMP6, neighbor solicitation, who has fe80::ff:fe00:a2, length 32'
    expect(sent).toEqual(all(`mac1 ${question}`))
    expect(sent).toEqual(
      all(
        'mac1 fe80::ff:fe00:a1 > fe80::ff:fe00:a2: ICMP6, neighbor advertisement, tgt is fe80::ff:fe00:a1, length 24',
      ),
    )
  })

  test('[ND2, SIX4] an address of the same last bytes shares the group, and nothing more', async () => {
    const { decisions } = await run(`
ip -n n2 -6 addr add 2001:db8::5:0:a9/64 dev mac2; ip -n n1 -6 addr add 2001:db8::1/64 dev mac1; sleep 3
in1 ping -q -c 1 -W 0.2 2001:db8::6:0:a9
on gw mausezahn eth0 -q -a own -b 02:00:00:00:00:a2 "86:dd:60:00:00:00:00:08:3b:ff:fe:80:00:00:00:00:00:00:50:54:00:ff:fe:00:02:01:ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:99:00:00:00:00:00:00:00:00"`)
    expect([...decisions]).toEqual(all('ND2 no', 'SIX4 no', 'SIX4 yes'))
  })

  test('[ND1, SIX2, ECHO1, SIX8] what came from afar, is damaged, or of another protocol is dropped', async () => {
    const head = (next: string, hops: string, length = '18') =>
      `86:dd:60:00:00:00:00:${length}:${next}:${hops}:fe:80:00:00:00:00:00:00:50:54:00:ff:fe:00:02:01:ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:01`
    const body = '87:00:13:a2:00:00:00:00:fe:80:00:00:00:00:00:00:00:00:00:00:00:00:00:01'
    const send = (bytes: string) => `on gw mausezahn eth0 -q -a own -b 33:33:00:00:00:01 "${bytes}"\n`
    const { decisions } = await run(
      `${send(`${head('3a', '40')}:${body}`)}${send(`${head('06', '40')}:${body}`)}${send(head('3a', '40', '99'))}${send(AFAR)}`,
    )
    expect([...decisions]).toEqual(all('ECHO1 no', 'SIX8 no', 'SIX2 no', 'ND1 no'))
  })
})

describe('packets', () => {
  test('[SIX1, SIX3, SIX5, SIX8, ECHO1, ECHO2, ECHO4] a ping and its answer', async () => {
    const { stdout, decisions } = await run('in1 ping -c 1 $gateway%mac1')
    expect(stdout).toContain('64 bytes from fe80::5054:ff:fe00:201%mac1: icmp_seq=1 ttl=64')
    const taken = [
      'SIX1 no',
      'SIX3 no',
      'SIX5 yes',
      'SIX8 yes',
      'ECHO1 yes',
      'ECHO2 yes',
      'ECHO4 yes',
      'ECHO2 no',
    ]
    expect([...decisions]).toEqual(all(...taken))
  })

  test('[SIX9, SIX3] a group that one is in oneself answers oneself too', async () => {
    const { stdout, decisions } = await run('in1 ping -c 1 -w 1 ff02::1%mac1')
    expect(stdout).toContain('64 bytes from fe80::ff:fe00:a1%mac1')
    expect([...decisions]).toEqual(all('SIX9 yes', 'SIX3 yes'))
  })

  test('[SIX12] what is for a group of this node alone does not leave it', async () => {
    const { sent, stdout, decisions } = await run(
      'for g in ff01::5 ff02::5; do in1 ping -c 1 -W 0.1 $g%mac1; done',
    )
    expect(stdout.match(/0 received/g)).toHaveLength(2)
    expect([...decisions]).toEqual(all('SIX12 yes', 'SIX12 no'))
    expect(sent.filter((line) => line.includes('ff01'))).toEqual([])
  })

  test('a ping from ::1 to an address of this host is answered (icmpv6_echo_reply)', async () => {
    const { stdout } = await run('in1 ping -c 1 -W 0.1 -I ::1 $own1')
    expect(stdout).toContain('1 received')
  })

  test('[ECHO3] a host may keep quiet', async () => {
    const { stdout, decisions } = await run(
      'on gw sysctl -qw net.ipv6.icmp.echo_ignore_all=1; in1 ping -q -c 1 -W 0.3 $gateway%mac1',
    )
    expect(stdout).toContain('0 received')
    expect(decisions).toContain('ECHO3 yes')
  })

  test('where IPv6 is off, nothing is heard and nothing is shown', async () => {
    const { stdout } = await run(`
in2 sysctl -qw net.ipv6.conf.mac2.disable_ipv6=1; ip -n n2 -6 addr show mac2; in1 ping -q -c 1 -W 0.3 $own2%mac1`)
    expect(stdout).toContain('0 received')
    expect(stdout).not.toContain('inet6')
  })

  test('[SIX10] nobody answers: the sender is told, by itself', async () => {
    const { stdout, decisions } = await run('in1 ping -c 1 fe80::9%mac1')
    expect(stdout).toContain('Destination unreachable: Address unreachable')
    expect([...decisions]).toEqual(all('SIX10 yes', 'NUD8 yes'))
  })
})

describe('routers', () => {
  const routed = `
ip netns add router
for n in 1 2; do
  ip link add link eth0 name mac$n address 02:00:00:00:00:b$n netns router type macvlan mode bridge
  ip -n router link set mac$n up
  ip -n router -6 addr add 2001:db8:$n::1/64 dev mac$n nodad
  ip -n n$n -6 addr add 2001:db8:$n::2/64 dev mac$n nodad
  ip -n n$n -6 route add default via 2001:db8:$n::1
done
sleep 3
`
  test('[SIX6, SIX7] a router passes packets on, others do not', async () => {
    const { stdout, decisions } = await run(`${routed}
in1 ping -q -c 1 -W 0.3 2001:db8:2::2 | grep received
ip netns exec router sysctl -qw net.ipv6.conf.all.forwarding=1
in1 ping -c 1 2001:db8:2::2 | grep ttl
in1 ping -c 1 -t 1 2001:db8:2::2 | grep From
in1 ping -c 1 2001:db8:3::2 | grep From`)
    expect(
      stdout.replace(/ time=.*/g, ''),
    ).toBe(`1 packets transmitted, 0 received, 100% packet loss, time 0ms
64 bytes from 2001:db8:2::2: icmp_seq=1 ttl=63
From 2001:db8:1::1 icmp_seq=1 Time exceeded: Hop limit
From 2001:db8:1::1 icmp_seq=1 Destination unreachable: No route
`)
    expect([...decisions]).toEqual(all('SIX6 no', 'SIX6 yes', 'SIX7 yes', 'SIX7 no'))
  })

  test('[SIX7] of two ways that are equally good a router takes the one that the packet came in by', async () => {
    const { sent } = await run(`${routed}
ip netns exec router sysctl -qw net.ipv6.conf.all.forwarding=1
for n in 1 2; do
  ip -n router -6 addr add 2001:db8:9::$n/64 dev mac$n nodad
  ip -n router -6 neigh add 2001:db8:9::9 lladdr 02:00:00:00:00:99 dev mac$n
done
in1 ping -c 1 -W 0.1 2001:db8:9::9
in2 ping -c 1 -W 0.1 2001:db8:9::9`)
    // In the sender's namespace, then in the router's.
    const asked = sent.filter((line) => /^mac. .* > 2001:db8:9::9: ICMP6, echo request/.test(line))
    expect(asked.map((line) => line.slice(0, 4))).toEqual(['mac1', 'mac1', 'mac2', 'mac2'])
  })

  test('[ND8] a router learns who asks for one; who is none does not care', async () => {
    const toAll =
      '86:dd:60:00:00:00:00:08:3a:ff:fe:80:00:00:00:00:00:00:50:54:00:ff:fe:00:02:01:ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:01:85:00:2b:e3:00:00:00:00'
    const { stdout, decisions } = await run(`
in2 sysctl -qw net.ipv6.conf.all.forwarding=1
ip -n n1 link set mac1 down; ip -n n1 link set mac1 up; sleep 3
on gw mausezahn eth0 -q -a own -b 33:33:00:00:00:01 "${toAll}"
ip -n n2 -6 neigh show fe80::ff:fe00:a1; ip -n n1 -6 neigh`)
    expect(stdout).toBe('fe80::ff:fe00:a1 dev mac2 lladdr 02:00:00:00:00:a1 STALE \n')
    expect([...decisions]).toEqual(all('ND8 yes', 'ND8 no'))
  })

  const OFFER =
    '86:dd:60:00:00:00:00:38:3a:ff:fe:80:00:00:00:00:00:00:50:54:00:ff:fe:00:02:01:ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:01:86:00:f9:ad:40:00:07:08:00:00:00:00:00:00:00:00:03:04:40:c0:00:00:1c:20:00:00:07:08:00:00:00:00:20:01:0d:b8:00:01:00:00:00:00:00:00:00:00:00:00:01:01:52:54:00:00:02:01'
  const offer = `on gw mausezahn eth0 -q -a own -b 33:33:00:00:00:01 "${OFFER}"`

  test('[RA1, RA2, RA3, RA4] an advertisement brings a default route, and an address of its prefix', async () => {
    const { stdout, decisions } = await run(
      `${offer}; sleep 3; ip -n n1 -6 -o addr show mac1; ip -n n1 -6 route`,
    )
    expect(stdout).toContain('2001:db8:1::ff:fe00:a1/64 scope global dynamic mngtmpaddr')
    expect(stdout).toMatch(
      /default via fe80::5054:ff:fe00:201 dev mac1 proto ra metric 1024 expires 179\dsec hoplimit 64/,
    )
    expect([...decisions]).toEqual(all('RA1 yes', 'RA2 yes', 'RA3 yes', 'RA4 yes'))
  })

  test('[RA2] a router takes no advice, nor who was told not to', async () => {
    const { stdout, decisions } = await run(`
in1 sysctl -qw net.ipv6.conf.mac1.accept_ra=0; in2 sysctl -qw net.ipv6.conf.all.forwarding=1
${offer}; for n in 1 2; do ip -n n$n -6 route show default; done`)
    expect(stdout).toBe('')
    expect(decisions).toContain('RA2 no')
  })

  test('[RA1, RA3] a router speaks from its link-local address; one whose time is up is none', async () => {
    const far =
      '86:dd:60:00:00:00:00:38:3a:ff:20:01:0d:b8:00:00:00:00:00:00:00:00:00:00:02:01:ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:01:86:00:19:ca:40:00:07:08:00:00:00:00:00:00:00:00:03:04:40:c0:00:00:1c:20:00:00:07:08:00:00:00:00:20:01:0d:b8:00:01:00:00:00:00:00:00:00:00:00:00:01:01:52:54:00:00:02:01'
    const over =
      '86:dd:60:00:00:00:00:38:3a:ff:fe:80:00:00:00:00:00:00:50:54:00:ff:fe:00:02:01:ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:01:86:00:00:b6:40:00:00:00:00:00:00:00:00:00:00:00:03:04:40:c0:00:00:1c:20:00:00:07:08:00:00:00:00:20:01:0d:b8:00:01:00:00:00:00:00:00:00:00:00:00:01:01:52:54:00:00:02:01'
    const { stdout, decisions } = await run(`
on gw mausezahn eth0 -q -a own -b 33:33:00:00:00:01 "${far}"
on gw mausezahn eth0 -q -a own -b 33:33:00:00:00:01 "${over}"
ip -n n1 -6 route show default`)
    expect(stdout).toBe('')
    expect([...decisions]).toEqual(all('RA1 no', 'RA3 no'))
  })
})

test('every rule of IPv6 has a test here, or among the regressions of the fuzzer (ND6, ND7, SIX11)', () => {
  expect(IPV6_RULES.map(({ id }) => id).length).toBe(34)
})
