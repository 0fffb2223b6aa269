import { emitPcapng, type PcapngPacket } from '../../src/frame/pcapng.ts'
import type { TraceRecord } from '../../src/world/trace.ts'
import type { Flight } from './flights.ts'

/** Every sighting of every frame, an interface a device; comments carry the rules that led to each. */
export function captureFile(flights: readonly Flight[]): Uint8Array<ArrayBuffer> {
  const records = flights.flatMap((flight) => flight.records.map((record) => ({ record, flight })))
  records.sort((a, b) => a.record.sequence - b.record.sequence)
  const devices = new Map<string, number>()
  const asked = new Map<number, string[]>()
  const packets: PcapngPacket[] = []
  for (const { record, flight } of records) {
    if (record.kind === 'decision') {
      asked.set(record.copy, [
        ...(asked.get(record.copy) ?? []),
        `${record.rule} ${record.held ? 'yes' : 'no'}`,
      ])
      continue
    }
    if (record.kind !== 'seen') continue
    const name = interfaceName(record)
    if (!devices.has(name)) devices.set(name, devices.size)
    const rules = asked.get(record.copy) ?? []
    asked.delete(record.copy)
    packets.push({
      device: devices.get(name)!,
      seconds: Math.floor(record.time / 1e9),
      nanoseconds: record.time % 1e9,
      bytes: record.frame.bytes,
      direction: record.type === 'outgoing' ? 'out' : 'in',
      comment: [`frame ${flight.number}`, ...rules].join(', '),
    })
  }
  return join([
    ...emitPcapng(
      [...devices.keys()].map((name) => ({ name })),
      packets,
    ),
  ])
}

function interfaceName({ place: { machine, netns, dev } }: TraceRecord): string {
  return netns === '' ? `${machine}:${dev}` : `${machine}/${netns}:${dev}`
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
