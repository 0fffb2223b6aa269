/** A node's place on the page, in pixels. */
export interface NodeBox {
  readonly column: number
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface GraphLine {
  readonly path: string
  /** Where the answer is written that leads along it. */
  readonly label: readonly [number, number]
}

/** How far from a card's left edge the way runs that was taken. */
export const SPINE_X = 20
const BULGE = 22

/** From one node to another: straight down, or in a curve to the column beside, or back in from there. */
export function graphLine(from: NodeBox, to: NodeBox, isBlocked: boolean): GraphLine {
  if (to.column > from.column) return aside(from, to)
  if (to.column < from.column) return back(from, to)
  return isBlocked ? around(from, to) : down(from, to)
}

function down(from: NodeBox, to: NodeBox): GraphLine {
  const x = from.x + SPINE_X
  const y = from.y + from.h
  return { path: `M${x} ${y}V${to.y}`, label: [x + 8, y + 17] }
}

function aside(from: NodeBox, to: NodeBox): GraphLine {
  const [x1, y1] = [from.x + from.w, from.y + from.h - 18]
  const [x2, y2] = [to.x, to.y + Math.min(24, to.h / 2)]
  const bend = Math.max(24, (x2 - x1) / 2)
  return { path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, label: [x1 + 6, y1 - 5] }
}

function back(from: NodeBox, to: NodeBox): GraphLine {
  const [x1, y1] = [from.x + SPINE_X, from.y + from.h]
  const [x2, y2] = [to.x + to.w, to.y + Math.min(24, to.h / 2)]
  return {
    path: `M${x1} ${y1}C${x1} ${(y1 + y2) / 2} ${x2 + 48} ${y2} ${x2} ${y2}`,
    label: [x1 + 8, y1 + 15],
  }
}

/** Something stands between: past it, on the right. */
function around(from: NodeBox, to: NodeBox): GraphLine {
  const right = Math.max(from.x + from.w, to.x + to.w)
  const [y1, y2] = [from.y + from.h - 18, to.y + Math.min(24, to.h / 2)]
  return {
    path: `M${from.x + from.w} ${y1}C${right + BULGE} ${y1} ${right + BULGE} ${y2} ${to.x + to.w} ${y2}`,
    label: [from.x + from.w + 6, y1 - 5],
  }
}
