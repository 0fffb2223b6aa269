import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { emitArp, parseArp } from '../../src/frame/arp.ts'
import { checksum } from '../../src/frame/checksum.ts'
import { fromHex, parseFrame, payloadOf, toHex } from '../../src/frame/frame.ts'
import { echoRest, emitIcmp, parseIcmp, readEcho } from '../../src/frame/icmp.ts'
import { emitIpv4, PLAIN_HEADER, parseIpv4Packet } from '../../src/frame/ipv4.ts'
import { formatIpv4, inSubnet, maskOf, parseIpv4, subnetOf } from '../../src/frame/ipv4-address.ts'
import type { Mac } from '../../src/frame/mac.ts'
import { emitUdp, parseUdp } from '../../src/frame/udp.ts'

const ip = (text: string): number => parseIpv4(text)!
const bytes = (hex: string): Uint8Array => fromHex(hex.replace(/\s/g, ''))!

/** Seen on a veth pair of a real kernel; the port unreachable and the fragment too. */
const GOLDEN = {
  arpRequest:
    'ffffffffffff 02000000000a 0806 0001 0800 06 04 0001 02000000000a 0a000001 000000000000 0a000002',
  arpReply: '02000000000a 02000000000b 0806 0001 0800 06 04 0002 02000000000b 0a000002 02000000000a 0a000001',
  echo: '02000000000b 02000000000a 0800 45000034d0da4000400155ec0a0000010a000002 08008c4b287f00015189046b00000000e43f0900000000000000000000000000',
  echoReply:
    '02000000000a 02000000000b 0800 450000345fa70000400107200a0000020a000001 0000944b287f00015189046b00000000e43f0900000000000000000000000000',
  udp: '02000000000b 02000000000a 0800 45000021c2234000401164a60a0000010a000002 b6561092000de11668656c6c6f',
  portUnreachable:
    '02000000000a 02000000000b 0800 45c0003d5fac0000400106520a0000020a000001 0303111e0000000045000021c2234000401164a60a0000010a000002b6561092000de11668656c6c6f',
  fragment: '02000000000b 02000000000a 0800 4500001cd0e200b9400195430a0000010a000002 0000000000000000',
} as const
const golden = (name: keyof typeof GOLDEN) => payloadOf(parseFrame(bytes(GOLDEN[name])))

describe('golden bytes', () => {
  test('ARP', () => {
    const request = { operation: 1, senderMac: 0x02_00_00_00_00_0a as Mac, senderIp: ip('10.0.0.1') }
    const whole = { ...request, targetMac: 0 as Mac, targetIp: ip('10.0.0.2') }
    expect(parseArp(golden('arpRequest'))).toEqual(whole)
    expect(toHex(emitArp(whole))).toBe(toHex(golden('arpRequest')))
    expect(toHex(emitArp(parseArp(golden('arpReply'))!))).toBe(toHex(golden('arpReply')))
  })

  test.each(['echo', 'echoReply', 'portUnreachable', 'fragment', 'udp'] as const)(
    '%s, byte for byte',
    (name) => {
      const packet = parseIpv4Packet(golden(name))
      if (typeof packet === 'string') throw new Error(packet)
      expect(toHex(emitIpv4(packet, packet.payload))).toBe(toHex(golden(name)))
      if (name === 'fragment') return
      if (name === 'udp') {
        const datagram = parseUdp(packet.payload, packet.src, packet.dst)
        if (typeof datagram === 'string') throw new Error(datagram)
        expect(toHex(emitUdp(datagram, packet.src, packet.dst))).toBe(toHex(packet.payload))
        return
      }
      const message = parseIcmp(packet.payload)
      if (typeof message === 'string') throw new Error(message)
      expect(toHex(emitIcmp(message))).toBe(toHex(packet.payload))
    },
  )
})

describe('laws', () => {
  const address = fc.integer({ min: 0, max: 0xffff_ffff })
  const data = fc.uint8Array({ maxLength: 60 })

  property.prop([address])('an address survives being written', (value) => {
    expect(parseIpv4(formatIpv4(value))).toBe(value)
  })

  property.prop([address, fc.integer({ min: 0, max: 32 })])(
    'an address lies in its own subnet',
    (value, prefix) => {
      expect(inSubnet(value, subnetOf(value, prefix), prefix)).toBe(true)
      expect(subnetOf(value, prefix) & ~maskOf(prefix)).toBe(0)
    },
  )

  property.prop([address, address, data, fc.nat(255), fc.nat(0xffff), fc.boolean()])(
    'what is emitted parses to the same',
    (src, dst, payload, protocol, id, dontFragment) => {
      const header = { ...PLAIN_HEADER, src, dst, protocol, id, dontFragment }
      expect(parseIpv4Packet(emitIpv4(header, payload))).toMatchObject({ ...header, payload })
    },
  )

  property.prop([data, fc.nat(59)])('one wrong bit is noticed', (payload, at) => {
    const whole = emitIcmp({ type: 8, code: 0, rest: 0, data: payload })
    const bit = at % whole.length
    expect(parseIcmp(whole.with(bit, whole[bit]! ^ 1))).toBe('bad checksum')
  })

  property.prop([data])('bytes with their checksum sum up to nothing', (payload) => {
    const even = payload.length % 2 === 0 ? payload : payload.subarray(1)
    const sum = checksum(even)
    expect(checksum(Uint8Array.from([...even, sum >>> 8, sum & 0xff]))).toBe(0)
  })

  property.prop([fc.uint8Array({ maxLength: 80 })])('no bytes make a parser throw', (garbage) => {
    parseArp(garbage)
    parseIpv4Packet(garbage)
    parseIcmp(garbage)
    parseUdp(garbage, 0, 0)
  })

  property.prop([fc.nat(0xffff), fc.nat(0xffff)])('an echo keeps its id and sequence', (id, sequence) => {
    const message = emitIcmp({ type: 8, code: 0, rest: echoRest(id, sequence), data: new Uint8Array(0) })
    expect(readEcho(message)).toEqual({ id, sequence })
  })
})

test.each(['1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.x', '', '1..2.3', '1.2.3.-4', ' 1.2.3.4'])(
  '%j is no address',
  (text) => {
    expect(parseIpv4(text)).toBeUndefined()
  },
)
