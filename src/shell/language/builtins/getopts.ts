import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { complain, usage } from './usage.ts'

/** Where in a word of several letters each shell is. */
const inside = new WeakMap<Shell, { index: number; at: number }>()

export const getopts: Builtin = (shell, { words }) => {
  const [, letters, name, ...given] = words
  if (letters === undefined || name === undefined) return usage(shell, 'getopts')
  if (!/^[A-Za-z_]\w*$/.test(name)) return complain(shell, 'getopts', `\`${name}': not a valid identifier`)
  const args = given.length > 0 ? given : shell.positional
  const index = Number(shell.variables.get('OPTIND')) || 1
  const known = inside.get(shell)
  const at = known?.index === index ? known.at : 1
  const word = args[index - 1]
  if (word === undefined || !/^-./.test(word) || (word === '--' && at === 1))
    return finish(shell, name, word === '--' ? index + 1 : index)
  return takeOne(shell, { letters, name, args, index, at, word })
}

function finish(shell: Shell, name: string, index: number): number {
  shell.variables.set('OPTIND', String(index))
  shell.variables.set(name, '?')
  shell.variables.unset('OPTARG')
  return 1
}

interface State {
  readonly letters: string
  readonly name: string
  readonly args: readonly string[]
  readonly index: number
  readonly at: number
  readonly word: string
}

function takeOne(shell: Shell, { letters, name, args, index, at, word }: State): number {
  const letter = word[at]!
  const silent = letters.startsWith(':')
  const more = at + 1 < word.length
  const next = (position: number, inWord: boolean) => {
    shell.variables.set('OPTIND', String(position))
    inside.set(shell, { index: position, at: inWord ? at + 1 : 1 })
  }
  const known = letter === ':' ? -1 : letters.indexOf(letter)
  if (known < 0) {
    next(more ? index : index + 1, more)
    return refuse(shell, name, silent, letter, '?', 'illegal option')
  }
  if (letters[known + 1] !== ':') {
    next(more ? index : index + 1, more)
    shell.variables.unset('OPTARG')
    shell.variables.set(name, letter)
    return 0
  }
  const value = more ? word.slice(at + 1) : args[index]
  next(more ? index + 1 : index + 2, false)
  if (value === undefined) {
    next(index + 1, false)
    return refuse(shell, name, silent, letter, silent ? ':' : '?', 'option requires an argument')
  }
  shell.variables.set('OPTARG', value)
  shell.variables.set(name, letter)
  return 0
}

function refuse(
  shell: Shell,
  name: string,
  silent: boolean,
  letter: string,
  result: string,
  message: string,
): number {
  shell.variables.set(name, result)
  if (silent) shell.variables.set('OPTARG', letter)
  else {
    shell.variables.unset('OPTARG')
    if (shell.variables.get('OPTERR') !== '0') shell.write(2, `${shell.name}: ${message} -- ${letter}\n`)
  }
  return 0
}
