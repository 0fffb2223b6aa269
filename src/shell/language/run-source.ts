import type { Wait } from '../process.ts'
import { DropLine, ExitShell } from './control.ts'
import { reportJobs } from './report.ts'
import { runStatements } from './run.ts'
import type { Shell } from './shell.ts'
import { Source } from './source.ts'
import { parseProgram, type SyntaxProblem } from './syntax.ts'

/** Runs a whole script. An error in an expansion ends the line; with `bash -c` it ends everything. */
export function* runScriptText(shell: Shell, text: string): Generator<Wait, void, void> {
  const source = new Source(text)
  const { statements, error } = parseProgram(source)
  shell.source = source
  for (let i = 0; i < statements.length; i++) {
    shell.reportLine = source.lineAt(statements[i]!.end)
    // The last command of bash -c takes the shell's place.
    const last = i === statements.length - 1 && !error && statements[i]!.command.type === 'Command'
    shell.tail = last && shell.started === 'c' && !statements[i]!.background && shell.parented
    try {
      yield* runStatements(shell, [statements[i]!])
    } catch (thrown) {
      if (!(thrown instanceof DropLine) || shell.started === 'c' || shell.started === 'is') throw thrown
      shell.status = thrown.status
      Object.assign(shell, { source, guarded: 0, loopDepth: 0 })
      const line = source.lineAt(statements[i]!.end)
      while (i + 1 < statements.length && source.lineAt(statements[i + 1]!.pos) === line) i++
    }
    reportJobs(shell)
  }
  if (error) {
    reportSyntaxError(shell, error, shell.started === 'c' ? '-c: ' : '')
    throw new ExitShell(error.status)
  }
}

function reportSyntaxError(shell: Shell, error: SyntaxProblem, where: string): void {
  const { line } = shell
  for (const message of error.messages) {
    if (shell.started === 'is') shell.complain(`${where}${message}`)
    else shell.write(2, `${shell.name}: ${where}line ${error.line}: ${message}\n`)
  }
  shell.line = line
  shell.status = error.status
}

/** eval, trap commands and sourced files: text in the shell as it is. `where` names the place in messages. */
export function* runText(
  shell: Shell,
  text: string,
  firstLine: number,
  where = '',
): Generator<Wait, void, void> {
  const { source } = shell
  const inner = new Source(text, firstLine)
  const { statements, error } = parseProgram(inner)
  shell.source = inner
  try {
    if (statements.length > 0) yield* runStatements(shell, statements)
    else if (!error) shell.status = 0
  } finally {
    shell.source = source
  }
  if (error) reportSyntaxError(shell, error, where)
}
