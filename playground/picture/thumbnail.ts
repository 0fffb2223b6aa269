import type { MacvlanMode } from '../../src/device/macvlan-device.ts'
import type { Beat } from '../record/flights.ts'
import { placedOf, wayBetween } from './geometry.ts'
import { type Layout, layoutOf, type Placed, type Point } from './layout.ts'
import type { Scene } from './scene.ts'

/** A lab in the size of a stamp: its houses, its devices, and the way of one of its frames. Whole numbers only. */
export interface Thumbnail {
  readonly w: number
  readonly h: number
  readonly boxes: readonly ThumbnailBox[]
  /** SVG paths: cables and legs; the ways of the frame's copies. */
  readonly lines: string
  readonly ways: string
  readonly ends: readonly { readonly x: number; readonly y: number; readonly died: boolean }[]
}

export interface ThumbnailBox {
  readonly kind: 'house' | 'switch' | 'bar' | 'port' | 'card'
  readonly mode?: MacvlanMode
  readonly at: readonly [number, number, number, number]
}

/** `beats`: all movements of the frame that is shown. */
export function thumbnailOf(scene: Scene, beats: readonly Beat[]): Thumbnail {
  const layout = layoutOf(scene, false)
  const moves = beats.flatMap((beat) => beat.moves)
  const ways = moves.flatMap(({ from, to }) => (from ? [wayInside(layout, from.device, to.device)] : []))
  return {
    ...{ w: layout.width, h: layout.height, boxes: boxesOf(layout) },
    lines: layout.lines.map(({ points }) => pathOf(points)).join(''),
    ways: [...new Set(ways.map(pathOf))].join(''),
    ends: beats.flatMap(({ endings }) =>
      endings.flatMap(({ at, died }) => {
        const point = centreOf(layout, at.device)
        return point ? [{ x: Math.round(point[0]), y: Math.round(point[1]), died }] : []
      }),
    ),
  }
}

/** From middle to middle, along right angles: there is no room for more. */
function wayInside(layout: Layout, from: number, to: number): Point[] {
  const [start, end] = [centreOf(layout, from), centreOf(layout, to)]
  if (!start || !end) return []
  const points = [start, ...wayBetween(layout, from, to).slice(1, -1), end]
  return points.flatMap(([x, y], i): Point[] => {
    const before = points[i - 1]
    return before && before[0] !== x && before[1] !== y
      ? [
          [before[0], y],
          [x, y],
        ]
      : [[x, y]]
  })
}

function centreOf(layout: Layout, device: number): Point | undefined {
  const placed = placedOf(layout, device)
  return placed && [placed.x + placed.w / 2, placed.y + placed.h / 2]
}

function boxesOf({ houses, bars, ports, cards }: Layout): ThumbnailBox[] {
  const devices = (kind: ThumbnailBox['kind'], placed: readonly Placed[]) =>
    placed.map(({ device: { mode, ipvlan }, ...box }) => {
      const sign = mode ?? ipvlan?.flag
      return { kind, at: rounded(box), ...(sign ? { mode: sign } : {}) }
    })
  return [
    ...houses.map((box) => ({
      kind: box.isSwitch ? ('switch' as const) : ('house' as const),
      at: rounded(box),
    })),
    ...devices('bar', bars),
    ...devices('port', ports),
    ...devices('card', cards),
  ]
}

function rounded({ x, y, w, h }: { x: number; y: number; w: number; h: number }) {
  return [Math.round(x), Math.round(y), Math.round(w), Math.round(h)] as const
}

function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`).join('')
}
