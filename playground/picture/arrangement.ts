import type { Bar, Box, Card, PortBox, Room } from './layout.ts'
import { GAP } from './measures.ts'
import type { Scene, SceneMachine } from './scene.ts'

const CABLE_ROOM = 72

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

function noParts(): Parts {
  return { width: 0, height: 0, houses: [], rooms: [], attic: [], cards: [], bars: [], ports: [] }
}

function place(parts: Parts, one: Draft, dx: number, dy: number): void {
  const { machine, w, h } = one
  parts.houses.push({ name: machine.name, isSwitch: machine.isSwitch, x: dx, y: dy, w, h })
  const move = <T extends { x: number; y: number }>(box: T): T => ({ ...box, x: box.x + dx, y: box.y + dy })
  parts.rooms.push(...one.rooms.map(move))
  parts.attic.push(...one.attic.map(move))
  parts.cards.push(...one.cards.map(move))
  parts.bars.push(...one.bars.map((bar) => ({ ...move(bar), shelves: bar.shelves.map((y) => y + dy) })))
  parts.ports.push(...one.ports.map(move))
  parts.width = Math.max(parts.width, dx + w)
  parts.height = Math.max(parts.height, dy + h)
}

/** The script's machine, then switches, then the others: a column each, on one ground line. */
function columnsOf(scene: Scene): SceneMachine[][] {
  return [
    scene.machines.filter(({ isHome }) => isHome),
    scene.machines.filter(({ isSwitch }) => isSwitch),
    scene.machines.filter(({ isHome, isSwitch }) => !isHome && !isSwitch),
  ].filter((column) => column.length > 0)
}

/** Machines side by side. */
export function spread(scene: Scene, drafts: ReadonlyMap<string, Draft>): Parts {
  const columns = columnsOf(scene).map((column) => column.map(({ name }) => drafts.get(name)!))
  const heights = columns.map((column) => column.reduce((sum, { h }) => sum + h + GAP, -GAP))
  const ground = Math.max(...heights)
  const parts = noParts()
  let x = 0
  columns.forEach((column, i) => {
    let y = ground - heights[i]!
    for (const one of column) {
      place(parts, one, x, y)
      y += one.h + GAP
    }
    x += Math.max(...column.map(({ w }) => w)) + CABLE_ROOM
  })
  return parts
}

/** Machines one below the other. */
export function stack(scene: Scene, drafts: ReadonlyMap<string, Draft>): Parts {
  const all = columnsOf(scene).flat()
  const widest = Math.max(...all.map(({ name }) => drafts.get(name)!.w))
  const parts = noParts()
  let y = 0
  for (const { name } of all) {
    const one = drafts.get(name)!
    place(parts, one, (widest - one.w) / 2, y)
    y += one.h + 48
  }
  return parts
}
