import type { Value } from '../topology/yaml-reader.ts'

export type Fields<K extends string> = ReadonlyMap<K, Value>

/** The fields of a mapping; any other than these is an error. */
export function fieldsOf<K extends string>(value: Value, what: string, names: readonly K[]): Fields<K> {
  const found = new Map<K, Value>()
  for (const entry of value.entries(what)) {
    const name = names.find((one) => one === entry.key)
    if (name === undefined) entry.value.error(`${what} has no "${entry.key}": ${list(names)}`)
    else found.set(name, entry.value)
  }
  return found
}

export function oneOf<const T extends string>(
  value: Value,
  what: string,
  allowed: readonly T[],
  more = '',
): T | undefined {
  const text = value.text(what)
  const found = allowed.find((one) => one === text)
  if (found === undefined && text !== undefined)
    value.error(`${what} cannot be "${text}": one of ${list(allowed)}${more}`)
  return found
}

/** One, or a list of some. */
export function several<const T extends string>(
  value: Value,
  what: string,
  allowed: readonly T[],
  more = '',
): readonly T[] {
  const items = value.isText ? [value] : value.items(what)
  return items.flatMap((item) => oneOf(item, what, allowed, more) ?? [])
}

export function truth(value: Value, what: string): boolean | undefined {
  const text = value.text(what)
  if (text === 'true' || text === 'on' || text === 'yes') return true
  if (text === 'false' || text === 'off' || text === 'no') return false
  return value.error(`${what} is true or false`)
}

export function optional<T>(value: Value | undefined, read: (value: Value) => T): T | undefined {
  return value === undefined || value.absent ? undefined : read(value)
}

export function list(words: readonly string[]): string {
  return words.join(', ')
}
