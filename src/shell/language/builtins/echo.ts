import { readEscapes } from '../../system/escapes.ts'
import type { Builtin } from './index.ts'
import { complain } from './usage.ts'

export const echo: Builtin = (shell, { words }) => {
  let escapes = shell.shopts.has('xpg_echo')
  let newline = '\n'
  let i = 1
  for (; /^-[neE]+$/.test(words[i] ?? ''); i++) {
    for (const letter of words[i]!.slice(1)) {
      if (letter === 'n') newline = ''
      else escapes = letter === 'e'
    }
  }
  const text = words.slice(i).join(' ')
  const { text: out, stop } = escapes ? readEscapes(text, 'echo') : { text, stop: false }
  if (shell.write(1, stop ? out : out + newline)) return 0
  return complain(shell, 'echo', 'write error: Bad file descriptor')
}
