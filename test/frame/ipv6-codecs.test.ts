import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { fromHex, parseFrame, payloadOf, toHex } from '../../src/frame/frame.ts'
import { emitIcmpv6, parseIcmpv6 } from '../../src/frame/icmpv6.ts'
import { emitIpv6, type Ipv6Packet, PLAIN_HEADER6, parseIpv6Packet } from '../../src/frame/ipv6.ts'
import {
  commonBits,
  formatIpv6,
  groupMac6,
  inSubnet6,
  interfaceId,
  LINK_LOCAL,
  lastOf6,
  parseIpv6,
  solicitedNode,
  subnetOf6,
} from '../../src/frame/ipv6-address.ts'
import { formatMac, type Mac, parseMac } from '../../src/frame/mac.ts'
import { emitMldReport, parseMldReport } from '../../src/frame/mld.ts'
import { emitNd, type NdMessage, parseNd } from '../../src/frame/nd.ts'

/** Seen on a veth pair of a real kernel. */
const GOLDEN = {
  probe:
    '3333ff0000a1 0200000000a1 86dd 6000000000203aff00000000000000000000000000000000ff0200000000000000000001ff0000a187003a5700000000fe80000000000000000000fffe0000a10e01f6d69509a7a4',
  solicitation:
    '3333ff000002 0200000000a1 86dd 6000000000203aff20010db8000000000000000000000001ff0200000000000000000001ff00000287001b870000000020010db800000000000000000000000201010200000000a1',
  advertisement:
    '333300000001 0200000000a1 86dd 6000000000203aff20010db8000000000000000000000001ff0200000000000000000000000000018800f88a2000000020010db800000000000000000000000102010200000000a1',
  routerSolicitation:
    '333300000002 0200000000a1 86dd 6000000000103afffe80000000000000000000fffe0000a1ff020000000000000000000000000002850079ec0000000001010200000000a1',
  report:
    '333300000016 0200000000a1 86dd 6000000000380001fe80000000000000000000fffe0000a1ff0200000000000000000000000000163a000502000001008f006eac0000000204000000ff0200000000000000000001ff00000104000000ff0200000000000000000001ff0000a1',
  echo: '333300000001 0200000000a1 86dd 600b784300403a01fe80000000000000000000fffe0000a1ff02000000000000000000000000000180000feb00310001a40a056b0000000007fa020000000000101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637',
} as const

function read(name: keyof typeof GOLDEN): Ipv6Packet {
  const packet = parseIpv6Packet(payloadOf(parseFrame(fromHex(GOLDEN[name].replaceAll(' ', ''))!)))
  if (typeof packet === 'string') throw new Error(packet)
  return packet
}

