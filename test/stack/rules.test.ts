import { describe, expect, test } from 'vitest'
import { EtherType, parseFrame } from '../../src/frame/frame.ts'
import { STACK_RULES } from '../../src/stack/rules.ts'
import { changeNeighbour, writeSysctl } from '../../src/world/inet.ts'
import { changeLink } from '../../src/world/links.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import { ip, Lab, macOf, ok, SECOND } from './lab.ts'
import { arp, damaged, echo, packet, request, routed, scenarios, stranger, udp } from './sequences.ts'
import { runModel, type Step } from './steps.ts'

/** What two's b0 answers to a frame that comes in, and what the rules said. */
function bring(frame: Uint8Array, ...before: Step[]): { answers: string[]; decisions: Set<string> } {
  const lab = new Lab().joined()
  runModel(before, lab)
  ok(sendFrame(lab.world, lab.dev('a0'), frame))
  settle(lab.world)
  const answers = lab.frames(lab.two).filter((line) => line.startsWith('b0 > '))
  return { answers, decisions: lab.decisions() }
}

const forwarding: Step = ['sysctl', 'two', 'ip_forward', 1]
const ask = (target: string, sender = '10.0.0.1') => request(macOf('a'), sender, target)
const ANSWER = 'b0 > ARP 10.0.0.2 is-at 0b'

describe('ARP', () => {
  test('[ARP1, ARP2] what is for another host, or damaged, is dropped', () => {
    expect(bring(request(macOf('a'), '10.0.0.1', '10.0.0.2', macOf('f'))).answers).toEqual([])
    const { answers, decisions } = bring(damaged(ask('10.0.0.2'), 16))
    expect(answers).toEqual([])
    expect([...decisions]).toEqual(expect.arrayContaining(['ARP1 no', 'ARP2 no']))
  })

  test('[ARP3] nobody answers for a group or for loopback', () => {
    for (const target of ['224.0.0.1', '127.0.0.1']) {
      const { answers, decisions } = bring(ask(target))
      expect(answers).toEqual([])
      expect(decisions).toContain('ARP3 yes')
    }
  })

  test('[ARP4, ARP5] a probe without a sender is answered if the address is taken, and teaches nothing', () => {
    expect(bring(ask('10.0.0.2', '0.0.0.0')).answers).toEqual([ANSWER])
    expect(bring(ask('10.0.0.3', '0.0.0.0')).answers).toEqual([])
  })

  test('[ARP6] a sender that claims the address of this host gets no answer', () => {
    const { answers, decisions } = bring(ask('10.0.0.2', '10.0.0.2'))
    expect(answers).toEqual([])
    expect(decisions).toContain('ARP6 no')
  })

  test('[ARP7, ARP8] any device answers for any address of the host, unless arp_ignore says otherwise', () => {
    const elsewhere: Step = ['address', 'd0', '10.5.0.2/24']
    expect(bring(ask('10.5.0.2'), elsewhere).answers).toEqual(['b0 > ARP 10.5.0.2 is-at 0b'])
    const ignoring: Step = ['sysctl', 'two', 'conf.all.arp_ignore', 1]
    expect(bring(ask('10.5.0.2'), elsewhere, ignoring).decisions).toContain('ARP8 yes')
  })

  test('[ARP9] with arp_filter only the device that leads back answers', () => {
    const filter: Step = ['sysctl', 'two', 'conf.all.arp_filter', 1]
    const other: Step[] = [
      ['down', 'b0'],
      ['up', 'c0', 'd0'],
      ['address', 'd0', '10.0.0.3/24'],
      ['up', 'b0'],
    ]
    expect(bring(ask('10.0.0.2'), filter, ...other).decisions).toContain('ARP9 yes')
  })

  test('[ARP10, ARP11] a proxy answers for hosts behind it, late', () => {
    const proxy: Step = ['sysctl', 'two', 'conf.b0.proxy_arp', 1]
    expect(bring(ask('10.1.0.3'), ...routed, forwarding).decisions).toContain('ARP10 no')
    const { answers, decisions } = bring(ask('10.1.0.3'), ...routed, forwarding, proxy)
    expect(answers).toEqual([])
    expect(decisions).toContain('ARP11 no')
  })

  test('[ARP12, ARP13, ARP14] only what is known already is learnt from others', () => {
    const unsolicited = arp(2, stranger, '10.0.0.50', '10.0.0.2', macOf('b'), macOf('b'))
    expect(bring(unsolicited).decisions).toContain('ARP12 no')
    const { decisions } = bring(unsolicited, ['inject', 'a0', ask('10.0.0.2', '10.0.0.50')])
    expect([...decisions]).toEqual(expect.arrayContaining(['ARP12 yes', 'ARP13 yes', 'ARP14 no', 'NUD9 yes']))
  })

  test('[ARP15] a device with ARP off asks nobody', () => {
    const lab = new Lab().joined()
    lab.ping(lab.one, '10.0.0.2')
    ok(changeLink(lab.world, lab.dev('a0'), { arp: false }))
    lab.frames(lab.one)
    lab.ping(lab.one, '10.0.0.2')
    // The frame goes to the device's own address, as the kernel fills it in.
    expect(lab.frames(lab.one)).toEqual(['a0 > 10.0.0.1 > 10.0.0.2 ICMP 8/0 ttl 64'])
    expect(lab.neighbours(lab.one)).toEqual(['10.0.0.2 dev a0 lladdr 02:00:00:00:00:0a NOARP'])
  })
})

