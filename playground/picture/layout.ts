import { type Draft, spread, stack } from './arrangement.ts'
import { draftHouse } from './house.ts'
import { linesOf } from './lines.ts'
import type { Scene, SceneDevice, SceneMachine } from './scene.ts'
import { draftSwitch } from './switch-box.ts'

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
  readonly isGuest: boolean
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

const PER_ROW_UPRIGHT = 2

/** `upright`: machines one below the other, for narrow screens. */
export function layoutOf(scene: Scene, upright: boolean): Layout {
  const perRow = upright ? PER_ROW_UPRIGHT : perRowOf(scene.devices.length)
  const draft = (machine: SceneMachine): Draft => {
    const devices = scene.devices.filter((one) => one.machine === machine.name)
    return machine.isSwitch ? draftSwitch(machine, devices, upright) : draftHouse(machine, devices, perRow)
  }
  const drafts = new Map(scene.machines.map((machine) => [machine.name, draft(machine)]))
  const parts = upright ? stack(scene, drafts) : spread(scene, drafts)
  return { ...parts, upright, lines: linesOf(scene, parts, upright) }
}

/** A house grows in both directions, as wide screens like it. */
function perRowOf(devices: number): number {
  if (devices <= 10) return 5
  return devices <= 30 ? 7 : 12
}
