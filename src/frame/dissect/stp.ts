import { colons } from './addresses.ts'
import { print, type Sheet, take, u8, u16, u32 } from './sheet.ts'

const VERSIONS: Readonly<Record<number, string>> = { 0: '802.1d', 2: '802.1w', 3: '802.1s', 4: '802.1aq' }
const TYPES: Readonly<Record<number, string>> = { 0: 'Config', 2: 'Rapid STP', 128: 'Topology Change' }
const FLAGS: readonly (readonly [number, string])[] = [
  [0x01, 'Topology change'],
  [0x02, 'Proposal'],
  [0x10, 'Learn'],
  [0x20, 'Forward'],
  [0x40, 'Agreement'],
  [0x80, 'Topology change ACK'],
]
const ROLES = ['Unknown', 'Alternate', 'Root', 'Designated']
const RAPID = 2

/** Spanning tree: 802.1d and 802.1w; of 802.1s only what it shares with them. */
export function stp(sheet: Sheet, at: number, length: number): undefined {
  sheet.protocol = 'stp'
  if (u16(sheet, at) !== 0) return print(sheet, `unknown STP version, length ${length}`)
  const version = u8(sheet, at + 2)
  const versionName = VERSIONS[version] ?? `Unknown STP protocol (0x${version.toString(16).padStart(2, '0')})`
  print(sheet, `STP ${versionName}`)
  if (VERSIONS[version] === undefined) return
  const type = u8(sheet, at + 3)
  print(sheet, `, ${TYPES[type] ?? `Unknown BPDU Type (0x${type.toString(16).padStart(2, '0')})`}`)
  if (type === 0 || type === RAPID) configuration(sheet, at, length, type)
}

function configuration(sheet: Sheet, at: number, length: number, type: number): undefined {
  const flags = u8(sheet, at + 4)
  const names = FLAGS.filter(([bit]) => flags & bit).map(([, name]) => name)
  print(sheet, `, Flags [${names.join(', ') || 'none'}]`)
  const port = u16(sheet, at + 25)
    .toString(16)
    .padStart(4, '0')
  print(sheet, `, bridge-id ${bridgeId(sheet, at + 17)}.${port}, length ${length}`)
  if (sheet.style.verbose === 0) return
  const [age, maximum, hello, delay] = [27, 29, 31, 33].map((offset) =>
    (u16(sheet, at + offset) / 256).toFixed(2),
  )
  print(
    sheet,
    `\n\tmessage-age ${age}s, max-age ${maximum}s, hello-time ${hello}s, forwarding-delay ${delay}s`,
  )
  print(sheet, `\n\troot-id ${bridgeId(sheet, at + 5)}, root-pathcost ${u32(sheet, at + 13)}`)
  if (type === RAPID) print(sheet, `, port-role ${ROLES[(flags >> 2) & 3]}`)
}

function bridgeId(sheet: Sheet, at: number): string {
  return `${u16(sheet, at).toString(16).padStart(4, '0')}.${colons(take(sheet, at + 2, 6))}`
}
