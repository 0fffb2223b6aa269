import type { Scene, SceneDevice, SceneMachine } from './scene.ts'

/**
 * Where everything stands. It follows the structure alone: the same scene is always drawn the same way, what is
 * added comes after what was there, and a macvlan that moves into a namespace stays where it is: the walls of the
 * room rise around it.
 */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly upright: boolean
  readonly houses: readonly Box[]
  readonly rooms: readonly Room[]
  /** Namespaces without a device of note. */
  readonly attic: readonly Room[]
  readonly cards: readonly Card[]
  readonly bars: readonly Bar[]
  readonly ports: readonly PortBox[]
  readonly lines: readonly Line[]
}

export interface Box {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly isSwitch: boolean
}

export interface Room {
  readonly machine: string
  readonly name: string
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface Placed {
  readonly device: SceneDevice
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}
export type Card = Placed
export type PortBox = Placed
/** A device that others stand on, or that a cable is plugged into. */
export interface Bar extends Placed {
  /** Where the shelves of further rows hang: their y, from the top. */
  readonly shelves: readonly number[]
}

export interface Line {
  readonly kind: 'leg' | 'cable' | 'link'
  readonly from: number
  readonly to: number
  readonly points: readonly Point[]
  readonly live: boolean
}

export type Point = readonly [number, number]

export const CARD_W = 148
export const CARD_H = 92
const BAR_H = 48
const PORT_W = 104
const PORT_H = 48
const GAP = 16
const PAD = 16
const HEAD = 32
const ROOM_PAD = 8
const ROOM_HEAD = 24
const LEG = 24
const CABLE_ROOM = 72
/** How far beside its parent, in the house's margin, the line runs that joins the shelves. */
export const SPINE = 8
const ATTIC_H = 32

/** A room, or a device that stands free: what takes a place on a shelf. */
interface Group {
  readonly room: string
  readonly devices: readonly SceneDevice[]
}

/** `upright`: machines one below the other, for narrow screens. */
export function layoutOf(scene: Scene, upright: boolean): Layout {
  const perRow = upright ? 2 : perRowOf(scene.devices.length)
  const drafts = new Map(
    scene.machines.map((machine) => [machine.name, draft(scene, machine, perRow, upright)]),
  )
  const placed = upright ? stack(scene, drafts) : spread(scene, drafts)
  return withLines(scene, placed, upright)
}

/** A house grows in both directions, as wide screens like it. */
function perRowOf(devices: number): number {
  if (devices <= 10) return 5
  return devices <= 30 ? 7 : 12
}

interface Draft {
  readonly machine: SceneMachine
  readonly w: number
  readonly h: number
  readonly rooms: readonly Room[]
  readonly attic: readonly Room[]
  readonly cards: readonly Card[]
  readonly bars: readonly Bar[]
  readonly ports: readonly PortBox[]
}

function draft(scene: Scene, machine: SceneMachine, perRow: number, upright: boolean): Draft {
  const devices = scene.devices.filter((one) => one.machine === machine.name)
  return machine.isSwitch ? draftSwitch(machine, devices, upright) : draftHouse(machine, devices, perRow)
}

function draftSwitch(machine: SceneMachine, devices: readonly SceneDevice[], upright: boolean): Draft {
  const ports = devices.filter(({ kind }) => kind === 'port')
  const step = upright ? PORT_W + GAP : PORT_H + GAP
  const boxes = ports.map((device, i) => ({
    ...{ device, w: PORT_W, h: PORT_H },
    x: PAD + (upright ? (i % 3) * step : 0),
    y: HEAD + (upright ? Math.floor(i / 3) * (PORT_H + GAP) : i * step),
  }))
  const w = Math.max(PORT_W, ...boxes.map(({ x, w }) => x + w - PAD)) + 2 * PAD
  const h = Math.max(HEAD + PORT_H, ...boxes.map(({ y, h }) => y + h)) + PAD
  return { machine, w, h, rooms: [], attic: [], cards: [], bars: [], ports: boxes }
}

/** Shelves from top to bottom: what stands nowhere, then each parent with its children, NICs last. */
function draftHouse(machine: SceneMachine, devices: readonly SceneDevice[], perRow: number): Draft {
  const parents = new Set(devices.flatMap(({ lower }) => (lower === undefined ? [] : [lower])))
  const isBar = (one: SceneDevice) => one.kind === 'nic' || parents.has(one.id)
  const bars = devices.filter(isBar).toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)
  const others = devices.filter((one) => !isBar(one))
  const shelfOf = shelves(others)
  const rooms: Room[] = []
  const cards: Card[] = []
  const boxes: Bar[] = []
  const inhabited = new Set(others.map(({ room }) => room))
  const empty = machine.rooms.filter((name) => !inhabited.has(name) && !bars.some((bar) => bar.room === name))
  const attic = placeAttic(machine.name, empty, perRow)
  let y = HEAD + (attic.at(-1) ? attic.at(-1)!.y - HEAD + ATTIC_H + GAP / 2 : 0)
  let width = Math.max(208, ...attic.map((room) => room.x + room.w - PAD))
  for (const bar of [undefined, ...bars]) {
    const groups = shelfOf.get(bar?.id) ?? []
    if (bar === undefined && groups.length === 0) continue
    const levels: number[] = []
    for (const row of rowsOf(groups, perRow)) {
      const hasRoom = row.some(({ room }) => room !== '')
      const top = y + (hasRoom ? ROOM_HEAD : 0)
      let x = PAD
      for (const { room, devices: members } of row) {
        const inner = room === '' ? 0 : ROOM_PAD
        members.forEach((device, i) => {
          cards.push({ device, x: x + inner + i * (CARD_W + GAP), y: top, w: CARD_W, h: CARD_H })
        })
        const w = members.length * (CARD_W + GAP) - GAP + 2 * inner
        if (room !== '')
          rooms.push({
            machine: machine.name,
            name: room,
            x,
            y: top - ROOM_HEAD,
            w,
            h: CARD_H + ROOM_HEAD + ROOM_PAD,
          })
        x += w + GAP
      }
      width = Math.max(width, x - GAP - PAD)
      y = top + CARD_H + ROOM_PAD + LEG
      levels.push(y)
    }
    if (bar === undefined) {
      y += GAP
      continue
    }
    boxes.push({ device: bar, x: PAD, y, w: 0, h: BAR_H, shelves: levels.slice(0, -1) })
    y += BAR_H + GAP
  }
  const wide = boxes.map((bar) => ({ ...bar, w: width }))
  return {
    machine,
    w: width + 2 * PAD,
    h: Math.max(y, HEAD + 64),
    rooms,
    attic,
    cards,
    bars: wide,
    ports: [],
  }
}

