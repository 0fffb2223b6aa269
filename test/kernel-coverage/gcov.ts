import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

/** What of one function was run. */
export interface FunctionCoverage {
  readonly name: string
  readonly lines: number
  readonly reached: number
  readonly branches: number
  readonly taken: number
  /** Numbers of lines that were never run. */
  readonly unreached: readonly number[]
}

interface GcovLine {
  readonly line_number: number
  readonly function_name?: string
  readonly count: number
  readonly branches: readonly { readonly count: number }[]
}

interface GcovFile {
  readonly file: string
  readonly functions: readonly {
    readonly name: string
    readonly start_line: number
    readonly end_line: number
  }[]
  readonly lines: readonly GcovLine[]
}

const SOURCE = 'drivers/net/macvlan.c'

/** Reads the counters that a kernel left, with the notes that its compiler left beside the object file. */
export function readCounters(tree: string, counters: string): readonly FunctionCoverage[] {
  const place = join(tree, 'drivers/net')
  copyFileSync(counters, join(place, 'macvlan.gcda'))
  const text = execFileSync('gcov', ['--json-format', '--stdout', '--branch-probabilities', 'macvlan.gcda'], {
    cwd: place,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const { files } = JSON.parse(text) as { files: readonly GcovFile[] }
  const file = files.find(({ file }) => file.endsWith(SOURCE))
  if (file === undefined) throw new Error(`gcov says nothing of ${SOURCE}`)
  return byFunction(file)
}

/** A function that is inlined in several places has its lines several times: once is enough. */
function byFunction({ functions, lines }: GcovFile): readonly FunctionCoverage[] {
  return functions
    .toSorted((a, b) => a.start_line - b.start_line)
    .map(({ name, start_line, end_line }) => {
      const mine = lines.filter((line) => line.line_number >= start_line && line.line_number <= end_line)
      const numbers = [...new Set(mine.map((line) => line.line_number))].sort((a, b) => a - b)
      const run = new Set(mine.filter(({ count }) => count > 0).map((line) => line.line_number))
      const branches = mine.flatMap((line) => line.branches)
      return {
        name,
        lines: numbers.length,
        reached: run.size,
        branches: branches.length,
        taken: branches.filter(({ count }) => count > 0).length,
        unreached: numbers.filter((number) => !run.has(number)),
      }
    })
}
