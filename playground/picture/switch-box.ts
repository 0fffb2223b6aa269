import type { Draft } from './arrangement.ts'
import { GAP, HEAD, PAD, PORT_H, PORT_W } from './measures.ts'
import type { SceneDevice, SceneMachine } from './scene.ts'

const PER_ROW = 3

/** A switch is a box of its ports: in a column, or in rows where machines stand one below the other. */
export function draftSwitch(machine: SceneMachine, devices: readonly SceneDevice[], upright: boolean): Draft {
  const ports = devices
    .filter(({ kind }) => kind === 'port')
    .map((device, i) => {
      const [column, row] = upright ? [i % PER_ROW, Math.floor(i / PER_ROW)] : [0, i]
      const [x, y] = [PAD + column * (PORT_W + GAP), HEAD + row * (PORT_H + GAP)]
      return { device, x, y, w: PORT_W, h: PORT_H }
    })
  const w = Math.max(PORT_W, ...ports.map(({ x, w }) => x + w - PAD)) + 2 * PAD
  const h = Math.max(HEAD + PORT_H, ...ports.map(({ y, h }) => y + h)) + PAD
  return { machine, w, h, rooms: [], attic: [], cards: [], bars: [], ports }
}
