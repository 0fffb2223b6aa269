import { houseOf, type Parts } from './arrangement.ts'
import type { Line, Placed, Point } from './layout.ts'
import { SPINE } from './measures.ts'

/** How far from a device the line to another on the same machine turns. */
const LINK_ROOM = 12

/** Between two devices of one machine: the ends of a cable, a port and its bridge. */
export function link(parts: Parts, a: Placed, b: Placed): Line {
  const live = a.device.running && b.device.running
  return { kind: 'link', from: a.device.id, to: b.device.id, points: elbow(parts, a, b), live }
}

/** Along right angles: down from the upper one, through the space above the lower one; side by side, below both. */
function elbow(parts: Parts, a: Placed, b: Placed): Point[] {
  if (a.y > b.y) return elbow(parts, b, a).reverse()
  const [xa, xb] = [a.x + a.w / 2, b.x + b.w / 2]
  const bottom = a.y + a.h
  const isAbove = bottom < b.y
  const end = isAbove ? b.y : b.y + b.h
  const turn = isAbove ? b.y - LINK_ROOM : Math.max(bottom, b.y + b.h) + LINK_ROOM
  const wall = isAbove && isBlocked(parts, xa, bottom + LINK_ROOM, turn) ? wallBeside(parts, a) : undefined
  return [
    [xa, bottom],
    ...(wall === undefined ? [[xa, turn] as const] : around(xa, bottom + LINK_ROOM, wall, turn)),
    [xb, turn],
    [xb, end],
  ]
}

/** Whether something stands in the way straight down. */
function isBlocked({ rooms, cards, bars }: Parts, x: number, from: number, to: number): boolean {
  return [...rooms, ...cards, ...bars].some(
    (box) => box.x < x && x < box.x + box.w && box.y < to && from < box.y + box.h,
  )
}

/** The house's right margin, where nothing stands. */
function wallBeside(parts: Parts, a: Placed): number | undefined {
  const house = houseOf(parts, a)
  return house && house.x + house.w - SPINE
}

function around(x: number, from: number, wall: number, to: number): Point[] {
  return [
    [x, from],
    [wall, from],
    [wall, to],
  ]
}
