import { FileFailure, type Process } from '../process.ts'
import { directoryName, resolvePath } from '../system/files/path.ts'
import { quote } from '../system/locale.ts'
import { writeAll } from '../system/streams.ts'
import { misuse, reasonOf, type ToolSyntax, tool } from '../system/tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'mkdir',
  short: 'm:pv',
  long: { 'mode=': 'm', parents: 'p', verbose: 'v' },
}

export const mkdir = tool(SYNTAX, function* (process, { options, operands }) {
  if (operands.length === 0) throw misuse(SYNTAX, 'missing operand')
  let status = 0
  for (const operand of operands) {
    const path = resolvePath(process.cwd, operand)
    try {
      if (options.has('p')) makeParents(process, path)
      else process.system.files.makeDirectory(path, process.place)
      if (options.has('m'))
        process.system.files.setMode(path, Number.parseInt(options.get('m')!, 8), process.place)
      if (options.has('v'))
        yield* writeAll(process.stdout, `mkdir: created directory ${quote(process, operand)}\n`)
    } catch (error) {
      const reason = reasonOf(error)
      yield* writeAll(
        process.stderr,
        `mkdir: cannot create directory ${quote(process, operand)}: ${reason}\n`,
      )
      status = 1
    }
  }
  return status
})

function makeParents(process: Process, path: string): void {
  const kind = process.system.files.kind(path, process.place)
  if (kind === 'directory') return
  if (kind !== undefined) throw new FileFailure('EEXIST', path)
  makeParents(process, directoryName(path))
  process.system.files.makeDirectory(path, process.place)
}
