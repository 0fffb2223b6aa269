import type { Statement } from 'unbash'
import type { Child } from '../process.ts'
import { nullStream } from '../system/streams.ts'
import { startPipeline } from './pipeline.ts'
import { printCommand } from './print-command.ts'
import { runCommand, runNode } from './run.ts'
import type { Shell } from './shell.ts'
import { startShell } from './subshell.ts'

/** `command &`. The shell goes on at once. */
export function startBackground(shell: Shell, statement: Statement): void {
  const { command } = statement
  shell.line = shell.source.lineAt(statement.pos)
  const parts = command.type === 'Pipeline' ? command.commands : [command]
  const texts = parts.map((part) => printCommand(shell.source, part))
  const processes =
    command.type === 'Pipeline' && command.prefixes.length === 0
      ? startPipeline(shell, command, prepare)
      : [startOne(shell, statement)]
  shell.jobs.add(processes, processes.length > 1 ? texts : [texts.join(' | ')])
  shell.lastBackground = processes.at(-1)!.pid
  shell.status = 0
}

/** Without job control a background command ignores the keyboard's signals and reads nothing from it. */
function prepare(child: Shell, first: boolean): void {
  child.traps.commands.set('INT', '')
  child.traps.commands.set('QUIT', '')
  if (first && !child.inputGiven) child.descriptors.set(0, nullStream)
}

function startOne(shell: Shell, { command }: Statement): Child {
  const child = shell.fork()
  child.loopDepth = 0
  child.guarded = 0
  prepare(child, true)
  child.tail = command.type === 'Command'
  return startShell(child, shell.pid, (inner) =>
    command.type === 'AndOr' || command.type === 'Pipeline'
      ? runCommand(inner, command)
      : runNode(inner, command),
  )
}
