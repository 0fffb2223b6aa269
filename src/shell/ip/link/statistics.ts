import type { Counters } from '../../../device/counters.ts'
import { data, type Node, object, text } from '../document.ts'
import type { Options } from '../options.ts'
import { lineEnd, type Session } from '../session.ts'

/** print_stats64(). With `-s -s`, the errors one by one. */
export function statisticsNodes(session: Session, counters: Counters): Node[] {
  const details = session.options.statistics > 1
  const lines = statisticsLines(session.options, counters, details)
  return [text(lines.join(lineEnd(session))), statisticsData(counters, details)]
}

/** No device of this world has such errors. */
const RX_ERRORS = { length_errors: 0, crc_errors: 0, frame_errors: 0, fifo_errors: 0 }
const TX_ERRORS = {
  aborted_errors: 0,
  fifo_errors: 0,
  window_errors: 0,
  heartbeat_errors: 0,
  carrier_changes: 0,
}

function statisticsData(c: Counters, details: boolean): Node {
  const rx = { bytes: c.rxBytes, packets: c.rxPackets, errors: c.rxErrors, dropped: c.rxDropped }
  const tx = { bytes: c.txBytes, packets: c.txPackets, errors: c.txErrors, dropped: c.txDropped }
  const rxErrors = details ? { ...RX_ERRORS, missed_errors: c.rxMissed } : {}
  const txErrors = details ? TX_ERRORS : {}
  return object('stats64', [
    object('rx', numbers({ ...rx, over_errors: 0, multicast: c.rxMulticast, ...rxErrors })),
    object('tx', numbers({ ...tx, carrier_errors: c.txCarrierErrors, collisions: 0, ...txErrors })),
  ])
}

function numbers(values: Readonly<Record<string, number>>): Node[] {
  return Object.entries(values).map(([key, value]) => data(key, value))
}

/** Widths of the columns to begin with; size_columns() makes room for longer numbers. */
const WIDTHS: readonly number[] = [10, 7, 6, 7, 7, 7]
/** Where compressed packets would stand, of which there are none. */
const COMPRESSED = ' '.repeat(11)

interface Table {
  readonly widths: readonly number[]
  readonly number: (count: number) => string
}

function statisticsLines(options: Options, c: Counters, details: boolean): string[] {
  const rx = [c.rxBytes, c.rxPackets, c.rxErrors, c.rxDropped, c.rxMissed, c.rxMulticast]
  const tx = [c.txBytes, c.txPackets, c.txErrors, c.txDropped, c.txCarrierErrors, 0]
  const widths = WIDTHS.map((width, at) => Math.max(width, String(rx[at]).length, String(tx[at]).length))
  const table = { widths, number: (count: number) => humanNumber(options, count) }
  return [
    title(table, 'RX', ['bytes', 'packets', 'errors', 'dropped', 'missed', 'mcast']),
    row(table, rx),
    ...(details ? errors(table, 'RX', ['length', 'crc', 'frame', 'fifo', 'overrun']) : []),
    title(table, 'TX', ['bytes', 'packets', 'errors', 'dropped', 'carrier', 'collsns']),
    row(table, tx),
    ...(details ? errors(table, 'TX', ['aborted', 'fifo', 'window', 'heartbt', 'transns']) : []),
  ]
}

function title({ widths }: Table, name: string, columns: readonly string[]): string {
  const heads = columns.map((column, at) => column.padStart(at === 0 ? widths[at]! - 4 : widths[at]!))
  return `    ${name}: ${heads.join(' ')}${COMPRESSED}`
}

function row({ widths, number }: Table, values: readonly number[]): string {
  return `    ${values.map((value, at) => `${number(value).padStart(widths[at]!)} `).join('')}`
}

function errors({ widths, number }: Table, name: string, columns: readonly string[]): string[] {
  const room = widths.slice(1)
  const heads = columns.map((column, at) => ` ${column.padStart(room[at]!)}`)
  const zeros = columns.map((_, at) => `${number(0).padStart(room[at]!)} `)
  const indent = ' '.repeat(widths[0]! - 10)
  return [`    ${name} errors:${indent}${heads.join('')}`, `${' '.repeat(15)}${indent}${zeros.join('')}`]
}

/** print_num(): with -h, three digits and a unit. */
function humanNumber({ human, iec }: Options, count: number): string {
  const base = iec ? 1024 : 1000
  if (!human || count < base) return String(count)
  let power = 1
  while (count >= base ** (power + 1) && power < 6) power++
  const value = count / base ** power
  const precision = value < 10 ? 2 : value < 100 ? 1 : 0
  return `${value.toFixed(precision)}${'kMGTPE'[power - 1]}${iec ? 'i' : ''}`
}
