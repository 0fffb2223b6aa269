import { checksum } from '../checksum.ts'
import { EtherType } from '../frame.ts'
import { ipText, portText } from './addresses.ts'
import { type Carrier, has, need, print, type Sheet, u8, u16, u32 } from './sheet.ts'
import { shouldBe } from './should-be.ts'

/** Messages that are their name alone. */
const PLAIN_TYPES: Readonly<Record<number, string>> = {
  4: 'source quench',
  10: 'router solicitation',
  15: 'information request',
  16: 'information reply',
  17: 'address mask request',
}

const UNREACHABLE: Readonly<Record<number, (host: string) => string>> = {
  0: (host) => `net ${host} unreachable`,
  1: (host) => `host ${host} unreachable`,
  5: (host) => `${host} unreachable - source route failed`,
  6: (host) => `net ${host} unreachable - unknown`,
  7: (host) => `host ${host} unreachable - unknown`,
  8: (host) => `${host} unreachable - source host isolated`,
  9: (host) => `net ${host} unreachable - admin prohibited`,
  10: (host) => `host ${host} unreachable - admin prohibited`,
  11: (host) => `net ${host} unreachable - tos prohibited`,
  12: (host) => `host ${host} unreachable - tos prohibited`,
  13: (host) => `host ${host} unreachable - admin prohibited filter`,
  14: (host) => `host ${host} unreachable - host precedence violation`,
  15: (host) => `host ${host} unreachable - precedence cutoff`,
}

const REDIRECTS = [
  'redirect %s to net',
  'redirect %s to host',
  'redirect-tos %s to net',
  'redirect-tos %s to host',
]

/** Errors quote the packet that caused them; `-v` prints it. */
const ERRORS: readonly number[] = [3, 4, 5, 11, 12]
const QUOTED = 8

export function icmp(sheet: Sheet, at: number, length: number, carrier: Carrier): undefined {
  sheet.protocol = 'icmp'
  need(sheet, at, 2)
  const type = u8(sheet, at)
  print(sheet, `ICMP ${describe(sheet, type, at)}, length ${length}`)
  if (sheet.style.verbose === 0 || carrier.fragmented) return
  if (has(sheet, at, length)) print(sheet, badChecksum(sheet, at, length))
  if (!ERRORS.includes(type)) return
  print(sheet, '\n\t')
  sheet.byEtherType(sheet, EtherType.IPv4, at + QUOTED, u16(sheet, at + QUOTED + 2))
}

function badChecksum(sheet: Sheet, at: number, length: number): string {
  const sum = checksum(sheet.bytes, at, length)
  if (sum === 0) return ''
  const found = u16(sheet, at + 2)
  return ` (wrong icmp cksum ${found.toString(16)} (->${shouldBe(found, sum).toString(16)})!)`
}

function describe(sheet: Sheet, type: number, at: number): string {
  const code = u8(sheet, at + 1)
  switch (type) {
    case 0:
    case 8:
      return `echo ${type === 8 ? 'request' : 'reply'}, id ${u16(sheet, at + 4)}, seq ${u16(sheet, at + 6)}`
    case 3:
      return unreachable(sheet, code, at)
    case 5:
      return redirect(sheet, code, at)
    case 9:
      return routerAdvertisement(sheet, at)
    case 11:
      need(sheet, at + QUOTED, 20)
      if (code > 1) return `time exceeded-#${code}`
      return code === 0 ? 'time exceeded in-transit' : 'ip reassembly time exceeded'
    case 12:
      return `parameter problem - ${code === 0 ? `octet ${u8(sheet, at + 4)}` : `code ${code}`}`
    case 13:
      return `time stamp query id ${u16(sheet, at + 4)} seq ${u16(sheet, at + 6)}`
    case 14:
      return timestampReply(sheet, at)
    case 18:
      return `address mask is 0x${u32(sheet, at + 8)
        .toString(16)
        .padStart(8, '0')}`
    default:
      return PLAIN_TYPES[type] ?? `type-#${type}`
  }
}

function unreachable(sheet: Sheet, code: number, at: number): string {
  const quoted = at + QUOTED
  need(sheet, quoted, 20)
  const host = ipText(sheet, quoted + 16)
  const protocol = u8(sheet, quoted + 9)
  switch (code) {
    case 2:
      return `${host} protocol ${protocol} unreachable`
    case 3:
      return `${host} ${unreachablePort(sheet, quoted, protocol)} unreachable`
    case 4: {
      const mtu = u16(sheet, at + 6)
      return `${host} unreachable - need to frag${mtu === 0 ? '' : ` (mtu ${mtu})`}`
    }
    default:
      return UNREACHABLE[code]?.(host) ?? `${host} unreachable - #${code}`
  }
}

function unreachablePort(sheet: Sheet, quoted: number, protocol: number): string {
  const port = u16(sheet, quoted + (u8(sheet, quoted) & 15) * 4 + 2)
  if (protocol === 6) return `tcp port ${portText(sheet, 'tcp', port)}`
  if (protocol === 17) return `udp port ${portText(sheet, 'udp', port)}`
  return `protocol ${protocol} port ${port}`
}

function redirect(sheet: Sheet, code: number, at: number): string {
  need(sheet, at + QUOTED, 20)
  const how = REDIRECTS[code] ?? `redirect-#${code} %s to`
  return `${how.replace('%s', ipText(sheet, at + QUOTED + 16))} ${ipText(sheet, at + 4)}`
}

function routerAdvertisement(sheet: Sheet, at: number): string {
  const count = u8(sheet, at + 4)
  const size = u8(sheet, at + 5)
  const text = `router advertisement lifetime ${lifetime(u16(sheet, at + 6))} ${count}:`
  if (size !== 2) return `${text} [size ${size}]`
  const routers = Array.from({ length: count }, (_, i) => {
    const router = at + 8 + i * 8
    return ` {${ipText(sheet, router)} ${u32(sheet, router + 4)}}`
  })
  return text + routers.join('')
}

function lifetime(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  if (seconds < 60) return String(seconds)
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function timestampReply(sheet: Sheet, at: number): string {
  const [sent, received, returned] = [8, 12, 16].map((offset) => timeOfDay(u32(sheet, at + offset)))
  const ids = `id ${u16(sheet, at + 4)} seq ${u16(sheet, at + 6)}`
  return `time stamp reply ${ids}: org ${sent}, recv ${received}, xmit ${returned}`
}

/** Milliseconds since midnight. */
function timeOfDay(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const text = parts.map((part) => String(part).padStart(2, '0')).join(':')
  return `${text}.${String(milliseconds % 1000).padStart(3, '0')}`
}
