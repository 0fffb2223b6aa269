import type { Invocation } from '../command.ts'
import { BreakLoop, DropLine, ExitShell, ReturnFrom } from '../control.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { complain } from './usage.ts'

const success: Builtin = () => 0

function leaveLoop(shell: Shell, { words }: Invocation): number {
  const [name = '', count = '1'] = words
  if (shell.loopDepth === 0)
    return complain(shell, name, `only meaningful in a \`for', \`while', or \`until' loop`, 0)
  if (!/^[+-]?\d+$/.test(count)) {
    complain(shell, name, `${count}: numeric argument required`)
    throw new ExitShell(128)
  }
  if (words.length > 2) {
    complain(shell, name, 'too many arguments')
    throw new DropLine(1)
  }
  if (Number(count) < 1) {
    shell.status = complain(shell, name, `${count}: loop count out of range`)
    throw new BreakLoop('break', shell.loopDepth)
  }
  shell.status = 0
  throw new BreakLoop(name as 'break' | 'continue', Math.min(Number(count), shell.loopDepth))
}

/** The status for exit and return; undefined if the argument was refused. */
function statusArgument(shell: Shell, { words }: Invocation): number {
  const [name = '', ...args] = words[1] === '--' ? [words[0]!, ...words.slice(2)] : words
  const text = args[0]
  if (text === undefined) return shell.status
  if (!/^\s*[+-]?\d+\s*$/.test(text)) {
    complain(shell, name, `${text}: numeric argument required`)
    return 2
  }
  if (args.length > 1) {
    complain(shell, name, 'too many arguments')
    throw new DropLine(1)
  }
  return Number(BigInt.asUintN(8, BigInt(text.trim().replace('+', ''))))
}

export const flow: Readonly<Record<string, Builtin>> = {
  ':': success,
  true: success,
  false: () => 1,
  break: leaveLoop,
  continue: leaveLoop,
  exit: (shell, invocation) => {
    throw new ExitShell(statusArgument(shell, invocation))
  },
  return: (shell, invocation) => {
    if (shell.frames.length === 0)
      return complain(shell, 'return', "can only `return' from a function or sourced script", 2)
    throw new ReturnFrom(statusArgument(shell, invocation))
  },
}
