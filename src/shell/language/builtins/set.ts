import { OPTION_LETTERS, OPTION_NAMES, SHOPT_NAMES } from '../options.ts'
import type { Shell } from '../shell.ts'
import { describeForSet } from '../variables/describe.ts'
import { isSet } from '../variables/variable.ts'
import type { Builtin } from './index.ts'
import { complain, invalidOption, readOptions, usage } from './usage.ts'

const BY_LETTER: ReadonlyMap<string, string> = new Map(
  Object.entries(OPTION_LETTERS).map(([name, letter]) => [letter, name]),
)

export const set: Builtin = (shell, { words }) => {
  if (words.length === 1) return printVariables(shell)
  return setOptions(shell, words.slice(1), true)
}

function printVariables(shell: Shell): number {
  for (const [name, variable] of shell.variables.visible())
    if (isSet(variable)) shell.write(1, `${describeForSet(name, variable)}\n`)
  return 0
}

/** Options of set, and of the shell's own command line; the rest become positional parameters if `positional`. */
export function setOptions(shell: Shell, args: readonly string[], positional = false): number {
  let i = 0
  for (; i < args.length; i++) {
    const word = args[i]!
    if (word === '--' || word === '-') {
      i++
      if (positional && (word === '--' || i < args.length)) shell.positional = args.slice(i)
      return 0
    }
    if (!/^[-+]./.test(word)) break
    const on = word[0] === '-'
    for (const letter of word.slice(1)) {
      if (letter !== 'o') {
        const name = BY_LETTER.get(letter)
        if (!name) return invalidOption(shell, 'set', word[0] + letter)
        turn(shell, name, on)
        continue
      }
      const name = args[i + 1]
      if (name === undefined || /^[-+]/.test(name)) {
        listOptions(shell, on)
        continue
      }
      i++
      if (!OPTION_NAMES.includes(name)) return complain(shell, 'set', `${name}: invalid option name`, 2)
      turn(shell, name, on)
    }
  }
  if (positional && i < args.length) shell.positional = args.slice(i)
  return 0
}

function turn(shell: Shell, name: string, on: boolean): void {
  if (on) shell.options.add(name)
  else shell.options.delete(name)
}

function listOptions(shell: Shell, table: boolean): void {
  for (const name of OPTION_NAMES) {
    const on = shell.has(name)
    shell.write(1, table ? `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n` : `set ${on ? '-' : '+'}o ${name}\n`)
  }
}

export const shopt: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'pqsuo')
  if (typeof options === 'number') return options
  const { given, rest } = options
  if (given.has('s') && given.has('u')) return usage(shell, 'shopt')
  const known = given.has('o') ? OPTION_NAMES : SHOPT_NAMES
  const store = given.has('o') ? shell.options : shell.shopts
  const unknown = rest.find((name) => !known.includes(name))
  if (unknown) return complain(shell, 'shopt', `${unknown}: invalid shell option name`)
  if (rest.length > 0 && given.has('s')) for (const name of rest) store.add(name)
  else if (rest.length > 0 && given.has('u')) for (const name of rest) store.delete(name)
  else return show(shell, known, store, rest, given)
  return 0
}

function show(
  shell: Shell,
  known: readonly string[],
  store: ReadonlySet<string>,
  names: readonly string[],
  given: ReadonlyMap<string, string>,
): number {
  const wanted = (name: string) =>
    names.length > 0
      ? names.includes(name)
      : !(given.has('s') && !store.has(name)) && !(given.has('u') && store.has(name))
  for (const name of known.filter(wanted)) {
    if (given.has('q')) continue
    const on = store.has(name)
    if (!given.has('p')) shell.write(1, `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`)
    else
      shell.write(
        1,
        given.has('o') ? `set ${on ? '-' : '+'}o ${name}\n` : `shopt -${on ? 's' : 'u'} ${name}\n`,
      )
  }
  return names.every((name) => store.has(name)) ? 0 : 1
}
