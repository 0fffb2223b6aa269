/**
 * struct ptr_ring: a queue of fixed length. A reader gives slots back in batches, so that a ring from which something
 * has been read holds a few less than its size until the batch is full.
 */
export interface Ring<Item> {
  size: number
  readonly items: Item[]
  /** consumer_head: the slot to be read next. */
  head: number
  /** Slots that were read and not given back (consumer_head less consumer_tail). */
  kept: number
}

/** Two cache lines of pointers (__ptr_ring_set_size). */
const BATCH = 16

export function newRing<Item>(size: number): Ring<Item> {
  return { size, items: [], head: 0, kept: 0 }
}

/** __ptr_ring_produce: false if it is full. */
export function produce<Item>(ring: Ring<Item>, item: Item): boolean {
  if (ring.items.length + ring.kept >= ring.size) return false
  ring.items.push(item)
  return true
}

/** __ptr_ring_consume, and what __ptr_ring_discard_one does with its slot. */
export function consume<Item>(ring: Ring<Item>): Item | undefined {
  const item = ring.items.shift()
  if (item === undefined) return undefined
  ring.head++
  ring.kept++
  const batch = BATCH > ring.size / 2 ? 1 : BATCH
  if (ring.kept >= batch || ring.head >= ring.size) ring.kept = 0
  if (ring.head >= ring.size) ring.head = 0
  return item
}

/** ptr_ring_resize: what no longer fits is given back. */
export function resize<Item>(ring: Ring<Item>, size: number): Item[] {
  ring.size = size
  ring.head = 0
  ring.kept = 0
  return ring.items.splice(size)
}
