import type { Wait } from '../process.ts'
import { traceQuote } from './expansion/quote.ts'
import { expandQuotedText } from './expansion/word.ts'
import type { Shell } from './shell.ts'

/** set -x: one line, with as many + as the command is deep in substitutions. */
export function* traceLine(shell: Shell, text: string): Generator<Wait, void, void> {
  const ps4 = shell.variables.get('PS4') ?? '+ '
  const prefix = ps4 === '+ ' ? ps4 : yield* expandQuotedText(shell, ps4)
  const first = [...prefix][0] ?? ''
  shell.write(2, `${first.repeat(shell.traceDepth)}${prefix.slice(first.length)}${text}\n`)
}

export function traceWords(words: readonly string[]): string {
  return words.map(traceQuote).join(' ')
}
