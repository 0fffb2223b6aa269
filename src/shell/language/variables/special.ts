import { MICROSECOND, SECOND } from '../../system/clock.ts'
import type { Shell } from '../shell.ts'
import { Random } from './random.ts'
import type { Dynamic } from './variables.ts'

/** Variables that the shell makes on reading. `unset` takes their meaning away. */
export function dynamicVariables(shell: Shell): Map<string, Dynamic> {
  const seconds = () => Math.floor((shell.system.now() - shell.secondsBase) / SECOND)
  return new Map<string, Dynamic>([
    ['RANDOM', { get: () => String(shell.random.next()), set: (text) => reseed(shell, text) }],
    ['SRANDOM', { get: () => String(shell.random.next() * 32768 + shell.random.next()) }],
    [
      'SECONDS',
      {
        get: () => String(seconds()),
        set: (text) => restartSeconds(shell, text),
      },
    ],
    ['LINENO', { get: () => String(shell.line), set: () => {} }],
    ['BASHPID', { get: () => String(shell.pid), set: () => {} }],
    ['BASH_SUBSHELL', { get: () => String(shell.subshellDepth), set: () => {} }],
    ['EPOCHSECONDS', { get: () => String(Math.floor(shell.system.now() / SECOND)), set: () => {} }],
    ['EPOCHREALTIME', { get: () => epochRealtime(shell.system.now()), set: () => {} }],
  ])
}

function reseed(shell: Shell, text: string): void {
  Object.assign(shell, { random: new Random(Number.parseInt(text, 10) || 0) })
}

function epochRealtime(now: number): string {
  const micros = Math.floor((now % SECOND) / MICROSECOND)
  return `${Math.floor(now / SECOND)}.${String(micros).padStart(6, '0')}`
}

function restartSeconds(shell: Shell, text: string): void {
  shell.secondsBase = shell.system.now() - (Number.parseInt(text, 10) || 0) * SECOND
}
