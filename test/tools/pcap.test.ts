import { describe, expect, it } from 'vitest'
import { emitPcapHeader, emitPcapPacket, LinkType, parsePcap } from '../../src/frame/pcap.ts'
import { emitPcapng } from '../../src/frame/pcapng.ts'
import { CORPUS } from './corpus.ts'
import { capture, missing, withFile } from './real.ts'

const packets = Object.values(CORPUS).map((bytes, i) => ({
  ...{ seconds: 1000 + i, microseconds: i * 7, originalLength: bytes.length + (i % 3) },
  bytes,
}))
const file = Buffer.concat([emitPcapHeader(LinkType.ETHERNET, 65535), ...packets.map(emitPcapPacket)])

describe('classic capture files', () => {
  it('reads what it wrote', () => {
    expect(parsePcap(file)).toEqual({ linkType: 1, snapLength: 65535, packets })
  })

  it('reads either byte order and nanoseconds', () => {
    const bytes = Uint8Array.from(
      'a1b23c4d 0002 0004 00000000 00000000 0000ffff 00000001 00000005 0001e240 00000002 00000009 beef'
        .replace(/ /g, '')
        .match(/../g)!,
      (pair) => Number.parseInt(pair, 16),
    )
    expect(parsePcap(bytes)).toMatchObject({
      packets: [{ seconds: 5, microseconds: 123, bytes: Uint8Array.of(0xbe, 0xef), originalLength: 9 }],
    })
  })

  it.each([
    [3, 'truncated dump file; tried to read 4 file header bytes, only got 3'],
    [20, 'truncated dump file; tried to read 24 file header bytes, only got 16'],
  ])('refuses a file of %i bytes', (length, words) => {
    expect(parsePcap(file.subarray(0, length))).toBe(words)
  })

  it('keeps the packets before the damage', () => {
    const cut = parsePcap(file.subarray(0, 24 + 16 + packets[0]!.bytes.length + 10))
    expect(cut).toMatchObject({ damage: 'truncated dump file; tried to read 16 header bytes, only got 10' })
    expect(typeof cut === 'object' && cut.packets.length).toBe(1)
  })

  it('says when it is something else', () => {
    expect(parsePcap(Buffer.from('hello this is text, not a capture'))).toBe('unknown file format')
  })
})

describe.skipIf(missing('tshark'))(`capture files read by tshark ${missing('tshark') ?? ''}`, () => {
  it('pcapng with one interface a device, comments and directions', () => {
    const bytes = Buffer.concat([
      ...emitPcapng(
        [{ name: 'host/eth0' }, { name: 'ns1/mac1', description: 'macvlan in bridge mode' }],
        [
          {
            device: 0,
            seconds: 1_700_000_000,
            nanoseconds: 123_456_789,
            bytes: packets[0]!.bytes,
            direction: 'out',
          },
          {
            device: 1,
            seconds: 1_700_000_001,
            nanoseconds: 5,
            bytes: packets[1]!.bytes,
            comment: 'RX3: ünïcode',
          },
        ],
      ),
    ])
    const fields = [
      'frame.interface_name',
      'frame.interface_description',
      'frame.time_epoch',
      'frame.len',
      'frame.comment',
    ]
    const options = fields.flatMap((field) => ['-e', field])
    const { stdout } = withFile(bytes, (path) =>
      capture('tshark', ['-r', path, '-T', 'fields', '-E', 'separator=|', ...options]),
    )
    expect(Buffer.from(stdout, 'latin1').toString('utf8').trim().split('\n')).toEqual([
      'host/eth0||1700000000.123456789|42|',
      'ns1/mac1|macvlan in bridge mode|1700000001.000000005|60|RX3: ünïcode',
    ])
  })
})
