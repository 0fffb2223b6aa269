import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { compare, formatDifferences } from '../../src/harness/compare.ts'
import { diffLines } from '../../src/harness/line-diff.ts'
import { namedMacs, normalise } from '../../src/harness/normalise.ts'
import { formatTraceLine, type Observation, type ObservedFrame } from '../../src/harness/observation.ts'
import {
  isRecordingOf,
  makeRecording,
  readRecording,
  recordingPath,
  writeRecording,
} from '../../src/harness/recording.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

const named = namedMacs(defaultTopology, 'ip link set x address 02:0:0:0:0:Aa')
const nothing: Observation = { stdout: '', stderr: '', status: 0, trace: [] }
const printed = (stdout: string): string => normalise({ ...nothing, stdout }, named).stdout

const seen = (dev: string, frame: string, rest: Partial<ObservedFrame> = {}): ObservedFrame => ({
  time: 0,
  machine: 'host',
  netns: '',
  dev,
  type: 'host',
  frame: frame.replace(/\s/g, ''),
  ...rest,
})
const arp = (mac: string): string =>
  `ffffffffffff ${mac} 0806 0001080006040001 ${mac} c0a8387a 000000000000 c0a8387b`
/** A real echo request: identification 8d2b, ICMP identifier 00af, its time in the first 16 bytes of data. */
const echo = `06e6e8be49d01e2364a2278b0800 450000548d2b40004001bb37c0a8387ac0a8387b
080037af00250001377e046b00000000c16e040000000000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637`
/** The second of the same run, but for its sequence number a request like the first. */
const echo2 = `06e6e8be49d01e2364a2278b0800 450000548dcc40004001ba96c0a8387ac0a8387b
0800b94800250002387e046b000000003ed4040000000000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637`
const frameText = (frame: string): string =>
  normalise({ ...nothing, trace: [seen('d', frame)] }, named).devices.get('host d')![0]!.text

/** Seen on a real kernel: a probe for fe80::ff:fe00:a1, a listener report, a router solicitation, an echo request. */
const probe = (nonce: string, sum: string): string =>
  `3333ff0000a1 0200000000a1 86dd 6000000000203aff00000000000000000000000000000000ff0200000000000000000001ff0000a18700${sum}00000000fe80000000000000000000fffe0000a10e01${nonce}`
const report =
  '333300000016 0200000000a1 86dd 600000000024000100000000000000000000000000000000ff0200000000000000000000000000163a000502000001008f006ee90000000104000000ff0200000000000000000001ff0000a1'
const solicitation =
  '333300000002 0200000000a1 86dd 6000000000103afffe80000000000000000000fffe0000a1ff020000000000000000000000000002850079ec0000000001010200000000a1'
const echo6 =
  '333300000001 0200000000a1 86dd 600b784300403a01fe80000000000000000000fffe0000a1ff02000000000000000000000000000180000feb00310001a40a056b0000000007fa020000000000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637'

