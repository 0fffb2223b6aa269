import { checksum } from '../checksum.ts'
import { formatIpv6, readIpv6 } from '../ipv6-address.ts'
import { portText } from './addresses.ts'
import { icmp6 } from './icmp6.ts'
import { IP_PROTOCOLS } from './names.ts'
import { has, need, print, type Sheet, take, u8, u16, u32, within } from './sheet.ts'
import { shouldBe } from './should-be.ts'

const HEADER = 40
const HOP_BY_HOP = 0
const UDP = 17
const ICMPV6 = 58
const NONE = 59

export function ipv6(sheet: Sheet, at: number, length: number): undefined {
  sheet.protocol = 'ip6'
  const version = u8(sheet, at) >>> 4
  if (!sheet.style.linkLevel) print(sheet, 'IP6 ')
  if (version !== 6) return print(sheet, `version error: ${version} != 6`)
  need(sheet, at, HEADER)
  const payload = u16(sheet, at + 4)
  if (length < payload + HEADER) print(sheet, `truncated-ip6 - ${payload + HEADER - length} bytes missing!`)
  if (sheet.style.verbose > 0) print(sheet, headerText(sheet, at, payload))
  within(sheet, at + HEADER + payload, () => upper(sheet, at, payload))
}

function headerText(sheet: Sheet, at: number, payload: number): string {
  const first = u32(sheet, at)
  const [trafficClass, flow, next] = [(first >>> 20) & 0xff, first & 0xf_ffff, u8(sheet, at + 6)]
  const parts = [
    ...(trafficClass > 0 ? [`class 0x${trafficClass.toString(16).padStart(2, '0')}`] : []),
    ...(flow > 0 ? [`flowlabel 0x${flow.toString(16).padStart(5, '0')}`] : []),
    `hlim ${u8(sheet, at + 7)}`,
    `next-header ${IP_PROTOCOLS[next] ?? 'unknown'} (${next}) payload length: ${payload}`,
  ]
  return `(${parts.join(', ')}) `
}

/** Headers one behind the other, up to the first that is no extension. */
function upper(sheet: Sheet, at: number, payload: number): undefined {
  const ends = `${ip6Text(sheet, at + 8)} > ${ip6Text(sheet, at + 24)}: `
  let next = u8(sheet, at + 6)
  let here = at + HEADER
  if (next !== UDP) print(sheet, ends)
  if (next === HOP_BY_HOP) {
    print(sheet, `HBH ${sheet.style.verbose > 0 ? optionsText(sheet, here) : ''}`)
    next = u8(sheet, here)
    here += (u8(sheet, here + 1) + 1) * 8
  }
  const length = payload - (here - at - HEADER)
  if (next === UDP && has(sheet, here, 8)) return udp6(sheet, at, here, length)
  if (next === ICMPV6)
    return icmp6(sheet, here, length, (protocol) => sum6(sheet, at, here, length, protocol))
  return print(sheet, next === NONE ? 'no next header' : ` ip-proto-${next} ${length}`)
}

/** ip6_opt_print, for the options that MLD needs. */
function optionsText(sheet: Sheet, at: number): string {
  const end = at + (u8(sheet, at + 1) + 1) * 8
  let text = ''
  for (let here = at + 2; here < end; here += u8(sheet, here) === 0 ? 1 : u8(sheet, here + 1) + 2) {
    const type = u8(sheet, here)
    if (type === 0) text += '(pad1) '
    else if (type === 1) text += '(padn) '
    else if (type === 5)
      text += `(rtalert: 0x${u16(sheet, here + 2)
        .toString(16)
        .padStart(4, '0')}) `
    else text += `(opt_type 0x${type.toString(16).padStart(2, '0')}: len=${u8(sheet, here + 1)}) `
  }
  return text
}

export function ip6Text(sheet: Sheet, at: number): string {
  take(sheet, at, 16)
  const text = formatIpv6(readIpv6(sheet.bytes, at))
  return sheet.style.names && text === '::1' ? 'localhost' : text
}

function udp6(sheet: Sheet, at: number, here: number, length: number): undefined {
  sheet.protocol = 'udp'
  const [source, destination] = [u16(sheet, here), u16(sheet, here + 2)].map((port) =>
    portText(sheet, 'udp', port),
  )
  print(sheet, `${ip6Text(sheet, at + 8)}.${source} > ${ip6Text(sheet, at + 24)}.${destination}: `)
  if (sheet.style.verbose > 0 && has(sheet, here, length)) {
    const [found, sum] = [u16(sheet, here + 6), sum6(sheet, at, here, length, UDP)]
    const hex = (value: number) => `0x${value.toString(16).padStart(4, '0')}`
    print(
      sheet,
      sum === 0 ? '[udp sum ok] ' : `[bad udp cksum ${hex(found)} -> ${hex(shouldBe(found, sum))}!] `,
    )
  }
  print(sheet, `UDP, length ${u16(sheet, here + 4) - 8}`)
}

/** nextproto6_cksum: over the pseudo header and what follows. */
function sum6(sheet: Sheet, at: number, here: number, length: number, protocol: number): number {
  const addresses = ~checksum(sheet.bytes, at + 8, 32) & 0xffff
  return checksum(sheet.bytes, here, length, addresses + protocol + length)
}