function message(packet: Ipv6Packet) {
  const found = parseIcmpv6(packet.payload, packet)
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('golden bytes', () => {
  test.each(Object.keys(GOLDEN) as (keyof typeof GOLDEN)[])('%s, byte for byte', (name) => {
    const packet = read(name)
    expect(toHex(emitIpv6(packet, packet.payload))).toBe(toHex(packet.bytes))
    expect(toHex(emitIcmpv6(message(packet), packet))).toBe(toHex(packet.payload))
  })

  test.each(['probe', 'solicitation', 'advertisement', 'routerSolicitation'] as const)(
    '%s is read and written again',
    (name) => {
      const icmp = message(read(name))
      expect(emitNd(parseNd(icmp)!)).toEqual(icmp)
    },
  )

  test('a probe has no address to speak from, and a number instead', () => {
    const target = parseIpv6('fe80::ff:fe00:a1')!
    const nonce = 0xf6d69509a7a4
    expect(parseNd(message(read('probe')))).toEqual({
      kind: 'neighbour solicitation',
      target,
      source: undefined,
      nonce,
    })
  })

  test('a report names its groups, behind a router alert', () => {
    const icmp = message(read('report'))
    const groups = parseMldReport(icmp)!.map(({ type, group }) => `${type} ${formatIpv6(group)}`)
    expect(groups).toEqual(['4 ff02::1:ff00:1', '4 ff02::1:ff00:a1'])
    expect(emitMldReport(parseMldReport(icmp)!)).toEqual(icmp)
    expect(read('report').hopByHop).toEqual(Uint8Array.of(5, 2, 0, 0, 1, 0))
  })
})

describe('addresses', () => {
  test.each([
    ['::', '::'],
    ['::1', '::1'],
    ['2001:db8::', '2001:db8::'],
    ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.4'],
    ['::1.2.3.4', '::1.2.3.4'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('%s is written %s', (text, written) => {
    expect(formatIpv6(parseIpv6(text)!)).toBe(written)
  })

  test.each([
    '',
    ':',
    ':::',
    '1',
    '1:2',
    '1::2::3',
    '12345::',
    'g::',
    '1:2:3:4:5:6:7:8:9',
    '::1.2.3',
    '1.2.3.4',
  ])('%j is none', (text) => {
    expect(parseIpv6(text)).toBeUndefined()
  })

  test('a MAC makes an address, and an address a group', () => {
    const local = LINK_LOCAL | interfaceId(parseMac('02:00:00:00:00:a1')!)
    expect(formatIpv6(local)).toBe('fe80::ff:fe00:a1')
    expect(formatIpv6(LINK_LOCAL | interfaceId(parseMac('52:54:00:00:01:01')!))).toBe(
      'fe80::5054:ff:fe00:101',
    )
    expect(formatIpv6(solicitedNode(local))).toBe('ff02::1:ff00:a1')
    expect(formatMac(groupMac6(solicitedNode(local)))).toBe('33:33:ff:00:00:a1')
  })
})

describe('laws', () => {
  const address = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n })
  /** Many zeros, as real ones have. */
  const sparse = fc
    .array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 0xffffn })), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.reduce((all, group) => (all << 16n) | group, 0n))
  const mac = fc.nat(0xffff_ffff_ffff).map((value) => value as Mac)
  const prefix = fc.integer({ min: 0, max: 128 })

  property.prop([fc.oneof(address, sparse)])('an address survives being written', (value) => {
    expect(parseIpv6(formatIpv6(value))).toBe(value)
  })

  property.prop([address, prefix])('an address lies in its own subnet', (value, length) => {
    const subnet = subnetOf6(value, length)
    expect(inSubnet6(value, subnet, length)).toBe(true)
    expect(subnet <= value && value <= lastOf6(value, length)).toBe(true)
    expect(commonBits(value, subnet)).toBeGreaterThanOrEqual(length)
  })

  property.prop([address, address, fc.uint8Array({ maxLength: 60 }), fc.nat(255), fc.nat(0xf_ffff)])(
    'what is emitted parses to the same',
    (src, dst, payload, trafficClass, flowLabel) => {
      const header = { ...PLAIN_HEADER6, src, dst, trafficClass, flowLabel, nextHeader: 59 }
      expect(parseIpv6Packet(emitIpv6(header, payload))).toMatchObject({ ...header, payload })
    },
  )

  property.prop([address, address, fc.uint8Array({ maxLength: 60 }), fc.nat(67)])(
    'one wrong bit is noticed',
    (src, dst, data, at) => {
      const whole = emitIcmpv6({ type: 128, code: 0, rest: 0, data }, { src, dst })
      const bit = at % whole.length
      expect(parseIcmpv6(whole.with(bit, whole[bit]! ^ 1), { src, dst })).toBe('bad checksum')
    },
  )

  const router = fc.record({
    kind: fc.constant('router advertisement' as const),
    hopLimit: fc.nat(255),
    managed: fc.boolean(),
    other: fc.boolean(),
    preference: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
    lifetime: fc.nat(0xffff),
    reachableTime: fc.nat(0xffff_ffff),
    retransmitTime: fc.nat(0xffff_ffff),
    source: fc.option(mac, { nil: undefined }),
    mtu: fc.option(fc.nat(0xffff_ffff), { nil: undefined }),
    prefixes: fc.array(
      fc.record({
        prefix: address,
        length: prefix,
        onLink: fc.boolean(),
        autonomous: fc.boolean(),
        valid: fc.nat(0xffff_ffff),
        preferred: fc.nat(0xffff_ffff),
      }),
      { maxLength: 3 },
    ),
  })
  const neighbour = fc.record({
    kind: fc.constant('neighbour advertisement' as const),
    target: address,
    router: fc.boolean(),
    solicited: fc.boolean(),
    override: fc.boolean(),
    targetMac: fc.option(mac, { nil: undefined }),
  })
  property.prop([fc.oneof(router, neighbour)])('neighbour discovery keeps all that it says', (said) => {
    expect(parseNd(emitNd(said as NdMessage))).toEqual(said)
  })

  property.prop([fc.uint8Array({ maxLength: 120 }), address])(
    'no bytes make a parser throw',
    (garbage, any) => {
      parseIpv6Packet(garbage)
      const icmp = parseIcmpv6(garbage, { src: any, dst: any })
      for (const type of [133, 134, 135, 136, 143]) {
        const made = { type, code: 0, rest: garbage.length, data: garbage }
        parseNd(made)
        parseMldReport(made)
      }
      expect(typeof icmp === 'string' || icmp.type < 256).toBe(true)
    },
  )
})
