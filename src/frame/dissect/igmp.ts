import { checksum } from '../checksum.ts'
import { ipText } from './addresses.ts'
import { has, print, type Sheet, u8, u16, u32 } from './sheet.ts'

const RECORDS: Readonly<Record<number, string>> = {
  1: 'is_in',
  2: 'is_ex',
  3: 'to_in',
  4: 'to_ex',
  5: 'allow',
  6: 'block',
}
/** Tenths of a second; what everyone uses is not printed. */
const DEFAULT_RESPONSE_TIME = 100

export function igmp(sheet: Sheet, at: number, length: number): undefined {
  sheet.protocol = 'igmp'
  if (sheet.style.quiet > 0) return print(sheet, 'igmp')
  message(sheet, at, length)
  if (sheet.style.verbose === 0 || !has(sheet, at, length)) return
  if (checksum(sheet.bytes, at, length) !== 0) {
    print(sheet, ` bad igmp cksum ${u16(sheet, at + 2).toString(16)}!`)
  }
}

function message(sheet: Sheet, at: number, length: number): undefined {
  const type = u8(sheet, at)
  switch (type) {
    case 0x11:
      print(sheet, 'igmp query')
      return length >= 12 ? queryV3(sheet, at, length) : query(sheet, at, length)
    case 0x12:
      print(sheet, `igmp v1 report ${ipText(sheet, at + 4)}`)
      return length === 8 ? undefined : print(sheet, ` [len ${length}]`)
    case 0x16:
      return print(sheet, `igmp v2 report ${ipText(sheet, at + 4)}`)
    case 0x17:
      return print(sheet, `igmp leave ${ipText(sheet, at + 4)}`)
    case 0x22:
      print(sheet, 'igmp v3 report')
      return reportV3(sheet, at, length)
    default:
      return print(sheet, `igmp-${type}`)
  }
}

function query(sheet: Sheet, at: number, length: number): undefined {
  const time = u8(sheet, at + 1)
  print(sheet, time === 0 ? ' v1' : ' v2')
  if (time !== 0 && time !== DEFAULT_RESPONSE_TIME) print(sheet, ` [max resp time ${time}]`)
  if (u32(sheet, at + 4) !== 0) print(sheet, ` [gaddr ${ipText(sheet, at + 4)}]`)
  if (length !== 8) print(sheet, ` [len ${length}]`)
}

function queryV3(sheet: Sheet, at: number, length: number): undefined {
  print(sheet, ' v3')
  if (length % 4 !== 0) return print(sheet, ` [invalid len ${length}]`)
  const code = u8(sheet, at + 1)
  const tenths = code < 128 ? code : ((code & 0x0f) | 0x10) << (((code & 0x70) >> 4) + 3)
  if (code !== DEFAULT_RESPONSE_TIME) print(sheet, ` [max resp time ${responseTime(tenths)}]`)
  if (u32(sheet, at + 4) === 0) return
  print(sheet, ` [gaddr ${ipText(sheet, at + 4)}`)
  const count = u16(sheet, at + 10)
  if (count > 0 && length < 12 + count * 4) print(sheet, ' [invalid number of sources]')
  else if (count > 0) printSources(sheet, at + 12, count)
  print(sheet, ']')
}

/** Seconds with one decimal, or minutes and more as 1m2s. */
function responseTime(tenths: number): string {
  if (tenths < 600) return `${(tenths / 10).toFixed(1)}s`
  const seconds = Math.floor(tenths / 10)
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const
  return parts.map(([value, unit]) => (value > 0 ? `${value}${unit}` : '')).join('')
}

function printSources(sheet: Sheet, at: number, count: number): undefined {
  if (sheet.style.verbose < 2) return print(sheet, `, ${count} source(s)`)
  print(sheet, ' {')
  for (let i = 0; i < count; i++) print(sheet, ` ${ipText(sheet, at + i * 4)}`)
  print(sheet, ' }')
}

function reportV3(sheet: Sheet, at: number, length: number): undefined {
  if (length < 16 || length % 4 !== 0) return print(sheet, ` [invalid len ${length}]`)
  const count = u16(sheet, at + 6)
  print(sheet, `, ${count} group record(s)`)
  if (sheet.style.verbose === 0) return
  let record = 8
  for (let i = 0; i < count; i++) {
    if (length < record + 8) return print(sheet, ' [invalid number of groups]')
    const type = u8(sheet, at + record)
    print(sheet, ` [gaddr ${ipText(sheet, at + record + 4)}`)
    print(sheet, ` ${RECORDS[type] ?? ` [v3-report-#${type}]`}`)
    const size = u16(sheet, at + record + 2)
    if (length < record + 8 + size * 4) return print(sheet, ` [invalid number of sources ${size}]`)
    printSources(sheet, at + record + 8, size)
    print(sheet, ']')
    record += 8 + size * 4
  }
}
