import type { Shell } from '../shell.ts'
import { AssignmentRefused, assignText } from '../variables/assign.ts'
import { formatAll } from './format.ts'
import type { Builtin } from './index.ts'
import { complain, readOptions, usage } from './usage.ts'

export const printf: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'v:')
  if (typeof options === 'number') return options
  const [format, ...args] = options.rest
  if (format === undefined) return usage(shell, 'printf')
  const name = options.given.get('v')
  if (name !== undefined && !/^[A-Za-z_]\w*(\[.+\])?$/s.test(name))
    return complain(shell, 'printf', `\`${name}': not a valid identifier`, 2)
  const problems: string[] = []
  const text = formatAll(format, args, {
    now: shell.system.now(),
    complain: (message) => void problems.push(message),
  })
  for (const message of problems) complain(shell, 'printf', message)
  const status = problems.some((message) => !message.startsWith('warning')) ? 1 : 0
  if (name !== undefined) return store(shell, name, text) || status
  if (!shell.write(1, text)) return complain(shell, 'printf', 'write error: Bad file descriptor')
  return status
}

function store(shell: Shell, name: string, text: string): number {
  const element = /^(\w+)\[(.*)\]$/s.exec(name)
  try {
    assignText(shell, { name: element?.[1] ?? name, subscript: element?.[2], append: false }, text)
    return 0
  } catch (error) {
    if (!(error instanceof AssignmentRefused)) throw error
    shell.complain(error.message)
    return 1
  }
}
