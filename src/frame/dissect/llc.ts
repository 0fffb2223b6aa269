import { hexAndAsciiDump } from './hex.ts'
import { ETHERTYPES, LLC_SAPS, OUIS } from './names.ts'
import { print, printTruncated, type Sheet, u8, u16 } from './sheet.ts'
import { stp } from './stp.ts'

const SNAP = 0xaa
const SPANNING_TREE = 0x42
const UNNUMBERED_INFORMATION = 0x03
const POLL = 0x10

const COMMANDS: Readonly<Record<number, string>> = {
  3: 'ui',
  15: 'dm',
  67: 'disc',
  99: 'ua',
  111: 'sabme',
  135: 'frmr',
  175: 'xid',
  227: 'test',
}
const SUPERVISORY = ['Receiver Ready', 'Receiver not Ready', 'Reject', '?']

interface Ends {
  readonly src: string
  readonly dst: string
}

/** The header of 802.2, its service access points without the low bit, which says group or response. */
interface Header {
  readonly dsap: number
  readonly ssap: number
  readonly group: boolean
  readonly response: boolean
  /** One byte for unnumbered frames, else two, low byte first. */
  readonly control: number
  readonly unnumbered: boolean
}

/** False if the rest is to be dumped as unknown (llc_print returned a negative length). */
export function llc(sheet: Sheet, at: number, length: number, ends: Ends | undefined): boolean {
  sheet.protocol = 'llc'
  const header = sheet.end - at < 3 ? undefined : parse(sheet, at)
  if (!header) {
    printTruncated(sheet)
    print(sheet, hexAndAsciiDump(sheet.bytes.subarray(at, sheet.end)))
    return true
  }
  const { dsap, ssap, control } = header
  sheet.headerLength += header.unnumbered ? 3 : 4
  if (sheet.style.linkLevel) print(sheet, headerText(header))
  const plain = header.unnumbered && control === UNNUMBERED_INFORMATION
  if (plain && dsap === SPANNING_TREE && ssap === SPANNING_TREE) {
    stp(sheet, at + 3, length - 3)
    return true
  }
  if (plain && dsap === SNAP && ssap === SNAP) return snap(sheet, at + 3, length - 3, ends)
  if (!sheet.style.linkLevel) print(sheet, endsText(header, ends))
  return header.unnumbered ? unnumbered(sheet, header, at + 3, length) : numbered(sheet, header, length)
}

function parse(sheet: Sheet, at: number): Header | undefined {
  const first = u8(sheet, at + 2)
  const unnumbered = (first & 3) === 3
  if (!unnumbered && sheet.end - at < 4) return undefined
  const dsap = u8(sheet, at)
  const ssap = u8(sheet, at + 1)
  return {
    dsap: dsap & ~1,
    ssap: ssap & ~1,
    group: (dsap & 1) === 1,
    response: (ssap & 1) === 1,
    control: unnumbered ? first : first | (u8(sheet, at + 3) << 8),
    unnumbered,
  }
}

function headerText(header: Header): string {
  const { dsap, ssap, control } = header
  const to = `dsap ${LLC_SAPS[dsap] ?? 'Unknown'} (${hex(dsap, 2)}) ${header.group ? 'Group' : 'Individual'}`
  const from = `ssap ${LLC_SAPS[ssap] ?? 'Unknown'} (${hex(ssap, 2)}) ${header.response ? 'Response' : 'Command'}`
  return `LLC, ${to}, ${from}, ctrl ${hex(control, header.unnumbered ? 2 : 4)}: `
}

function endsText(header: Header, ends: Ends | undefined): string {
  const to = LLC_SAPS[header.dsap] ?? `Unknown DSAP ${hex(header.dsap, 2)}`
  if (header.dsap === header.ssap) return !ends ? `${to} ` : `${ends.src} > ${ends.dst} ${to} `
  const from = LLC_SAPS[header.ssap] ?? `Unknown SSAP ${hex(header.ssap, 2)}`
  return ends ? `${ends.src} ${from} > ${ends.dst} ${to} ` : `${from} > ${to} `
}

function unnumbered(sheet: Sheet, header: Header, at: number, length: number): boolean {
  const command = header.control & ~POLL
  const name = COMMANDS[command] ?? hex(command, 2).slice(2)
  print(sheet, `Unnumbered, ${name}, Flags [${flagText(header, POLL)}], length ${length}`)
  if (name !== 'xid') return false
  if (length === 3) return true
  if (u8(sheet, at) !== 0x81) return false
  if (sheet.end - at < 3) {
    printTruncated(sheet)
    print(sheet, hexAndAsciiDump(sheet.bytes.subarray(at, sheet.end)))
    return true
  }
  print(sheet, `: ${hex(u8(sheet, at + 1), 2).slice(2)} ${hex(u8(sheet, at + 2), 2).slice(2)}`)
  return true
}

function numbered(sheet: Sheet, header: Header, length: number): boolean {
  const { control } = header
  const received = `rcv seq ${(control >> 9) & 0x7f}, Flags [${flagText(header, 0x100)}], length ${length}`
  const supervisory = (control & 3) === 1
  if (supervisory) print(sheet, `Supervisory, ${SUPERVISORY[(control >> 2) & 3]}, ${received}`)
  else print(sheet, `Information, send seq ${(control >> 1) & 0x7f}, ${received}`)
  return supervisory
}

function flagText(header: Header, poll: number): string {
  const polls = (header.control & poll) !== 0
  if (header.response) return polls ? 'Final' : 'Response'
  return polls ? 'Poll' : 'Command'
}

/** The subnetwork access protocol: an EtherType, if the organisation is 0 or Cisco's bridges. */
function snap(sheet: Sheet, at: number, length: number, ends: Ends | undefined): boolean {
  sheet.protocol = 'snap'
  sheet.headerLength += 5
  const organisation = (u8(sheet, at) << 16) | u16(sheet, at + 1)
  const type = u16(sheet, at + 3)
  const ethernet = organisation === 0
  const name = (ethernet ? ETHERTYPES[type] : undefined) ?? 'Unknown'
  const kind = `${ethernet ? 'ethertype' : 'pid'} ${name} (${hex(type, 4)}), length ${length - 5}: `
  const maker = `oui ${OUIS[organisation] ?? 'Unknown'} (${hex(organisation, 6)}), `
  if (sheet.style.linkLevel) print(sheet, maker + kind)
  const carriesEthernet = ethernet || organisation === 0x0000f8
  if (carriesEthernet && sheet.byEtherType(sheet, type, at + 5, length - 5)) return true
  const addresses = ends ? `${ends.src} > ${ends.dst} ` : ''
  if (!sheet.style.linkLevel) print(sheet, `${addresses}SNAP, ${ethernet ? '' : maker}${kind}`)
  return false
}

function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`
}
