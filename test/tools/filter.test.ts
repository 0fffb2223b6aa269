import { describe, expect, it } from 'vitest'
import { emitPcapHeader, emitPcapPacket, LinkType, parsePcap } from '../../src/frame/pcap.ts'
import { compile } from '../../src/shell/tools/tcpdump/filter/compile.ts'
import { matches } from '../../src/shell/tools/tcpdump/filter/evaluate.ts'
import { CORPUS } from './corpus.ts'
import { EXPRESSIONS } from './filter-expressions.ts'
import { combined } from './filters.ts'
import { capture, missing, recorded, withFile } from './real.ts'

/** Frames long enough for every load: what BPF's optimizer leaves out of shorter ones is not modelled. */
const FRAMES = Object.values(CORPUS).filter((bytes) => bytes.length >= 60)
const FILE = Buffer.concat([
  emitPcapHeader(LinkType.ETHERNET, 262144),
  ...FRAMES.map((bytes, seconds) =>
    emitPcapPacket({ seconds, microseconds: 0, bytes, originalLength: bytes.length }),
  ),
])

/** Which frames pass, or what is wrong with the expression. */
type Verdict = readonly number[] | string

function libpcap(expression: string): Verdict {
  const { stdout, stderr } = withFile(FILE, (path) => capture('tcpdump', ['-r', path, '-w', '-', expression]))
  const error = /^tcpdump: (.*)$/m.exec(stderr)?.[1]
  if (error !== undefined) return error
  const file = parsePcap(Uint8Array.from(stdout, (character) => character.charCodeAt(0)))
  if (typeof file === 'string') throw new Error(file)
  return file.packets.map(({ seconds }) => seconds)
}

function ours(expression: string): Verdict {
  const filter = compile(expression, { link: 'ethernet', savefile: true, netmask: 0 })
  if (typeof filter === 'string') return filter
  return FRAMES.flatMap((bytes, i) => (matches(filter, { bytes, length: bytes.length }) ? [i] : []))
}

describe('filters pass what libpcap 1.10.3 passes, and fail in its words', () => {
  const golden = recorded('filters', () =>
    Object.fromEntries(EXPRESSIONS.map((each) => [each, libpcap(each)])),
  )
  it.each(EXPRESSIONS)('%s', (expression) => {
    expect(ours(expression)).toEqual(golden[expression])
  })
})

describe.skipIf(missing('tcpdump'))(
  `filters beside the libpcap of this machine ${missing('tcpdump') ?? ''}`,
  () => {
    it('combinations of everything', () => {
      for (let seed = 0; seed < 300; seed++) {
        const expression = combined(seed)
        const [model, real] = [ours(expression), libpcap(expression)]
        // libpcap proves fewer contradictions than there are: where it lets nothing pass, a refusal is as good.
        if (model === 'expression rejects all packets' && real.length === 0) continue
        expect(model, expression).toEqual(real)
      }
    })
  },
)

describe('a tag that the kernel holds beside the bytes', () => {
  const live = { link: 'ethernet', savefile: false, netmask: 0 } as const
  const passes = (expression: string, tag: number | undefined) => {
    const filter = compile(expression, live)
    if (typeof filter === 'string') throw new Error(filter)
    const bytes = CORPUS['arp request padded']!
    return matches(filter, { bytes, length: bytes.length, tag })
  }

  it.each([
    ['arp', 10, true],
    ['arp', undefined, true],
    ['vlan', 10, true],
    ['vlan', undefined, false],
    ['vlan 10', 0x600a, true],
    ['vlan 10', 20, false],
    ['vlan 10 and arp', 10, true],
    ['vlan 10 and ip', 10, false],
    ['vlan and vlan', 10, false],
  ])('%s, tag %s: %s', (expression, tag, expected) => {
    expect(passes(expression, tag)).toBe(expected)
  })
})
