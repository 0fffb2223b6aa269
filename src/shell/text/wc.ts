import { decode } from '../system/bytes.ts'
import { resolvePath } from '../system/files/path.ts'
import { readAll, writeAll } from '../system/streams.ts'
import { openOperand, reasonOf, type ToolSyntax, tool } from '../system/tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'wc',
  short: 'clLmw',
  long: { bytes: 'c', lines: 'l', chars: 'm', words: 'w', 'max-line-length': 'L' },
}

/** In the order in which they are printed. */
const COLUMNS = ['l', 'w', 'm', 'c', 'L'] as const
type Counts = Readonly<Record<(typeof COLUMNS)[number], number>>

export const wc = tool(SYNTAX, function* (process, { options, operands }) {
  const columns =
    options.size > 0 ? COLUMNS.filter((column) => options.has(column)) : (['l', 'w', 'c'] as const)
  const rows: { counts: Counts; name: string }[] = []
  let status = 0
  let size = 0
  let irregular = false
  const errors: { at: number; text: string }[] = []
  for (const file of operands.length > 0 ? operands : ['-']) {
    try {
      const bytes = yield* readAll(openOperand(process, file))
      rows.push({ counts: count(bytes), name: operands.length > 0 ? ` ${file}` : '' })
      const kind =
        file === '-' ? undefined : process.system.files.kind(resolvePath(process.cwd, file), process.place)
      if (kind === 'file') size += bytes.length
      else irregular = true
    } catch (error) {
      const reason = reasonOf(error)
      yield* writeAll(process.stderr, `wc: ${file}: ${reason}\n`)
      // A directory can be opened, so it has a row of its own.
      if (reason === 'Is a directory') rows.push({ counts: count(''), name: ` ${file}` })
      if (reason === 'Is a directory') irregular = true
      status = 1
    }
  }
  if (operands.length > 1) rows.push({ counts: total(rows.map((row) => row.counts)), name: ' total' })
  // With one number to print there is nothing to line up; else the files' sizes tell how wide a number may be.
  const single = columns.length === 1 && operands.length <= 1
  const width = single ? 1 : irregular ? 7 : String(size).length
  for (const { counts, name } of rows) {
    const numbers = columns.map((column) => String(counts[column]).padStart(width))
    yield* writeAll(process.stdout, `${numbers.join(' ')}${name}\n`)
  }
  return errors.length > 0 ? 1 : status
})

function count(bytes: string): Counts {
  const lines = bytes.split('\n')
  return {
    l: lines.length - 1,
    w: bytes.match(/[^ \t\n\v\f\r]+/g)?.length ?? 0,
    m: [...decode(bytes)].length,
    c: bytes.length,
    L: Math.max(...lines.map((line) => [...decode(line)].length)),
  }
}

function total(all: readonly Counts[]): Counts {
  const sum = (column: keyof Counts) => all.reduce((value, counts) => value + counts[column], 0)
  return {
    l: sum('l'),
    w: sum('w'),
    m: sum('m'),
    c: sum('c'),
    L: Math.max(0, ...all.map((counts) => counts.L)),
  }
}
