/** A copy of plain data, however it refers to itself: objects, arrays, maps and sets. */
export function copyOf<T>(value: T, copies = new Map<object, unknown>()): T {
  if (typeof value === 'function')
    throw new Error('a copy of data that holds a function would share its state')
  if (typeof value !== 'object' || value === null) return value
  return (copies.get(value) ?? copyObject(value, copies)) as T
}

function copyObject(value: object, copies: Map<object, unknown>): unknown {
  if (Array.isArray(value)) {
    const copy: unknown[] = []
    copies.set(value, copy)
    for (const one of value) copy.push(copyOf(one, copies))
    return copy
  }
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>()
    copies.set(value, copy)
    for (const [key, one] of value) copy.set(copyOf(key, copies), copyOf(one, copies))
    return copy
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>()
    copies.set(value, copy)
    for (const one of value) copy.add(copyOf(one, copies))
    return copy
  }
  return copyFields(value, copies)
}

function copyFields(value: object, copies: Map<object, unknown>): unknown {
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error(`only plain data can be copied, and no ${value.constructor?.name}`)
  // Spread out first, so that the engine knows the copy for an object of the same shape.
  const copy: Record<string, unknown> = { ...value }
  copies.set(value, copy)
  for (const key in copy) {
    const field = copy[key]
    if (typeof field === 'object' || typeof field === 'function') copy[key] = copyOf(field, copies)
  }
  return copy
}
