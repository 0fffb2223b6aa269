import { printUnknown } from './ether.ts'
import { llc } from './llc.ts'
import { ETHERTYPES } from './names.ts'
import { print, type Sheet } from './sheet.ts'

/** The fields of the header that libpcap puts before packets of `-i any` (LINUX_SLL2). */
export interface CookedFields {
  readonly protocol: number
  readonly ifindex: number
  /** The device's name, if it is still known. */
  readonly dev: string | undefined
  readonly packetType: number
  /** The sender's hardware address as text; undefined if it has none of six bytes. */
  readonly source: string | undefined
}

const HEADER = 20
const DIRECTIONS = ['In', 'B', 'M', 'P', 'Out']
const IEEE_802_2 = 4

/** The sheet holds what follows the header; `length` counts both. */
export function cooked(sheet: Sheet, fields: CookedFields, length: number): undefined {
  const { linkLevel, quiet } = sheet.style
  print(sheet, `${(fields.dev ?? '?').padEnd(5)} ${(DIRECTIONS[fields.packetType] ?? '?').padEnd(3)} `)
  if (linkLevel) print(sheet, header(fields, quiet, length))
  if (known(sheet, fields, length - HEADER)) return
  if (!linkLevel) print(sheet, header(fields, quiet, length))
  printUnknown(sheet, 0)
}

function known(sheet: Sheet, fields: CookedFields, length: number): boolean {
  const ends = { src: fields.source ?? '', dst: '' }
  if (fields.protocol === IEEE_802_2) return llc(sheet, 0, length, ends)
  return sheet.byEtherType(sheet, fields.protocol, 0, length)
}

function header(fields: CookedFields, quiet: number, length: number): string {
  const source = fields.source === undefined ? '' : `${fields.source} `
  const place = `ifindex ${fields.ifindex} ${source}`
  if (quiet > 0) return place
  const name = ETHERTYPES[fields.protocol] ?? 'Unknown'
  return `${place}ethertype ${name} (0x${fields.protocol.toString(16).padStart(4, '0')}), length ${length}: `
}
