import { parseSignal, SIGNALS } from '../../system/signals.ts'
import { singleQuote } from '../expansion/quote.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { complain, readOptions, usage } from './usage.ts'

const PSEUDO = ['EXIT', 'DEBUG', 'ERR', 'RETURN']

export const trap: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words[1] === '-' ? [words[0]!, '--', ...words.slice(1)] : words, 'lp')
  if (typeof options === 'number') return options
  const { given, rest } = options
  if (given.has('l')) return list(shell)
  if (given.has('p') || rest.length === 0) return print(shell, rest)
  const resets = rest.length === 1 || rest[0] === '-' || /^\d+$/.test(rest[0]!)
  const names = resets && rest[0] !== '-' ? rest : rest.slice(1)
  if (names.length === 0) return usage(shell, 'trap')
  let status = 0
  for (const given of names) {
    const name = nameOf(given)
    if (name) shell.traps.set(name, resets ? undefined : rest[0])
    else status = complain(shell, 'trap', `${given}: invalid signal specification`)
  }
  return status
}

function nameOf(given: string): string | undefined {
  const upper = given.toUpperCase().replace(/^SIG/, '')
  return PSEUDO.includes(upper) ? upper : parseSignal(given)
}

function list(shell: Shell): number {
  const names = SIGNALS.slice(1).map((name, i) => `${String(i + 1).padStart(2)}) SIG${name}`)
  for (let i = 0; i < names.length; i += 5) shell.write(1, `${names.slice(i, i + 5).join('\t')}\n`)
  return 0
}

/** In the order of signal numbers, the shell's own at the two ends. */
function print(shell: Shell, only: readonly string[]): number {
  const order = [...SIGNALS, 'DEBUG', 'ERR', 'RETURN']
  const wanted = only.map(nameOf)
  const set = shell.traps.listed()
  for (const name of order) {
    const command = set.get(name)
    if (command === undefined || (only.length > 0 && !wanted.includes(name))) continue
    shell.write(1, `trap -- ${singleQuote(command)} ${PSEUDO.includes(name) ? name : `SIG${name}`}\n`)
  }
  return 0
}
