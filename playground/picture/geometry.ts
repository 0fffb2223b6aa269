import type { Layout, Placed, Point } from './layout.ts'

/** Where a frame rests while it is at a device: on its upper edge. */
export function restingPoint(layout: Layout, device: number): Point | undefined {
  const placed = placedOf(layout, device)
  return placed && [placed.x + placed.w / 2, placed.y]
}

/** Where a frame rests at a device that is not drawn: at the head of its room, or of its house. */
export function roomPoint({ rooms, houses }: Layout, machine: string, name: string): Point | undefined {
  const room = rooms.find((one) => one.machine === machine && one.name === name)
  const box = room ?? houses.find((house) => house.name === machine)
  return box && [box.x + box.w / 2, box.y]
}

export function placedOf(layout: Layout, device: number): Placed | undefined {
  const is = ({ device: { id } }: Placed) => id === device
  return layout.cards.find(is) ?? layout.bars.find(is) ?? layout.ports.find(is)
}

/** The way that a frame takes from one device to another, along what is drawn. */
export function wayBetween(layout: Layout, from: number, to: number): readonly Point[] {
  const start = restingPoint(layout, from)
  const end = restingPoint(layout, to)
  if (!start || !end) return []
  return [start, ...between(layout, from, to), end]
}

function between(layout: Layout, from: number, to: number): readonly Point[] {
  for (const line of layout.lines) {
    if (line.from === from && line.to === to) return line.points
    if (line.from === to && line.to === from) return line.points.toReversed()
  }
  return overTheParent(layout, from, to)
}

/** Siblings: down to the parent they stand on, along it, and up. */
function overTheParent(layout: Layout, from: number, to: number): readonly Point[] {
  const down = layout.lines.find((line) => line.kind === 'leg' && line.from === from)
  const up = layout.lines.find((line) => line.kind === 'leg' && line.from === to)
  if (!down || !up || down.to !== up.to) return []
  return [...down.points, ...up.points.toReversed()]
}

/** A way as it is travelled: the point at each share (0 to 1) of its length. */
export function trackOf(way: readonly Point[]): (share: number) => Point {
  const lengths = way.slice(1).map((point, i) => distance(way[i]!, point))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  return (share) => {
    let left = whole * Math.min(1, Math.max(0, share))
    for (const [i, length] of lengths.entries()) {
      if (left <= length && length > 0) return mix(way[i]!, way[i + 1]!, left / length)
      left -= length
    }
    return way.at(-1) ?? [0, 0]
  }
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(bx - ax, by - ay)
}

function mix([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [ax + (bx - ax) * share, ay + (by - ay) * share]
}
