import { describe, expect, it } from 'vitest'
import { dissect, PLAIN, type Style } from '../../src/frame/dissect/dissect.ts'
import { emitPcapHeader, emitPcapPacket, LinkType } from '../../src/frame/pcap.ts'
import { CORPUS } from './corpus.ts'
import { missing, output, recorded, withFile } from './real.ts'

const STYLES: Readonly<Record<string, Partial<Style>>> = {
  '-n': {},
  '-nn': { names: false },
  '': { names: true },
  '-ne': { linkLevel: true },
  '-e': { linkLevel: true, names: true },
  '-nv': { verbose: 1 },
  '-nvv': { verbose: 2 },
  '-nvve': { verbose: 2, linkLevel: true },
  '-nq': { quiet: 1 },
  '-nqq': { quiet: 2 },
  '-nqe': { quiet: 1, linkLevel: true },
}

interface Packet {
  readonly name: string
  readonly bytes: Uint8Array
  readonly length: number
}

const WHOLE: readonly Packet[] = Object.entries(CORPUS).map(([name, bytes]) => ({
  name,
  bytes,
  length: bytes.length,
}))

/** The same frames as a snapshot of any length would have captured them. */
const CUT: readonly Packet[] = WHOLE.filter(
  ({ name }) => !/^(ip6|ip options|igmp v3|tcp)/.test(name),
).flatMap((packet) =>
  Array.from({ length: packet.length }, (_, cut) => ({ ...packet, bytes: packet.bytes.subarray(0, cut) })),
)

function tcpdump(packets: readonly Packet[], flags: string): string[] {
  const file = [
    emitPcapHeader(LinkType.ETHERNET, 262144),
    ...packets.map(({ bytes, length }) =>
      emitPcapPacket({ seconds: 0, microseconds: 0, bytes, originalLength: length }),
    ),
  ]
  return withFile(Buffer.concat(file), (path) =>
    output('tcpdump', ['-#', '-t', ...(flags === '' ? [] : [flags]), '-r', path])
      .split(/^ +\d+ {2}/m)
      .slice(1)
      .map((text) => text.replace(/\n$/, '')),
  )
}

const ours = (packets: readonly Packet[], style: Partial<Style>) =>
  packets.map(({ bytes, length }) => dissect(bytes, { ...PLAIN, ...style }, length))

describe('dissect prints frames as tcpdump 4.99.3 does', () => {
  const golden = recorded('dissect', () =>
    Object.fromEntries(Object.keys(STYLES).map((flags) => [flags, tcpdump(WHOLE, flags)])),
  )
  it.each(Object.entries(STYLES))('tcpdump %s, as recorded', (flags, style) => {
    const texts = ours(WHOLE, style)
    WHOLE.forEach(({ name }, i) => {
      expect(texts[i], name).toBe(golden[flags]?.[i])
    })
  })
})

describe.skipIf(missing('tcpdump'))(
  `dissect beside the tcpdump of this machine ${missing('tcpdump') ?? ''}`,
  () => {
    it.each(['-n', '-nvve', '-nq'])('frames cut anywhere, tcpdump %s', (flags) => {
      const real = tcpdump(CUT, flags)
      ours(CUT, STYLES[flags]!).forEach((text, i) => {
        expect(text, `${CUT[i]!.name} cut to ${CUT[i]!.bytes.length}`).toBe(real[i])
      })
    })
  },
)
