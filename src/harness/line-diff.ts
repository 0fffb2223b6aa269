export interface DiffLine {
  /** `-` only left, `+` only right, ` ` both. */
  readonly sign: '-' | '+' | ' '
  readonly text: string
}

/** A shortest way from one list of lines to the other (Myers 1986), changes only up to `most`. */
export function diffLines(
  left: readonly string[],
  right: readonly string[],
  most = 2000,
): readonly DiffLine[] {
  const trail: Map<number, number>[] = []
  let reach = new Map<number, number>([[1, 0]])
  for (let changes = 0; changes <= Math.min(left.length + right.length, most); changes++) {
    const next = new Map(reach)
    for (let k = -changes; k <= changes; k += 2) {
      const down = k === -changes || (k !== changes && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1
      while (x < left.length && x - k < right.length && left[x] === right[x - k]) x++
      next.set(k, x)
      if (x >= left.length && x - k >= right.length) return walkBack([...trail, reach], left, right)
    }
    trail.push(reach)
    reach = next
  }
  return [
    ...left.map((text) => ({ sign: '-', text }) as const),
    ...right.map((text) => ({ sign: '+', text }) as const),
  ]
}

function walkBack(
  trail: readonly Map<number, number>[],
  left: readonly string[],
  right: readonly string[],
): readonly DiffLine[] {
  const lines: DiffLine[] = []
  let [x, y] = [left.length, right.length]
  for (let changes = trail.length - 1; changes >= 0; changes--) {
    const reach = trail[changes]!
    const k = x - y
    const down = k === -changes || (k !== changes && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
    const fromK = down ? k + 1 : k - 1
    const fromX = reach.get(fromK) ?? 0
    const fromY = fromX - fromK
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ sign: ' ', text: left[--x]! })
      y--
    }
    if (changes === 0) break
    if (down) lines.push({ sign: '+', text: right[--y]! })
    else lines.push({ sign: '-', text: left[--x]! })
  }
  return lines.reverse()
}

/** Leaves out what is the same, but for a few lines around each change. */
export function onlyChanges(lines: readonly DiffLine[], around = 2): readonly DiffLine[] {
  const near = (at: number): boolean =>
    lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.sign !== ' ')
  return lines.filter((_, at) => near(at))
}