describe('neighbours', () => {
  const stateAt = (lab: Lab, seconds: number) => {
    lab.at(seconds)
    return lab.one.inet.neighbours.find(({ address }) => address === ip('10.0.0.2'))?.state
  }

  test('[NUD1, NUD3, NUD4] packets wait for the answer to one request, and leave in order', () => {
    const lab = new Lab().joined()
    lab.down('b0').up('b0')
    lab.ping(lab.one, '10.0.0.2', { sequence: 1 })
    lab.ping(lab.one, '10.0.0.2', { sequence: 2 })
    expect(lab.socket(lab.one).queue.map((arrival) => arrival.kind)).toEqual(['reply', 'reply'])
    expect([...lab.decisions()]).toEqual(expect.arrayContaining(['NUD1 yes', 'NUD3 no']))
  })

  test('[NUD4] a queue that is full drops its oldest packets', () => {
    const lab = new Lab().joined()
    ok(writeSysctl(lab.world, lab.one, 'net.ipv4.neigh.a0.unres_qlen_bytes', '2000'))
    for (const sequence of [1, 2, 3]) lab.ping(lab.one, '10.0.0.9', { sequence })
    lab.after(4)
    const told = lab.socket(lab.one).queue.map((arrival) => arrival.kind === 'error' && arrival.sequence)
    expect(told).toEqual([2, 3])
  })

  test('[NUD5, NUD6] what nobody confirms becomes stale; if it was used of late, it waits for a confirmation', () => {
    const idle = new Lab().joined()
    idle.ping(idle.one, '10.0.0.2')
    const { reachableTime } = idle.one.inet.devices.get(idle.dev('a0').id)!
    expect(reachableTime / SECOND).toBeGreaterThanOrEqual(15)
    expect(reachableTime / SECOND).toBeLessThan(45)
    expect(stateAt(idle, reachableTime / SECOND - 1)).toBe('reachable')
    expect(stateAt(idle, 52)).toBe('stale')

    const busy = new Lab().joined()
    busy.ping(busy.one, '10.0.0.2')
    busy.one.inet.neighbours[0]!.used = reachableTime
    expect(stateAt(busy, reachableTime / SECOND + 4)).toBe('delay')
    expect([...idle.decisions()]).toEqual(expect.arrayContaining(['NUD5 no', 'NUD6 no']))
    expect(busy.decisions()).toContain('NUD6 yes')
  })

  test('[NUD5] a confirmation in time keeps it reachable', () => {
    const lab = new Lab().joined()
    lab.ping(lab.one, '10.0.0.2')
    lab.after(10).ping(lab.one, '10.0.0.2', { confirm: true })
    expect(stateAt(lab, 1 + lab.one.inet.devices.get(lab.dev('a0').id)!.reachableTime / SECOND)).toBe(
      'reachable',
    )
  })

  test('[NUD2, NUD7] a stale neighbour is used at once, and asked five seconds later if nobody confirmed it', () => {
    for (const confirm of [false, true]) {
      const lab = new Lab().joined()
      lab.ping(lab.one, '10.0.0.2')
      ok(changeNeighbour(lab.world, lab.dev('a0'), { address: ip('10.0.0.2'), state: 'stale' }, 'change'))
      lab.after(100).frames(lab.one)
      lab.ping(lab.one, '10.0.0.2')
      lab.after(1).ping(lab.one, '10.0.0.2', { confirm })
      lab.frames(lab.one)
      lab.after(5.5)
      const asked = ['a0 > ARP who-has 10.0.0.2 tell 10.0.0.1 to 0b', 'a0 < ARP 10.0.0.2 is-at 0b']
      expect(lab.frames(lab.one).filter((line) => /who-has 10.0.0.2|10.0.0.2 is-at/.test(line))).toEqual(
        confirm ? [] : asked,
      )
      expect(lab.neighbours(lab.one)).toEqual(['10.0.0.2 dev a0 lladdr 02:00:00:00:00:0b REACHABLE'])
    }
  })

  test('[NUD8] three requests, then everything that waits is told at once', () => {
    const lab = new Lab().joined()
    for (const sequence of [1, 2, 3, 4]) {
      lab.ping(lab.one, '10.0.0.9', { sequence })
      lab.after(1.01)
    }
    const requests = lab.captured(lab.one).filter(({ frame }) => frame.etherType === EtherType.ARP)
    const times = requests.map(({ time }) => Math.round(time / 1e6))
    // The timer wheel makes a second of 250 jiffies one of 256.
    expect(times.map((time) => time - times[0]!)).toEqual([
      0,
      expect.closeTo(1016, -2),
      times[1]! - times[0]! + 1024,
    ])
    const { queue } = lab.socket(lab.one)
    expect(queue.map((arrival) => arrival.kind === 'error' && arrival.sequence)).toEqual([1, 2, 3, 4])
    expect(queue[0]).toMatchObject({ from: ip('10.0.0.1'), icmpType: 3, code: 1, local: true })
    expect(lab.neighbours(lab.one)).toContain('10.0.0.9 dev a0 FAILED')
  })

  test('[NUD9] within locktime the first answer stands', () => {
    const lies = arp(2, stranger, '10.0.0.50', '10.0.0.2', macOf('b'), macOf('b'))
    const { decisions } = bring(lies, ['inject', 'a0', ask('10.0.0.2', '10.0.0.50')])
    expect(decisions).toContain('NUD9 yes')
  })
})