function rank({ kind }: SceneDevice): number {
  return kind === 'nic' ? 1 : 0
}

function placeAttic(machine: string, names: readonly string[], perRow: number): Room[] {
  const columns = Math.max(2, perRow)
  return names.map((name, i) => ({
    ...{ machine, name, w: 100, h: ATTIC_H - 8 },
    x: PAD + (i % columns) * 108,
    y: HEAD + Math.floor(i / columns) * ATTIC_H,
  }))
}

/** Which groups stand on which parent (undefined: on the floor). A room stands where its first macvlan does. */
function shelves(devices: readonly SceneDevice[]): Map<number | undefined, Group[]> {
  const rooms = new Map<string, SceneDevice[]>()
  const groups: Group[] = []
  for (const device of devices.toSorted((a, b) => a.id - b.id)) {
    const room = rooms.get(device.room)
    if (device.room !== '' && room) room.push(device)
    else {
      const members = [device]
      rooms.set(device.room, members)
      groups.push({ room: device.room, devices: members })
    }
  }
  const found = new Map<number | undefined, Group[]>()
  for (const group of groups) {
    const { lower } = group.devices.find((one) => one.lower !== undefined) ?? {}
    found.set(lower, [...(found.get(lower) ?? []), group])
  }
  return found
}

function rowsOf(groups: readonly Group[], perRow: number): Group[][] {
  const rows: Group[][] = []
  let used = Infinity
  for (const group of groups) {
    if (used + group.devices.length > perRow) {
      rows.push([])
      used = 0
    }
    rows.at(-1)!.push(group)
    used += group.devices.length
  }
  return rows
}

