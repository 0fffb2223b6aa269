import { formatIpv6, readIpv6 } from '../ipv6-address.ts'
import { macText } from './addresses.ts'
import { hexDump } from './hex.ts'
import { need, print, type Sheet, Truncated, take, u8, u16, u32 } from './sheet.ts'

/** The four messages of neighbour discovery, and redirects: with `-v` their fields, and their options a line each. */
export function nd6(sheet: Sheet, at: number, type: number, length: number): undefined {
  const { verbose } = sheet.style
  const options = at + OPTIONS_AT[type]!
  if (verbose > 0) print(sheet, `, length ${length}`)
  if (verbose > 0 || type >= 135) print(sheet, fields(sheet, at, type))
  if (verbose === 0) return print(sheet, `, length ${length}`)
  printOptions(sheet, options, at + length)
}

const OPTIONS_AT: Readonly<Record<number, number>> = { 133: 8, 134: 16, 135: 24, 136: 24, 137: 40 }
const PREFERENCES = ['medium', 'high', 'rsv', 'low'] as const

function fields(sheet: Sheet, at: number, type: number): string {
  switch (type) {
    case 134:
      return routerAdvertisement(sheet, at)
    case 135:
      return `, who has ${address(sheet, at + 8)}`
    case 136:
      return neighbourAdvertisement(sheet, at)
    case 137:
      return `, ${address(sheet, at + 24)} to ${address(sheet, at + 8)}`
    default:
      return ''
  }
}

function routerAdvertisement(sheet: Sheet, at: number): string {
  need(sheet, at, 16)
  const bits = u8(sheet, at + 5)
  const flags = words(bits, { 128: 'managed', 64: 'other stateful', 32: 'home agent' })
  const parts = [
    `hop limit ${u8(sheet, at + 4)}, Flags [${flags}]`,
    `pref ${PREFERENCES[(bits >>> 3) & 3]}`,
    `router lifetime ${u16(sheet, at + 6)}s`,
    `reachable time ${u32(sheet, at + 8)}ms`,
    `retrans timer ${u32(sheet, at + 12)}ms`,
  ]
  return `\n\t${parts.join(', ')}`
}

function neighbourAdvertisement(sheet: Sheet, at: number): string {
  const target = `, tgt is ${address(sheet, at + 8)}`
  if (sheet.style.verbose === 0) return target
  return `${target}, Flags [${words(u8(sheet, at + 4), { 128: 'router', 64: 'solicited', 32: 'override' })}]`
}

/** The names of the bits that are set, the highest first; `none` if there are none. */
function words(bits: number, names: Readonly<Record<number, string>>): string {
  const set = Object.entries(names)
    .filter(([bit]) => (bits & Number(bit)) !== 0)
    .map(([bit, name]) => [Number(bit), name] as const)
  return (
    set
      .sort(([a], [b]) => b - a)
      .map(([, name]) => name)
      .join(', ') || 'none'
  )
}

function address(sheet: Sheet, at: number): string {
  take(sheet, at, 16)
  return formatIpv6(readIpv6(sheet.bytes, at))
}

/** icmp6_opt_print. */
function printOptions(sheet: Sheet, start: number, end: number): void {
  let at = start
  while (at < end) {
    const [type, length] = [u8(sheet, at), u8(sheet, at + 1) * 8]
    if (length === 0) throw new Truncated(sheet.protocol)
    need(sheet, at, length)
    print(sheet, `\n\t  ${optionName(type)} option (${type}), length ${length} (${length / 8}): `)
    print(sheet, optionText(sheet, at, type))
    const unknown = OPTION_NAMES[type] === undefined
    const indent = sheet.style.verbose > 1 ? '\n\t    ' : '\n\t  '
    if (unknown || sheet.style.verbose > 1)
      print(sheet, hexDump(sheet.bytes.subarray(at + 2, at + length), indent))
    at += length
  }
}

const OPTION_NAMES: Readonly<Record<number, string>> = {
  1: 'source link-address',
  2: 'destination link-address',
  3: 'prefix info',
  5: 'mtu',
  24: 'route info',
  25: 'rdnss',
}

function optionName(type: number): string {
  return OPTION_NAMES[type] ?? 'unknown'
}

function optionText(sheet: Sheet, at: number, type: number): string {
  switch (type) {
    case 1:
    case 2:
      return macText(sheet, at + 2).replace(/ \(oui .*/, '')
    case 3:
      return prefixText(sheet, at)
    case 5:
      return ` ${u32(sheet, at + 4)}`
    case 24:
      return routeText(sheet, at)
    case 25:
      return ` lifetime ${u32(sheet, at + 4)}s, addr: ${address(sheet, at + 8)}`
    default:
      return ''
  }
}

function prefixText(sheet: Sheet, at: number): string {
  const flags = words(u8(sheet, at + 3), { 128: 'onlink', 64: 'auto', 32: 'router' })
  const times = [seconds(u32(sheet, at + 4)), seconds(u32(sheet, at + 8))]
  const prefix = `${address(sheet, at + 16)}/${u8(sheet, at + 2)}`
  return `${prefix}, Flags [${flags}], valid time ${times[0]}, pref. time ${times[1]}`
}

/** Of the prefix come as many bytes as the option is long. */
function routeText(sheet: Sheet, at: number): string {
  const bytes = new Uint8Array(16)
  bytes.set(take(sheet, at + 8, u8(sheet, at + 1) * 8 - 8))
  const preference = PREFERENCES[(u8(sheet, at + 3) >>> 3) & 3]
  const prefix = `${formatIpv6(readIpv6(bytes, 0))}/${u8(sheet, at + 2)}`
  return ` ${prefix}, pref=${preference}, lifetime=${seconds(u32(sheet, at + 4))}`
}

function seconds(value: number): string {
  return value === 0xffff_ffff ? 'infinity' : `${value}s`
}
