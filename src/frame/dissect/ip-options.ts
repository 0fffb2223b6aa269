import { ipText } from './addresses.ts'
import { need, print, type Sheet, u8, u16 } from './sheet.ts'

const NAMES: Readonly<Record<number, string>> = {
  0: 'EOL',
  1: 'NOP',
  7: 'RR',
  68: 'timestamp',
  82: 'traceroute',
  130: 'security',
  131: 'LSRR',
  137: 'SSRR',
  148: 'RA',
}
const END = 0
const NOP = 1

/** The options of an IPv4 header, by name, with commas between them (ip_optprint). */
export function printIpOptions(sheet: Sheet, start: number, total: number): undefined {
  for (let at = start; at < start + total; ) {
    if (at > start) print(sheet, ',')
    const code = u8(sheet, at)
    print(sheet, NAMES[code] ?? `unknown ${code}`)
    const length = code === END || code === NOP ? 1 : u8(sheet, at + 1)
    if ((code > NOP && length < 2) || at + length > start + total)
      return print(sheet, ` [bad length ${length}]`)
    need(sheet, at, length)
    print(sheet, optionText(sheet, code, at, length))
    if (code === END) return
    at += length
  }
}

function optionText(sheet: Sheet, code: number, at: number, length: number): string {
  switch (code) {
    case 7:
    case 131:
    case 137:
      return routeText(sheet, at, length)
    case 148: {
      if (length < 4) return ` [bad length ${length}]`
      const value = u16(sheet, at + 2)
      return value === 0 ? '' : ` value ${value}`
    }
    default:
      return ''
  }
}

/** ip_printroute: the addresses of a recorded or prescribed route; a comma marks those already passed. */
function routeText(sheet: Sheet, at: number, length: number): string {
  if (length < 3) return ` [bad length ${length}]`
  const pointer = u8(sheet, at + 2)
  const passed = pointer - 1
  let text = (length + 1) & 3 ? ` [bad length ${length}]` : ''
  if (passed < 3 || (passed + 1) & 3 || passed > length + 1) text += ` [bad ptr ${pointer}]`
  for (let offset = 3; offset < length; offset += 4) {
    text += ` ${ipText(sheet, at + offset)}${passed > offset || passed < 0 ? ',' : ''}`
  }
  return text
}
