import type { Delivery, Play } from './play.ts'

/**
 * Each compares what came in where in two plays of as many frames, and tells what is not as it should be, a line for
 * each thing. An empty list: the relation holds. `only` names the devices that count; without it, all do.
 */
export type Relation = (left: Play, right: Play, only?: readonly string[]) => readonly string[]

/** The same devices heard (not: saw) the same frames, however often. */
export const sameReach: Relation = (left, right, only) => {
  const [a, b] = [reach(left, only), reach(right, only)]
  return [...missing(a, b, 'left only'), ...missing(b, a, 'right only')]
}

/** The left one's frames were heard by no device that the right one's did not reach as well. */
export const subset: Relation = (left, right, only) =>
  missing(reach(left, only), reach(right, only), 'left only')

/** The same frames came in at the same devices in the same order. */
export const sameDeliveries: Relation = (left, right, only) => {
  const [a, b] = [lines(left, only), lines(right, only)]
  const at = a.findIndex((line, index) => line !== b[index])
  if (at >= 0) return [`delivery ${at}: ${a[at]} on the left, ${b[at] ?? 'nothing'} on the right`]
  return b.length > a.length ? [`delivery ${a.length}: nothing on the left, ${b[a.length]} on the right`] : []
}

/** The same frames came in at the same devices, as often, in whatever order. */
export const sameUpToOrder: Relation = (left, right, only) => {
  const [a, b] = [lines(left, only).toSorted(), lines(right, only).toSorted()]
  return [...surplus(a, b, 'left'), ...surplus(b, a, 'right')]
}

function counts(only: readonly string[] | undefined, { dev }: Delivery): boolean {
  return only === undefined || only.includes(dev)
}

function reach({ deliveries }: Play, only: readonly string[] | undefined): ReadonlySet<string> {
  const heard = deliveries.filter((one) => one.heard && counts(only, one))
  return new Set(heard.map(({ sending, dev }) => `frame ${sending} at ${dev}`))
}

function lines({ deliveries }: Play, only: readonly string[] | undefined): readonly string[] {
  const counted = deliveries.filter((one) => counts(only, one))
  return counted.map(
    ({ sending, dev, type, heard }) => `frame ${sending} at ${dev} (${type}, ${heard ? 'heard' : 'seen'})`,
  )
}

function missing(from: ReadonlySet<string>, others: ReadonlySet<string>, where: string): readonly string[] {
  return [...from].filter((one) => !others.has(one)).map((one) => `${one}: ${where}`)
}

/** What is oftener on one side. */
function surplus(from: readonly string[], others: readonly string[], side: string): readonly string[] {
  const left = new Map<string, number>()
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1)
  return from.flatMap((one) => {
    const rest = left.get(one) ?? 0
    left.set(one, rest - 1)
    return rest > 0 ? [] : [`${one}: once more on the ${side}`]
  })
}