describe('normalising IPv6', () => {
  const framesOf = (...frames: string[]): Observation => ({
    ...nothing,
    trace: frames.map((frame) => seen('d', frame)),
  })

  test('the number by which one knows one’s own question is anything, if the checksum is right', () => {
    const [one, other] = [probe('f6d69509a7a4', '3a57'), probe('7442420a0000', 'b78f')]
    expect(frameText(one)).toBe(frameText(other))
    expect(frameText(one)).toMatch(/ 8700 ok 00000000 fe80\S* 0e01 #$/)
  })

  test('listener reports and router solicitations are left out', () => {
    expect(compare(framesOf(report, echo6, solicitation), framesOf(echo6), named)).toEqual([])
    expect(compare(framesOf(echo6), framesOf(report), named)).toHaveLength(1)
  })

  test('a probe comes before or after whatever its sender says, but it comes', () => {
    const one = probe('f6d69509a7a4', '3a57')
    expect(compare(framesOf(one, echo6), framesOf(echo6, one), named)).toEqual([])
    expect(compare(framesOf(one, echo6), framesOf(echo6), named)).toHaveLength(1)
  })

  test('flow label, identifier and time of an echo are the kernel’s and ping’s own', () => {
    expect(frameText(echo6)).toContain('86dd 60 # 00403a01')
    expect(frameText(echo6)).toContain('8000 ok # 0001 # 1011')
  })
})

describe('normalising text', () => {
  test.each([
    ['link/ether 1e:23:64:a2:27:8b brd ff:ff:ff:ff:ff:ff', 'link/ether mac#1 brd ff:ff:ff:ff:ff:ff'],
    ['1e:23:64:a2:27:8b 06:00:00:00:00:01 1e:23:64:a2:27:8b', 'mac#1 mac#2 mac#1'],
    ['[1E:23:64:A2:27:8B]  0.768ms', '[MAC#1]  #ms'],
    ['bridge_id 8000.1e:23:64:2:27:8b', 'bridge_id 8000.mac#1'],
    [
      'named 02:00:00:00:00:aa, cabled 52:54:00:00:01:01',
      'named 02:00:00:00:00:aa, cabled 52:54:00:00:01:01',
    ],
    [
      'a group 33:33:00:00:00:01, a maker 08:00:27:a6:1b:10',
      'a group 33:33:00:00:00:01, a maker 08:00:27:a6:1b:10',
    ],
    [
      '64 bytes from 1.2.3.4: icmp_seq=1 ttl=64 time=0.512 ms',
      '64 bytes from 1.2.3.4: icmp_seq=1 ttl=64 time=# ms',
    ],
    [
      '2 packets transmitted, 2 received, 0% packet loss, time 1026ms',
      '2 packets transmitted, 2 received, 0% packet loss, time #ms',
    ],
    ['rtt min/avg/max/mdev = 0.102/0.307/0.512/0.205 ms, pipe 2', 'rtt min/avg/max/mdev = # ms, pipe 2'],
    [
      '18:07:46.123456 IP 1.1.1.1 > 2.2.2.2: ICMP echo request, id 175, seq 1, length 64',
      '# IP 1.1.1.1 > 2.2.2.2: ICMP echo request, id #, seq 1, length 64',
    ],
    ['(tos 0x0, ttl 64, id 36139, offset 0, flags [DF])', '(tos 0x0, ttl 64, id #, offset 0, flags [DF])'],
    [
      'a.sh: line 3:    12 Killed                  sleep 9',
      'a.sh: line 3: # Killed                  sleep 9',
    ],
    ['a.sh: line 3: kill: (4711) - No such process', 'a.sh: line 3: kill: (#) - No such process'],
    ['3: mac1@if2: <UP> mtu 1500 qlen 1000', '3: mac1@if2: <UP> mtu 1500 qlen 1000'],
    ['12 packets, ttl 64, 192.168.56.1', '12 packets, ttl 64, 192.168.56.1'],
  ])('%s', (before, after) => {
    expect(printed(before)).toBe(after)
  })
})

describe('normalising frames', () => {
  test('names addresses, in ARP too', () => {
    expect(frameText(arp('1e2364a2278b'))).toBe(
      'mac#1 > ff:ff:ff:ff:ff:ff 0806 0001080006040001 mac#1 c0a8387a 00:00:00:00:00:00 c0a8387b',
    )
  })

  test('hides what ping and the kernel chose, and keeps the rest', () => {
    const text = frameText(echo)
    expect(text).toBe(
      'mac#1 > mac#2 0800 45000054 # 40004001 ok c0a8387ac0a8387b 0800 ok # 0001 # 101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637',
    )
    expect(frameText(echo2)).toBe(text.replace('# 0001 #', '# 0002 #'))
  })

  test('says when a checksum is wrong', () => {
    expect(frameText(echo.replace('bb37', 'bb38'))).toContain(' bad c0a8387ac0a8387b 0800 ok ')
    expect(frameText(echo.replace('37af', '37ae'))).toContain(' ok c0a8387ac0a8387b 0800 bad ')
  })

  test('looks past a VLAN tag', () => {
    expect(frameText(echo.replace('0800 45', '81000007 0800 45'))).toContain(
      '8100 0007 0800 45000054 # 40004001 ok',
    )
  })

  test('hides a port that the kernel chose, and checks UDP over its pseudo header', () => {
    const udp = 'ffffffffffff 525400000101 0800 4500001e00004000401148a9c0a83801c0a838ff9c40270f000a'
    expect(frameText(`${udp} 0000 6869`)).toContain(' # 270f 000a none 6869')
    expect(frameText(`${udp} 1234 6869`)).toContain(' # 270f 000a bad 6869')
  })

  property.prop([fc.uint8Array({ minLength: 14, maxLength: 80 })])('never fails on any bytes', (bytes) => {
    expect(frameText(Buffer.from(bytes).toString('hex'))).toContain(' > ')
    expect(frameText(echo.slice(0, 28) + Buffer.from(bytes).toString('hex'))).toContain(' > ')
  })
})

describe('comparing', () => {
  const left: Observation = {
    stdout: 'a\nb 1e:23:64:a2:27:8b\nc\n',
    stderr: '',
    status: 0,
    trace: [seen('eth0', arp('1e2364a2278b')), seen('eth0', echo), seen('eth0', echo2)],
  }

  test('two runs that differ only in free choices are the same', () => {
    const right = JSON.parse(
      JSON.stringify(left)
        .replaceAll('1e2364a2278b', '0a0000000001')
        .replaceAll('1e:23:64:a2:27:8b', '0a:00:00:00:00:01'),
    )
    expect(compare(left, right, named)).toEqual([])
  })

  test.each<[string, Partial<Observation>, string]>([
    ['a line', { stdout: left.stdout.replace('c', 'd') }, '@@ stdout @@\n a\n b mac#1\n-c\n+d\n'],
    [
      'a missing end of line',
      { stdout: left.stdout.trimEnd() },
      '@@ stdout @@\n a\n b mac#1\n-c\n+c\\ (no newline at the end)\n',
    ],
    ['stderr', { stderr: 'oops\n' }, '@@ stderr @@\n+oops\n'],
    ['the status', { status: 1 }, '@@ exit status @@\n-0\n+1\n'],
    ['a named MAC', { stdout: 'a\nb 52:54:00:00:01:01\nc\n', trace: [] }, '-b mac#1\n+b 52:54:00:00:01:01\n'],
    ['a missing frame', { trace: left.trace.slice(0, 2) }, '@@ frames at host eth0 @@\n'],
    [
      'two frames of one conversation in another order',
      { trace: [left.trace[0]!, left.trace[2]!, left.trace[1]!] },
      '@@ frames at host eth0 @@\n',
    ],
    [
      'the device',
      { trace: left.trace.map((frame) => ({ ...frame, dev: 'eth1' })) },
      '@@ frames at host eth1 @@\n',
    ],
    [
      'the packet type',
      { trace: left.trace.map((frame) => ({ ...frame, type: 'otherhost' as const })) },
      '+otherhost mac#1',
    ],
    [
      'a payload byte',
      { trace: left.trace.map((frame) => ({ ...frame, frame: frame.frame.replace('3637', '3638') })) },
      ' bad ',
    ],
  ])('%s differs', (_, change, expected) => {
    const differences = compare(left, { ...left, ...change }, named)
    expect(differences.length).toBeGreaterThan(0)
    expect(formatDifferences(differences, 'simulator', 'kernel')).toContain(expected)
  })

  test('a queued broadcast may come late; frames of one conversation may not', () => {
    expect(
      compare(left, { ...left, trace: [left.trace[1]!, left.trace[2]!, left.trace[0]!] }, named),
    ).toEqual([])
  })

  test('shows a bounded number of lines', () => {
    const long = { ...nothing, stdout: 'x\n'.repeat(500) }
    const text = formatDifferences(compare(nothing, long, named), 'a', 'b')
    expect(text.split('\n').length).toBeLessThan(50)
    expect(text).toContain('(460 more lines)')
  })
})

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })

