import type { Wait } from '../process.ts'
import { Signal } from '../process.ts'
import { signalStatus } from '../system/signals.ts'
import type { Task } from '../system/task.ts'
import { BreakLoop, DropLine, ExitShell, ReturnFrom } from './control.ts'
import { runExitTrap } from './run-traps.ts'
import type { Shell } from './shell.ts'

export type ShellBody = (shell: Shell) => Generator<Wait, void, void>

/** Starts a shell process that runs `body` and ends with the shell's status. It owns the shell's descriptors. */
export function startShell(shell: Shell, parent: number, body: ShellBody): Task {
  return shell.system.start({
    parent,
    held: [],
    ignored: new Set(),
    cleanup: () => shell.descriptors.closeAll(),
    body(task) {
      Object.assign(shell, { task, mainPid: shell.mainPid || task.pid })
      task.receive = (signal) => shell.traps.receive(signal)
      return runShell(shell, body)
    },
  })
}

function* runShell(shell: Shell, body: ShellBody): Generator<Wait, number, void> {
  try {
    yield* untilExit(shell, body(shell))
    yield* untilExit(shell, runExitTrap(shell))
    return shell.status
  } catch (error) {
    if (!(error instanceof Signal) || error.signal === 'KILL') throw error
    shell.status = signalStatus(error.signal)
    yield* untilExit(shell, runExitTrap(shell))
    throw error
  }
}

/** Runs, and takes every way in which a shell's work can end. */
export function* untilExit(shell: Shell, work: Generator<Wait, void, void>): Generator<Wait, void, void> {
  try {
    yield* work
  } catch (error) {
    if (error instanceof ExitShell || error instanceof ReturnFrom || error instanceof DropLine)
      shell.status = error.status
    else if (!(error instanceof BreakLoop)) throw error
  }
}
