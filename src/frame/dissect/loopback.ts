import { colons } from './addresses.ts'
import { need, print, printInvalid, type Sheet, take, u8 } from './sheet.ts'

const REPLY = 1
const FORWARD = 2

/** The Ethernet configuration test protocol, EtherType 0x9000. Its numbers have their low byte first. */
export function loopback(sheet: Sheet, at: number, length: number): undefined {
  sheet.protocol = 'loopback'
  print(sheet, 'Loopback')
  if (length < 2) return printInvalid(sheet)
  const skip = low16(sheet, at)
  print(sheet, `, skipCount ${skip}`)
  if (skip % 8 !== 0) print(sheet, ' (bogus)')
  if (skip > length - 2) return printInvalid(sheet)
  message(sheet, at + 2 + skip, length - 2 - skip)
}

function message(sheet: Sheet, at: number, length: number): undefined {
  if (length < 2) return printInvalid(sheet)
  const code = low16(sheet, at)
  print(sheet, ', ')
  if (code === REPLY) reply(sheet, at + 2, length - 2)
  else if (code === FORWARD) forward(sheet, at + 2, length - 2)
  else print(sheet, ` invalid (${code})`)
}

function reply(sheet: Sheet, at: number, length: number): undefined {
  print(sheet, 'Reply')
  if (length < 2) return printInvalid(sheet)
  print(sheet, `, receipt number ${low16(sheet, at)}, data (${length - 2} octets)`)
  need(sheet, at + 2, length - 2)
}

function forward(sheet: Sheet, at: number, length: number): undefined {
  print(sheet, 'Forward Data')
  if (length < 6) return printInvalid(sheet)
  print(sheet, `, forwarding address ${colons(take(sheet, at, 6))}, data (${length - 6} octets)`)
  need(sheet, at + 6, length - 6)
}

function low16(sheet: Sheet, at: number): number {
  return u8(sheet, at) | (u8(sheet, at + 1) << 8)
}
