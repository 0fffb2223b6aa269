import { quote } from '../system/locale.ts'
import { writeAll } from '../system/streams.ts'
import { misuse, type ToolSyntax, tool } from '../system/tool.ts'

/** basename and dirname. */

const BASENAME: ToolSyntax = {
  name: 'basename',
  short: 'as:z',
  long: { multiple: 'a', 'suffix=': 's', zero: 'z' },
}
const DIRNAME: ToolSyntax = { name: 'dirname', short: 'z', long: { zero: 'z' } }

export const basename = tool(BASENAME, function* (process, { options, operands }) {
  if (operands.length === 0) throw misuse(BASENAME, 'missing operand')
  const many = options.has('a') || options.has('s')
  if (!many && operands.length > 2) throw misuse(BASENAME, `extra operand ${quote(process, operands[2]!)}`)
  const suffix = options.get('s') ?? (many ? '' : (operands[1] ?? ''))
  for (const operand of many ? operands : operands.slice(0, 1))
    yield* writeAll(process.stdout, `${withoutSuffix(last(operand), suffix)}\n`)
  return 0
})

function last(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' && path !== '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

function withoutSuffix(name: string, suffix: string): string {
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
}

export const dirname = tool(DIRNAME, function* (process, { operands }) {
  if (operands.length === 0) throw misuse(DIRNAME, 'missing operand')
  for (const operand of operands) yield* writeAll(process.stdout, `${parent(operand)}\n`)
  return 0
})

function parent(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  if (trimmed === '') return path === '' ? '.' : '/'
  const slash = trimmed.lastIndexOf('/')
  return slash < 0 ? '.' : trimmed.slice(0, slash).replace(/\/+$/, '') || '/'
}