interface Parts {
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

function spread(scene: Scene, drafts: ReadonlyMap<string, Draft>): Parts {
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

function stack(scene: Scene, drafts: ReadonlyMap<string, Draft>): Parts {
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

function withLines(scene: Scene, parts: Parts, upright: boolean): Layout {
  const at = new Map<number, Placed>()
  for (const one of [...parts.cards, ...parts.bars, ...parts.ports]) at.set(one.device.id, one)
  const lines = scene.devices.flatMap((device): Line[] => {
    const here = at.get(device.id)
    if (!here) return []
    const found: Line[] = []
    const lower = device.lower === undefined ? undefined : at.get(device.lower)
    if (lower) found.push(leg(here, lower as Bar))
    const peer = device.peer === undefined ? undefined : at.get(device.peer)
    if (peer && device.id < peer.device.id) {
      const near = device.machine === peer.device.machine
      found.push(near ? straight('link', here, peer) : cable(parts, here, peer, upright))
    }
    const master = device.master === undefined ? undefined : at.get(device.master)
    if (master) found.push(straight('link', here, master))
    return found
  })
  return { ...parts, upright, lines }
}

function leg(card: Placed, bar: Bar): Line {
  const x = card.x + card.w / 2
  const bottom = card.y + card.h
  const shelf = bar.shelves.find((y) => y > bottom) ?? bar.y
  const points: Point[] = [
    [x, bottom],
    [x, shelf],
  ]
  if (shelf !== bar.y)
    points.push([bar.x - SPINE, shelf], [bar.x - SPINE, bar.y + bar.h / 2], [bar.x, bar.y + bar.h / 2])
  return { kind: 'leg', from: card.device.id, to: bar.device.id, points, live: card.device.up }
}

function straight(kind: Line['kind'], a: Placed, b: Placed): Line {
  const points: Point[] = [centre(a), centre(b)]
  return { kind, from: a.device.id, to: b.device.id, points, live: a.device.running && b.device.running }
}

export function centre({ x, y, w, h }: Placed): Point {
  return [x + w / 2, y + h / 2]
}

function cable(parts: Parts, a: Placed, b: Placed, upright: boolean): Line {
  const points = upright ? cableDown(parts, a, b) : cableAcross(parts, a, b)
  const live = a.device.running && b.device.running
  return { kind: 'cable', from: a.device.id, to: b.device.id, points, live }
}

function cableAcross(parts: Parts, a: Placed, b: Placed): Point[] {
  const [left, right] = a.x <= b.x ? [a, b] : [b, a]
  const leftEdge = left.x + left.w
  if (leftEdge > right.x) return [centre(a), centre(b)]
  const [ya, yb] = [left.y + left.h / 2, right.y + right.h / 2]
  // Cables that run side by side turn at different places.
  const order = parts.ports.findIndex(
    ({ device }) => device.id === (left.device.kind === 'port' ? left : right).device.id,
  )
  const house = parts.houses.find(
    ({ x, w, y, h }) => left.x >= x && leftEdge <= x + w && left.y >= y && left.y <= y + h,
  )
  const edge = house ? house.x + house.w : leftEdge
  const turn = edge + 20 + (Math.max(0, order) % 5) * 8
  const points: Point[] =
    ya === yb
      ? [
          [leftEdge, ya],
          [right.x, yb],
        ]
      : [
          [leftEdge, ya],
          [turn, ya],
          [turn, yb],
          [right.x, yb],
        ]
  return a === left ? points : points.reverse()
}

function cableDown(parts: Parts, a: Placed, b: Placed): Point[] {
  const [top, bottom] = a.y <= b.y ? [a, b] : [b, a]
  const xa = top.x + top.w / 2
  const xb = bottom.x + bottom.w / 2
  const below = parts.houses.find((h) => bottom.y >= h.y && bottom.y <= h.y + h.h)
  const turn = (below?.y ?? bottom.y) - 24
  const points: Point[] =
    xa === xb
      ? [
          [xa, top.y + top.h],
          [xb, bottom.y],
        ]
      : [
          [xa, top.y + top.h],
          [xa, turn],
          [xb, turn],
          [xb, bottom.y],
        ]
  return a === top ? points : points.reverse()
}
