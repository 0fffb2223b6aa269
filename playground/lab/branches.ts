import type { Entry } from './script.ts'

/** A history: what was typed, and what the script offered next. */
export interface Branch {
  readonly entries: readonly Entry[]
  readonly offered: readonly Entry[]
  /** Virtual time that it had come to, if something was still at work. */
  readonly until?: number
}

/** Nothing that was typed is lost: a history that is left is kept, unless another one begins with all of it. */
export function keep(branches: readonly Branch[], left: Branch, current: Branch): readonly Branch[] {
  const others = branches.filter((branch) => !isBeginning(branch, left) && !isBeginning(branch, current))
  if (isBeginning(left, current) || others.some((branch) => isBeginning(left, branch))) return others
  return [...others, left]
}

/** Takes up a history again, and leaves the current one behind. */
export function swap(branches: readonly Branch[], index: number, current: Branch): readonly Branch[] {
  const taken = branches[index]
  if (!taken) return branches
  return keep(branches.toSpliced(index, 1), current, taken)
}

function isBeginning({ entries, until = Infinity }: Branch, of: Branch): boolean {
  // Of two that hold the same lines, the one that was cut earlier is the beginning.
  if (entries.length === of.entries.length && until > (of.until ?? Infinity)) return false
  return entries.every((entry, i) => isSame(entry, of.entries[i]))
}

/** When it was typed matters too: a cable pulled a moment later is another history. */
function isSame(a: Entry, b: Entry | undefined): boolean {
  return b !== undefined && a.place === b.place && a.text === b.text && a.at === b.at && a.stopAt === b.stopAt
}
