import type { Wait } from '../process.ts'
import { runText } from './run-source.ts'
import type { Shell } from './shell.ts'

/** Runs the commands of `trap`s; `$?` is afterwards what it was before. */
export function* runTrap(shell: Shell, name: string): Generator<Wait, void, void> {
  const command = shell.traps.commands.get(name)
  if (!command) return
  const { status, line, source, pipeStatus, inTrap } = shell
  shell.inTrap = true
  try {
    yield* runText(shell, command, line)
  } finally {
    shell.inTrap = inTrap
  }
  Object.assign(shell, { status, line, source, pipeStatus })
}

/** Signals that came while a command ran. */
export function* runPendingTraps(shell: Shell): Generator<Wait, void, void> {
  for (let signal = shell.traps.pending.shift(); signal; signal = shell.traps.pending.shift())
    yield* runTrap(shell, signal)
}

/** Runs once, and not again for an `exit` inside it. */
export function* runExitTrap(shell: Shell): Generator<Wait, void, void> {
  const command = shell.traps.commands.get('EXIT')
  shell.traps.commands.delete('EXIT')
  if (!command) return
  const { status } = shell
  yield* runText(shell, command, 1)
  shell.status = status
}
