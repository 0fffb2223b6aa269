import type { Bar, Box, Card, Placed, PortBox, Room } from './layout.ts'
import { GAP } from './measures.ts'
import type { Scene, SceneMachine } from './scene.ts'

const CABLE_ROOM = 72
/** Between machines that stand one above the other and are joined by cables. */
const STORY = 48
const GUESTS_PER_ROW = 3

/** A machine, drawn by itself, before it is known where it stands. */
export interface Draft {
  readonly machine: SceneMachine
  readonly w: number
  readonly h: number
  readonly rooms: readonly Room[]
  readonly attic: readonly Room[]
  readonly cards: readonly Card[]
  readonly bars: readonly Bar[]
  readonly ports: readonly PortBox[]
}

/** Everything but the lines. */
export interface Parts {
  width: number
  height: number
  readonly houses: Box[]
  readonly rooms: Room[]
  readonly attic: Room[]
  readonly cards: Card[]
  readonly bars: Bar[]
  readonly ports: PortBox[]
}

/** The house that a device stands in. */
export function houseOf({ houses }: Parts, { x, y, w, h }: Placed): Box | undefined {
  return houses.find(
    (house) => x >= house.x && x + w <= house.x + house.w && y >= house.y && y + h <= house.y + house.h,
  )
}

function noParts(): Parts {
  return { width: 0, height: 0, houses: [], rooms: [], attic: [], cards: [], bars: [], ports: [] }
}

function place(parts: Parts, one: Draft, dx: number, dy: number): void {
  const { machine, w, h } = one
  const { name, isSwitch, isGuest = false } = machine
  parts.houses.push({ name, isSwitch, isGuest, x: dx, y: dy, w, h })
  const move = <T extends { x: number; y: number }>(box: T): T => ({ ...box, x: box.x + dx, y: box.y + dy })
  parts.rooms.push(...one.rooms.map(move))
  parts.attic.push(...one.attic.map(move))
  parts.cards.push(...one.cards.map(move))
  parts.bars.push(...one.bars.map((bar) => ({ ...move(bar), shelves: bar.shelves.map((y) => y + dy) })))
  parts.ports.push(...one.ports.map(move))
  parts.width = Math.max(parts.width, dx + w)
  parts.height = Math.max(parts.height, dy + h)
}

/** Machines side by side: guests on the machine that they run on. */
type Row = readonly SceneMachine[]

/** The script's machine below its guests, then switches, then the others: a column each, on one ground line. */
function columnsOf({ machines }: Scene): Row[][] {
  const guests = machines.filter(({ isGuest }) => isGuest)
  const alone = (found: readonly SceneMachine[]): Row[] => found.map((machine) => [machine])
  return [
    [...rowsOf(guests), ...alone(machines.filter(({ isHome }) => isHome))],
    alone(machines.filter(({ isSwitch }) => isSwitch)),
    alone(machines.filter(({ isHome, isSwitch, isGuest }) => !isHome && !isSwitch && !isGuest)),
  ].filter((column) => column.length > 0)
}

function rowsOf(guests: Row): Row[] {
  const count = Math.ceil(guests.length / GUESTS_PER_ROW)
  return Array.from({ length: count }, (_, i) => guests.slice(i * GUESTS_PER_ROW, (i + 1) * GUESTS_PER_ROW))
}

/** A row as it is drawn, from left to right. */
interface Strip {
  readonly drafts: readonly Draft[]
  readonly w: number
  readonly h: number
  /** What lies below it: the room for the cables of guests. */
  readonly gap: number
}

function stripOf(row: Row, drafts: ReadonlyMap<string, Draft>, gap: number): Strip {
  const all = row.map(({ name }) => drafts.get(name)!)
  return {
    drafts: all,
    w: all.reduce((sum, { w }) => sum + w + GAP, -GAP),
    h: Math.max(...all.map(({ h }) => h)),
    gap: row[0]?.isGuest ? STORY : gap,
  }
}

function placeStrip(parts: Parts, { drafts, h }: Strip, x: number, y: number): void {
  let at = x
  for (const one of drafts) {
    place(parts, one, at, y + h - one.h)
    at += one.w + GAP
  }
}

/** Machines side by side. */
export function spread(scene: Scene, drafts: ReadonlyMap<string, Draft>): Parts {
  const columns = columnsOf(scene).map((column) => column.map((row) => stripOf(row, drafts, GAP)))
  const heights = columns.map(
    (column) => column.reduce((sum, { h, gap }) => sum + h + gap, 0) - column.at(-1)!.gap,
  )
  const ground = Math.max(0, ...heights)
  const parts = noParts()
  let x = 0
  columns.forEach((column, i) => {
    let y = ground - heights[i]!
    for (const strip of column) {
      placeStrip(parts, strip, x, y)
      y += strip.h + strip.gap
    }
    x += Math.max(...column.map(({ w }) => w)) + CABLE_ROOM
  })
  return parts
}

/** Machines one below the other. */
export function stack(scene: Scene, drafts: ReadonlyMap<string, Draft>): Parts {
  const strips = columnsOf(scene)
    .flat()
    .map((row) => stripOf(row, drafts, STORY))
  const widest = Math.max(0, ...strips.map(({ w }) => w))
  const parts = noParts()
  let y = 0
  for (const strip of strips) {
    placeStrip(parts, strip, (widest - strip.w) / 2, y)
    y += strip.h + strip.gap
  }
  return parts
}
