/** Lines [from, to) of the old text became lines [newFrom, newTo) of the new one. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/** The changes around a longest common subsequence of lines. */
export function compareLines(a: readonly string[], b: readonly string[]): Change[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let tail = 0
  while (tail < a.length - start && tail < b.length - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const left = a.slice(start, a.length - tail)
  const right = b.slice(start, b.length - tail)
  return walk(left, right, lengths(left, right), start)
}

/** table[i][j] is the length of what left from i and right from j have in common. */
function lengths(left: readonly string[], right: readonly string[]): Int32Array[] {
  const table = Array.from({ length: left.length + 1 }, () => new Int32Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      table[i]![j] =
        left[i] === right[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
  return table
}

function walk(
  left: readonly string[],
  right: readonly string[],
  table: readonly Int32Array[],
  offset: number,
): Change[] {
  const changes: Change[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      i++
      j++
      continue
    }
    const [from, newFrom] = [i, j]
    while (
      (i < left.length || j < right.length) &&
      !(i < left.length && j < right.length && left[i] === right[j])
    ) {
      if (j >= right.length || (i < left.length && table[i + 1]![j]! >= table[i]![j + 1]!)) i++
      else j++
    }
    changes.push({ from: from + offset, to: i + offset, newFrom: newFrom + offset, newTo: j + offset })
  }
  return changes
}
