import { houseOf, type Parts } from './arrangement.ts'
import type { Line, Placed, Point } from './layout.ts'

/** How far from the wall the first cable turns, and how far apart those that run side by side. */
const FIRST_TURN = 20
const NEXT_TURN = 8
const TURNS = 5
/** How far above a house a cable turns that comes down to it. */
const ABOVE = 24

/** A cable between two machines, along right angles. */
export function cable(parts: Parts, a: Placed, b: Placed, upright: boolean): Line {
  const points = upright || isOver(a, b) ? down(parts, a, b) : across(parts, a, b)
  const live = a.device.running && b.device.running
  return { kind: 'cable', from: a.device.id, to: b.device.id, points, live }
}

/** A guest stands on what it is plugged into. */
function isOver(a: Placed, b: Placed): boolean {
  return [a, b].some(({ device }) => ['macvtap', 'ipvtap', 'tun'].includes(device.kind))
}

function across(parts: Parts, a: Placed, b: Placed): Point[] {
  const [left, right] = a.x <= b.x ? [a, b] : [b, a]
  const edge = left.x + left.w
  const [ya, yb] = [middle(left), middle(right)]
  // Two of one column: nothing stands between them.
  if (edge > right.x) return [centre(a), centre(b)]
  const turn = turnBetween(parts, left, right)
  const points: Point[] = [
    [edge, ya],
    [turn, ya],
    [turn, yb],
    [right.x, yb],
  ]
  return inOrder(ya === yb ? [points[0]!, points[3]!] : points, a === left)
}

/** Cables that run side by side turn at different places. */
function turnBetween(parts: Parts, left: Placed, right: Placed): number {
  const port = left.device.kind === 'port' ? left : right
  const order = parts.ports.findIndex(({ device }) => device.id === port.device.id)
  const house = houseOf(parts, left)
  const wall = house ? house.x + house.w : left.x + left.w
  return wall + FIRST_TURN + (Math.max(0, order) % TURNS) * NEXT_TURN
}

function down({ houses }: Parts, a: Placed, b: Placed): Point[] {
  const [top, bottom] = a.y <= b.y ? [a, b] : [b, a]
  const [xa, xb] = [top.x + top.w / 2, bottom.x + bottom.w / 2]
  const below = houses.find((house) => bottom.y >= house.y && bottom.y <= house.y + house.h)
  const turn = (below?.y ?? bottom.y) - ABOVE
  const points: Point[] = [
    [xa, top.y + top.h],
    [xa, turn],
    [xb, turn],
    [xb, bottom.y],
  ]
  return inOrder(xa === xb ? [points[0]!, points[3]!] : points, a === top)
}

function inOrder(points: Point[], forward: boolean): Point[] {
  return forward ? points : points.reverse()
}

function middle({ y, h }: Placed): number {
  return y + h / 2
}

function centre({ x, y, w, h }: Placed): Point {
  return [x + w / 2, y + h / 2]
}