describe('IP', () => {
  const REPLY = 'b0 > 10.0.0.2 > 10.0.0.1 ICMP 0/0 ttl 64'
  const known: Step = ['neighbour', 'b0', '10.0.0.1', 'a']
  const ping = (header: Parameters<typeof packet>[0] = {}) => packet({ protocol: 1, ...header }, echo())
  const port = (answers: readonly string[]) => answers.map((line) => / ICMP (\S+)/.exec(line)?.[1])

  test('[IP1, IP2] what is for another host, or damaged, is dropped', () => {
    expect(bring(ping(), known).answers).toEqual([REPLY])
    expect(bring(packet({ protocol: 1 }, echo(), macOf('f')), known).decisions).toContain('IP1 yes')
    expect(bring(damaged(ping(), 24), known).decisions).toContain('IP2 no')
  })

  test('[IP3] what the host sends to itself goes through lo, and is not routed again', () => {
    const lab = new Lab().joined()
    lab.ping(lab.one, '10.0.0.1')
    expect(lab.frames(lab.one).map((line) => line.slice(0, 4))).toEqual(['lo >', 'lo <', 'lo >', 'lo <'])
    expect(lab.decisions()).toContain('IP3 yes')
  })

  test('[IP4, IP5] a group packet is for those who joined', () => {
    expect(bring(ping({ dst: ip('224.0.0.1') }), known).decisions).toContain('IP5 yes')
    expect(bring(ping({ dst: ip('224.0.0.9') }), known).decisions).toContain('IP5 no')
  })

  test('[IP6, IP7] martians', () => {
    expect(bring(ping({ src: ip('127.0.0.1') })).decisions).toContain('IP6 yes')
    expect(bring(ping({ dst: ip('127.0.0.1') })).decisions).toContain('IP7 yes')
  })

  test('[IP8, IP10, IP11] what is for nobody here is forwarded, if the device forwards and there is a way', () => {
    expect([...bring(ping({ dst: ip('10.1.0.3') }), ...routed).decisions]).toEqual(
      expect.arrayContaining(['IP8 no', 'IP10 no']),
    )
    expect(port(bring(ping({ dst: ip('10.9.0.3') }), known, ...routed, forwarding).answers)).toEqual(['3/0'])
  })

  test('[IP9] nobody else may use an address of this host, and rp_filter wants the way back', () => {
    expect(bring(ping({ src: ip('10.0.0.2') })).decisions).toContain('IP9 yes')
    const strict: Step = ['sysctl', 'two', 'conf.b0.rp_filter', 1]
    expect(bring(ping({ src: ip('10.1.0.3') }), ...routed, strict).decisions).toContain('IP9 yes')
  })

  test('[IP12, IP14] fragments wait for each other', () => {
    const first: Step = [
      'inject',
      'a0',
      packet({ protocol: 1, id: 1, moreFragments: true }, echo().subarray(0, 24)),
    ]
    const second = packet({ protocol: 1, id: 1, fragmentOffset: 24 }, echo().subarray(24))
    expect(bring(second, known).answers).toEqual([])
    expect(bring(second, known, first).answers).toEqual([REPLY])
  })

  test('[IP13, UDP1, UDP2] an unknown protocol or a closed port is reported, unless the packet is damaged', () => {
    expect(port(bring(packet({ protocol: 253 }, new Uint8Array(8)), known).answers)).toEqual(['3/2'])
    expect(port(bring(packet({}, udp()), known).answers)).toEqual(['3/3'])
    expect(bring(packet({}, damaged(udp(), 12)), known).decisions).toContain('UDP1 no')
    const toAll = { dst: ip('10.0.0.255') }
    expect(bring(packet(toAll, udp(toAll)), known).decisions).toContain('UDP2 no')
  })

  test('[FWD1, FWD2, FWD3] a router drops what came to everybody, what is too old, and what is too long', () => {
    const away = { dst: ip('10.1.0.3') }
    const road = [known, ...routed, forwarding, ['mtu', 'e0', 600]] as const
    expect(bring(packet(away, udp(away), 0xffff_ffff_ffff as never), ...road).decisions).toContain('FWD1 no')
    expect(port(bring(ping({ ...away, ttl: 1 }), ...road).answers)).toEqual(['11/0'])
    const long = packet({ ...away, protocol: 1, dontFragment: true }, echo(new Uint8Array(700)))
    expect(port(bring(long, ...road).answers)).toEqual(['3/4'])
  })

  test('[FWD4, FWD5] who could go the direct way is told so, but not over and over', () => {
    const detour: Step = ['route', 'two', '10.9.0.0/24', '10.0.0.1']
    const away = ping({ dst: ip('10.9.0.1'), src: ip('10.0.0.50') })
    const from50: Step = ['neighbour', 'b0', '10.0.0.50', 'a']
    const lab = new Lab().joined()
    runModel([known, from50, forwarding, detour], lab)
    for (let count = 0; count < 3; count++) ok(sendFrame(lab.world, lab.dev('a0'), away))
    settle(lab.world)
    expect(lab.frames(lab.two).filter((line) => line.includes('ICMP 5/1'))).toHaveLength(1)
    expect([...lab.decisions()]).toEqual(expect.arrayContaining(['FWD5 yes', 'FWD5 no']))
  })

  test('[OUT1, OUT3] what does not fit is cut up, unless the sender forbids it', () => {
    const lab = new Lab().joined()
    expect(lab.ping(lab.one, '10.0.0.2', { payload: new Uint8Array(1473), pathMtu: 'do' })).toEqual({
      errno: 'EMSGSIZE',
    })
    lab.ping(lab.one, '10.0.0.2', { payload: new Uint8Array(1473) })
    expect(lab.frames(lab.one).filter((line) => line.includes('fragment'))).toEqual([
      'a0 > 10.0.0.1 > 10.0.0.2 fragment 0+1480 more',
      'a0 > 10.0.0.1 > 10.0.0.2 fragment 1480+1',
      'a0 < 10.0.0.2 > 10.0.0.1 fragment 0+1480 more',
      'a0 < 10.0.0.2 > 10.0.0.1 fragment 1480+1',
    ])
  })

  test('[OUT2, ICMP3] a broadcast comes back to its sender, and nobody answers it by default', () => {
    const lab = new Lab().joined()
    lab.ping(lab.one, '10.0.0.255', { broadcast: true })
    expect(lab.frames(lab.two)).toEqual(['b0 < 10.0.0.1 > 10.0.0.255 ICMP 8/0 ttl 64'])
    ok(writeSysctl(lab.world, lab.one, 'net.ipv4.icmp_echo_ignore_broadcasts', '0'))
    lab.ping(lab.one, '10.0.0.255', { broadcast: true })
    expect(lab.socket(lab.one).queue).toMatchObject([{ kind: 'reply', from: ip('10.0.0.1') }])
  })

  test('[ICMP1, ICMP2, ICMP4, ICMP6] an echo request is answered, unless it is damaged or echo is off', () => {
    expect(bring(packet({ protocol: 1 }, damaged(echo(), 9)), known).decisions).toContain('ICMP1 no')
    expect(bring(ping(), known, ['sysctl', 'two', 'icmp_echo_ignore_all', 1]).answers).toEqual([])
    expect(bring(ping({ src: ip('11.0.0.1') }), known).decisions).toContain('ICMP6 no')
  })

  test('[ICMP5, ICMP7, ICMP8, ERR1, ERR2, ERR3, ERR4] each sequence that shows them is among the recorded', () => {
    const walked = new Set<string>()
    for (const steps of Object.values(scenarios)) {
      const lab = new Lab().joined()
      runModel(steps, lab)
      for (const decision of lab.decisions()) walked.add(decision)
    }
    for (const id of ['ICMP5', 'ICMP7', 'ICMP8', 'ERR1', 'ERR2', 'ERR3', 'ERR4'])
      expect([...walked]).toEqual(expect.arrayContaining([`${id} yes`, `${id} no`]))
  })
})

test('what is decided has a rule, whatever comes in', () => {
  const ids = new Set(STACK_RULES.map(({ id }) => id))
  const decided = Object.values(scenarios).flatMap((steps) => {
    const lab = new Lab().joined()
    runModel(steps, lab)
    return [...lab.decisions()].map((decision) => decision.split(' ')[0]!)
  })
  expect(decided.filter((id) => !ids.has(id) && /^(ARP|NUD|IP|OUT|FWD|ICMP|UDP|ERR)/.test(id))).toEqual([])
})

test('frames of every kind are whole on the wire', () => {
  const lab = new Lab().joined()
  lab.ping(lab.one, '10.0.0.2', { payload: new Uint8Array(4000) })
  for (const { frame } of lab.captured(lab.one)) expect(parseFrame(frame.bytes)).toEqual(frame)
})
