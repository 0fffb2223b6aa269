import type { Wait } from '../process.ts'
import { resolvePath } from '../system/files/path.ts'
import { quote } from '../system/locale.ts'
import { writeAll } from '../system/streams.ts'
import { misuse, openOperand, reasonOf, ToolFailure, type ToolSyntax, tool } from '../system/tool.ts'
import { BlockWriter, eachLine } from './lines.ts'

const SYNTAX: ToolSyntax = {
  name: 'uniq',
  short: 'cdDf:is:uw:z',
  long: {
    count: 'c',
    repeated: 'd',
    'all-repeated': 'D',
    'skip-fields=': 'f',
    'ignore-case': 'i',
    'skip-chars=': 's',
    unique: 'u',
    'check-chars=': 'w',
    'zero-terminated': 'z',
  },
}

export const uniq = tool(SYNTAX, function* (process, { options, operands }) {
  const [file = '-', target, extra] = operands
  if (extra !== undefined) throw misuse(SYNTAX, `extra operand ${quote(process, extra)}`)
  const end = options.has('z') ? '\0' : '\n'
  const writer = new BlockWriter(process)
  let collected = ''
  let previous: string | undefined
  let lines: string[] = []
  const emit = () => {
    if (previous === undefined) return
    const repeated = lines.length > 1
    if ((options.has('d') && !repeated) || (options.has('u') && repeated) || (options.has('D') && !repeated))
      return
    const shown = options.has('D') ? lines : lines.slice(0, 1)
    const prefix = options.has('c') ? `${String(lines.length).padStart(7)} ` : ''
    const text = shown.map((line) => prefix + line + end).join('')
    if (target === undefined) writer.add(text)
    else collected += text
  }
  const take = (line: string) => {
    const key = keyOf(line, options)
    if (key !== previous) {
      emit()
      lines = []
    }
    previous = key
    lines.push(line)
    return true
  }
  try {
    yield* eachLine(openOperand(process, file), take, () => writer.flush(), end)
  } catch (error) {
    throw new ToolFailure(`uniq: ${file}: ${reasonOf(error)}\n`)
  }
  emit()
  yield* finish()
  return 0

  function* finish(): Generator<Wait, void, void> {
    yield* writer.flush(true)
    if (target === '-') yield* writeAll(process.stdout, collected)
    else if (target !== undefined)
      process.system.files.write(resolvePath(process.cwd, target), collected, process.place, 'truncate')
  }
})

function keyOf(line: string, options: ReadonlyMap<string, string>): string {
  let key = line
  for (let skip = Number(options.get('f') ?? 0); skip > 0; skip--) key = key.replace(/^[ \t]*[^ \t]*/, '')
  key = key.slice(Number(options.get('s') ?? 0))
  if (options.has('w')) key = key.slice(0, Number(options.get('w')))
  return options.has('i') ? key.toLowerCase() : key
}
