import type { Mac } from '../frame/mac.ts'

export type EntryKind = 'local' | 'static' | 'learned'

/** The tables of all switches, and the lists of addresses of all devices (`self`): what `bridge fdb` shows. */
export interface FdbView {
  readonly switches: ReadonlyMap<EntryKey, EntryKind>
  readonly own: ReadonlySet<EntryKey>
}

/** An address at a device, as one number, so that tables are compared quickly: 48 bits and five. */
export type EntryKey = number
const DEVICES = 32

export function entryKey(mac: Mac, index: number): EntryKey {
  if (index >= DEVICES) throw new Error(`no device of the bench has the index ${index}`)
  return mac * DEVICES + index
}

/** `2000000000b 11 local`. */
export function fdbLines({ switches, own }: FdbView): string[] {
  return [
    ...[...switches].map(([key, kind]) => `${written(key)} ${kind}`),
    ...[...own].map((key) => `${written(key)} self`),
  ].sort()
}

function written(key: EntryKey): string {
  return `${Math.floor(key / DEVICES).toString(16)} ${key % DEVICES}`
}

export function parseFdb(lines: Iterable<string>): FdbView {
  const switches = new Map<EntryKey, EntryKind>()
  const own = new Set<EntryKey>()
  for (const line of lines) {
    const [mac, index, kind] = line.split(' ')
    const key = entryKey(Number.parseInt(mac!, 16) as Mac, Number(index))
    if (kind === 'self') own.add(key)
    else switches.set(key, kind as EntryKind)
  }
  return { switches, own }
}

/**
 * Among the rest this shows which groups each device has really joined, so that nothing which the kernel joins can
 * pass for a shared filter bit.
 */
export function compareFdb(model: FdbView, kernel: FdbView): string[] {
  if (isSameMap(model.switches, kernel.switches) && isSameSet(model.own, kernel.own)) return []
  const [mine, its] = [fdbLines(model), fdbLines(kernel)]
  const [a, b] = [new Set(mine), new Set(its)]
  return [
    ...mine.filter((line) => !b.has(line)).map((line) => `fdb ${line}: in the model only`),
    ...its.filter((line) => !a.has(line)).map((line) => `fdb ${line}: in the kernel only`),
  ]
}

function isSameMap(a: FdbView['switches'], b: FdbView['switches']): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const [key, kind] of a) if (b.get(key) !== kind) return false
  return true
}

function isSameSet(a: FdbView['own'], b: FdbView['own']): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const key of a) if (!b.has(key)) return false
  return true
}
