import type { Mac } from '../frame/mac.ts'

export type EntryKind = 'local' | 'static' | 'learned'

/**
 * The tables of all switches, and the lists of addresses of all devices (`self`): what `bridge fdb` shows. And what
 * `ip neigh` does.
 */
export interface FdbView {
  readonly switches: ReadonlyMap<EntryKey, EntryKind>
  readonly own: ReadonlySet<EntryKey>
  /** `2000000000b stale` by address and device. */
  readonly neighbours: ReadonlyMap<string, string>
  /** `addr 192.0.2.11/24 26`, what `ip addr` does; absent: there are none. */
  readonly addresses?: ReadonlySet<string>
}

/** An address with its prefix at a device. */
export function addressKey(address: string, index: number): string {
  return `addr ${address} ${index}`
}

export function neighbourKey(address: string, index: number): string {
  return `neigh ${address} ${index}`
}

/**
 * An address at a device, as one number, so that tables are compared quickly: 48 bits and five. There is no room for
 * a VLAN in it: `2000000000b 11 1` is an entry of VLAN 1.
 */
export type EntryKey = number | `${string} ${number} ${number}`
const DEVICES = 32

export function entryKey(mac: Mac, index: number, vlan = 0): EntryKey {
  if (index >= DEVICES) throw new Error(`no device of the bench has the index ${index}`)
  return vlan === 0 ? mac * DEVICES + index : `${mac.toString(16)} ${index} ${vlan}`
}

const NO_ADDRESSES: ReadonlySet<string> = new Set()

/** `2000000000b 11 local`, `2000000000b 11 local 1` if it is one of VLAN 1. */
export function fdbLines({ switches, own, neighbours, addresses = NO_ADDRESSES }: FdbView): string[] {
  return [
    ...[...switches].map(([key, kind]) => entryLine(key, kind)),
    ...[...own].map((key) => entryLine(key, 'self')),
    ...[...neighbours].map((one) => one.join(' ')),
    ...addresses,
  ].sort()
}

function entryLine(key: EntryKey, kind: EntryKind | 'self'): string {
  if (typeof key === 'number') return `${Math.floor(key / DEVICES).toString(16)} ${key % DEVICES} ${kind}`
  const [mac, index, vlan] = key.split(' ')
  return `${mac} ${index} ${kind} ${vlan}`
}

export function parseFdb(lines: Iterable<string>): FdbView {
  const switches = new Map<EntryKey, EntryKind>()
  const own = new Set<EntryKey>()
  const neighbours = new Map<string, string>()
  const addresses = new Set<string>()
  for (const line of lines) {
    const [mac, index, kind, ...rest] = line.split(' ')
    if (mac === 'addr') {
      addresses.add(line)
      continue
    }
    if (mac === 'neigh') {
      neighbours.set([mac, index, kind].join(' '), rest.join(' '))
      continue
    }
    const key = entryKey(Number.parseInt(mac!, 16) as Mac, Number(index), Number(rest[0] ?? 0))
    if (kind === 'self') own.add(key)
    else switches.set(key, kind as EntryKind)
  }
  return { switches, own, neighbours, addresses }
}

/**
 * Among the rest this shows which groups each device has really joined, so that nothing which the kernel joins can
 * pass for a shared filter bit.
 */
export function compareFdb(model: FdbView, kernel: FdbView): string[] {
  if (isSameFdb(model, kernel)) return []
  const [mine, its] = [fdbLines(model), fdbLines(kernel)]
  const [a, b] = [new Set(mine), new Set(its)]
  return [
    ...mine.filter((line) => !b.has(line)).map((line) => `fdb ${line}: in the model only`),
    ...its.filter((line) => !a.has(line)).map((line) => `fdb ${line}: in the kernel only`),
  ]
}

export function isSameFdb(a: FdbView, b: FdbView): boolean {
  return (
    isSameMap(a.switches, b.switches) &&
    isSameSet(a.own, b.own) &&
    isSameMap(a.neighbours, b.neighbours) &&
    isSameSet(a.addresses ?? NO_ADDRESSES, b.addresses ?? NO_ADDRESSES)
  )
}

function isSameMap<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const [key, kind] of a) if (b.get(key) !== kind) return false
  return true
}

function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const key of a) if (!b.has(key)) return false
  return true
}
