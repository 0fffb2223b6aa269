import { readEscapes } from '../system/escapes.ts'
import { writeAll } from '../system/streams.ts'
import { type ToolSyntax, tool } from '../system/tool.ts'
import { allLines } from './lines.ts'

const SYNTAX: ToolSyntax = {
  name: 'paste',
  short: 'd:sz',
  long: { 'delimiters=': 'd', serial: 's', 'zero-terminated': 'z' },
}

export const paste = tool(SYNTAX, function* (process, { options, operands }) {
  const files = operands.length > 0 ? operands : ['-']
  const end = options.has('z') ? '\0' : '\n'
  const delimiters = [...readEscapes(options.get('d') ?? '\t', 'format').text]
  const columns: string[][] = []
  let status = 0
  for (const file of files) {
    const read = yield* allLines(process, 'paste', [file], end)
    columns.push(read.lines)
    status = read.status || status
  }
  // Several `-` take lines of the one standard input in turn.
  const shared = files.filter((file) => file === '-').length
  if (shared > 1 && !options.has('s')) deal(files, columns, shared)
  const rows = options.has('s') ? columns : transpose(columns)
  const text = rows.map((row) => join(row, delimiters) + end).join('')
  yield* writeAll(process.stdout, text)
  return status
})

function deal(files: readonly string[], columns: string[][], shared: number): void {
  const at = files.flatMap((file, i) => (file === '-' ? [i] : []))
  const lines = columns[at[0]!]!
  for (const [turn, i] of at.entries()) columns[i] = lines.filter((_, n) => n % shared === turn)
}

function transpose(columns: readonly (readonly string[])[]): string[][] {
  const height = Math.max(0, ...columns.map((column) => column.length))
  return Array.from({ length: height }, (_, i) => columns.map((column) => column[i] ?? ''))
}

function join(row: readonly string[], delimiters: readonly string[]): string {
  return row.reduce(
    (text, cell, i) => (i === 0 ? cell : text + (delimiters[(i - 1) % delimiters.length] ?? '') + cell),
    '',
  )
}
