import type { Process } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { quote } from '../system/locale.ts'
import { writeAll } from '../system/streams.ts'
import { misuse, type ToolSyntax, tool } from '../system/tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'seq',
  short: 'f:s:w',
  long: { 'format=': 'f', 'separator=': 's', 'equal-width': 'w' },
  operandsEndOptions: true,
}

/** Numbers are written one by one, so that `seq 1000000 | head -1` ends at once. */
export const seq = tool(SYNTAX, function* (process, { options, operands }) {
  if (operands.length === 0) throw misuse(SYNTAX, 'missing operand')
  if (operands.length > 3) throw misuse(SYNTAX, `extra operand ${quote(process, operands[3]!)}`)
  const numbers = operands.map((operand) => parse(process, operand))
  const last = numbers.at(-1)!
  const first = numbers.length > 1 ? numbers[0]! : 1
  const step = numbers.length > 2 ? numbers[1]! : 1
  if (step === 0) throw misuse(SYNTAX, `invalid Zero increment value: ${quote(process, operands[1]!)}`)
  const digits = Math.max(...operands.slice(0, Math.max(1, operands.length - 1)).map(decimals), 0)
  const precision = operands.length === 1 ? 0 : digits
  const count = Math.floor((last - first) / step + 1e-10) + 1
  const show = shape(options, precision, [first, first + (count - 1) * step])
  const separator = encode(options.get('s') ?? '\n')
  let block = ''
  for (let i = 0; i < count; i++) {
    block += (i > 0 ? separator : '') + show(first + i * step)
    if (block.length < 4096) continue
    yield* writeAll(process.stdout, block)
    block = ''
  }
  if (count > 0) yield* writeAll(process.stdout, `${block}\n`)
  return 0
})

function parse(process: Process, text: string): number {
  const value = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(value)) throw misuse(SYNTAX, `invalid floating point argument: ${quote(process, text)}`)
  return value
}

function decimals(text: string): number {
  return /\.(\d*)/.exec(text)?.[1]?.length ?? 0
}

function shape(options: ReadonlyMap<string, string>, precision: number, ends: readonly number[]) {
  const format = options.get('f')
  const found = format === undefined ? null : /^(.*?)%([-+ 0]*)(\d*)(?:\.(\d+))?([efg])(.*)$/s.exec(format)
  if (found) {
    const [, before = '', flags = '', width = '', digits, conversion, after = ''] = found
    return (value: number) => {
      const text = conversion === 'g' ? String(value) : value.toFixed(Number(digits ?? 6))
      const fill = flags.includes('0') ? '0' : ' '
      const padded = flags.includes('-') ? text.padEnd(Number(width)) : text.padStart(Number(width), fill)
      return encode(before + padded + after)
    }
  }
  const width = options.has('w') ? Math.max(...ends.map((end) => end.toFixed(precision).length)) : 0
  return (value: number) => {
    const text = Math.abs(value).toFixed(precision)
    return value < 0 ? `-${text.padStart(width - 1, '0')}` : text.padStart(width, '0')
  }
}