property.prop([letters, letters])('a difference holds both sides, whole and in order', (left, right) => {
  const lines = diffLines(left, right)
  expect(lines.filter(({ sign }) => sign !== '+').map(({ text }) => text)).toEqual(left)
  expect(lines.filter(({ sign }) => sign !== '-').map(({ text }) => text)).toEqual(right)
  if (left.join() === right.join()) expect(lines.every(({ sign }) => sign === ' ')).toBe(true)
})

describe('a recording', () => {
  const kernel = { release: '6.18.44-test', modules: 'none', iproute2: '6.1.0' } as const
  const trace = [seen('eth0', echo), seen('eth0', echo2)]

  test.each([
    ['small, as text', trace, '.json'],
    ['without frames', [], '.json'],
    ['large, compressed', Array.from({ length: 2000 }, () => trace).flat(), '.json.gz'],
  ])('%s, reads as it was written', (_, frames, ending) => {
    const directory = mkdtempSync(join(tmpdir(), 'macvlan-lab-'))
    const recording = makeRecording('ls\n', defaultTopology, kernel, {
      ...nothing,
      stdout: 'x }\n }\n}',
      trace: frames,
    })
    const file = writeRecording(
      recordingPath(directory, kernel.release, 'test/scenarios/first.sh'),
      recording,
    )
    expect(file).toBe(join(directory, '6.18', `first${ending}`))
    expect(readRecording(file)).toEqual(JSON.parse(JSON.stringify(recording)))
    expect(isRecordingOf(readRecording(file), 'ls\n', defaultTopology)).toBe(true)
    expect(isRecordingOf(readRecording(file), 'ls -l\n', defaultTopology)).toBe(false)
    rmSync(directory, { recursive: true })
  })
})

test('a trace line is one JSON object, its fields in a fixed order', () => {
  expect(formatTraceLine(seen('eth0', 'ff', { time: 5 }))).toBe(
    '{"time":5,"machine":"host","netns":"","dev":"eth0","type":"host","frame":"ff"}\n',
  )
})
