import type { Parts } from './arrangement.ts'
import { cable } from './cables.ts'
import type { Bar, Line, Placed, Point } from './layout.ts'
import { link } from './links.ts'
import { SPINE } from './measures.ts'
import type { Scene, SceneDevice } from './scene.ts'

/** Every line of the picture: from a macvlan to its parent, between the ends of a cable, from a port to its bridge. */
export function linesOf(scene: Scene, parts: Parts, upright: boolean): Line[] {
  const placed = [...parts.cards, ...parts.bars, ...parts.ports]
  const at = new Map(placed.map((one) => [one.device.id, one]))
  const find = (id: number | undefined) => (id === undefined ? undefined : at.get(id))
  return scene.devices.flatMap((device): Line[] => {
    const here = find(device.id)
    return here ? linesFrom(parts, here, find, upright) : []
  })
}

function linesFrom(
  parts: Parts,
  here: Placed,
  find: (id: number | undefined) => Placed | undefined,
  upright: boolean,
): Line[] {
  const { device } = here
  const [lower, peer, master] = [find(device.lower), find(device.peer), find(device.master)]
  return [
    ...(lower ? [leg(here, lower as Bar)] : []),
    ...(peer && device.id < peer.device.id
      ? [isNear(device, peer.device) ? link(parts, here, peer) : cable(parts, here, peer, upright)]
      : []),
    ...(master ? [link(parts, here, master)] : []),
  ]
}

function isNear(a: SceneDevice, b: SceneDevice): boolean {
  return a.machine === b.machine
}

/** Down to the bar, or to the shelf that hangs between: its spine leads to the bar. */
function leg(card: Placed, bar: Bar): Line {
  const x = card.x + card.w / 2
  const bottom = card.y + card.h
  const shelf = bar.shelves.find((y) => y > bottom) ?? bar.y
  const middle = bar.y + bar.h / 2
  const spine: Point[] = [
    [bar.x - SPINE, shelf],
    [bar.x - SPINE, middle],
    [bar.x, middle],
  ]
  const points: Point[] = [[x, bottom], [x, shelf], ...(shelf === bar.y ? [] : spine)]
  return { kind: 'leg', from: card.device.id, to: bar.device.id, points, live: card.device.up }
}
