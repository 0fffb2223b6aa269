import type { Draft } from './arrangement.ts'
import type { Bar, Card, Room } from './layout.ts'
import { CARD_H, CARD_W, GAP, HEAD, PAD } from './measures.ts'
import type { SceneDevice, SceneMachine } from './scene.ts'
import { type Group, rowsOf, shelvesOf } from './shelves.ts'

const BAR_H = 48
const ROOM_PAD = 8
const ROOM_HEAD = 24
const LEG = 24
const ATTIC_H = 32
const NARROWEST = 224
const LOWEST = 64

/** What is being built, from the roof down. */
interface Building {
  readonly machine: string
  readonly rooms: Room[]
  readonly cards: Card[]
  readonly bars: Bar[]
  /** Of its inside. */
  width: number
  y: number
}

/** Shelves from top to bottom: what stands nowhere, then each parent with its children, NICs last. */
export function draftHouse(machine: SceneMachine, devices: readonly SceneDevice[], perRow: number): Draft {
  const bars = barsOf(devices)
  const others = devices.filter((one) => !bars.includes(one))
  const attic = placeAttic(machine.name, vacantRooms(machine, devices), perRow)
  const building: Building = {
    ...{ machine: machine.name, rooms: [], cards: [], bars: [] },
    width: Math.max(NARROWEST, ...attic.map((room) => room.x + room.w - PAD)),
    y: HEAD + (attic.at(-1) ? attic.at(-1)!.y - HEAD + ATTIC_H + GAP / 2 : 0),
  }
  const groups = shelvesOf(others)
  const floor = groups.get(undefined)
  if (floor) {
    addRows(building, rowsOf(floor, perRow))
    building.y += GAP
  }
  for (const bar of bars) addBar(building, bar, rowsOf(groups.get(bar.id) ?? [], perRow))
  return finished(building, machine, attic)
}

function finished({ rooms, cards, bars, width, y }: Building, machine: SceneMachine, attic: Room[]): Draft {
  const wide = bars.map((bar) => ({ ...bar, w: width }))
  return {
    ...{ machine, rooms, attic, cards, bars: wide, ports: [] },
    w: width + 2 * PAD,
    h: Math.max(y, HEAD + LOWEST),
  }
}

/** Cables are plugged into NICs, and macvlans stand on parents; NICs are nearest to the ground. */
function barsOf(devices: readonly SceneDevice[]): SceneDevice[] {
  const parents = new Set(devices.map(({ lower }) => lower))
  const rank = ({ kind }: SceneDevice) => (kind === 'nic' ? 1 : 0)
  return devices
    .filter((one) => one.kind === 'nic' || parents.has(one.id))
    .toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)
}

function vacantRooms(machine: SceneMachine, devices: readonly SceneDevice[]): string[] {
  const inhabited = new Set(devices.map(({ room }) => room))
  return machine.rooms.filter((name) => !inhabited.has(name))
}

function addBar(building: Building, device: SceneDevice, rows: readonly Group[][]): void {
  const levels = addRows(building, rows)
  // The last row stands on the bar itself.
  building.bars.push({ device, x: PAD, y: building.y, w: 0, h: BAR_H, shelves: levels.slice(0, -1) })
  building.y += BAR_H + GAP
}

/** Where the shelves below the rows hang. */
function addRows(building: Building, rows: readonly Group[][]): number[] {
  return rows.map((row) => {
    const top = building.y + (row.some(({ room }) => room !== '') ? ROOM_HEAD : 0)
    let x = PAD
    for (const group of row) x += addGroup(building, group, x, top) + GAP
    building.width = Math.max(building.width, x - GAP - PAD)
    building.y = top + CARD_H + ROOM_PAD + LEG
    return building.y
  })
}

/** How wide it is. */
function addGroup(building: Building, { room, devices }: Group, x: number, top: number): number {
  const inner = room === '' ? 0 : ROOM_PAD
  devices.forEach((device, i) => {
    building.cards.push({ device, x: x + inner + i * (CARD_W + GAP), y: top, w: CARD_W, h: CARD_H })
  })
  const w = devices.length * (CARD_W + GAP) - GAP + 2 * inner
  const walls = { x, y: top - ROOM_HEAD, w, h: CARD_H + ROOM_HEAD + ROOM_PAD }
  if (room !== '') building.rooms.push({ machine: building.machine, name: room, ...walls })
  return w
}

function placeAttic(machine: string, names: readonly string[], perRow: number): Room[] {
  const columns = Math.max(2, perRow)
  return names.map((name, i) => ({
    ...{ machine, name, w: 100, h: ATTIC_H - 8 },
    x: PAD + (i % columns) * 108,
    y: HEAD + Math.floor(i / columns) * ATTIC_H,
  }))
}
