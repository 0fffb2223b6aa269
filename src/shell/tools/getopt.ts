/** glibc's getopt_long: options may stand after operands, `--` ends them, long names may be shortened. */

export type Parsed =
  /** `value` is there if the option takes one. */
  | { readonly kind: 'option'; readonly name: string; readonly value: string | undefined }
  | { readonly kind: 'operand'; readonly text: string }
  /** What getopt prints on stderr; the program gets '?' and goes on or gives up. */
  | { readonly kind: 'error'; readonly message: string; readonly letter: string }

export interface LongOption {
  readonly name: string
  /** `attached`: only as `--name=VALUE`. */
  readonly takesValue?: boolean | 'attached'
  /** The short option that it stands for; its own name if there is none. */
  readonly short?: string
}

/**
 * Every option and operand in the order in which the program meets them: options first, in order, then operands.
 * `letters` is as in C: `ab:c::` takes `-a`, `-b VALUE`, and `-cVALUE` or `-c`.
 */
export function getopt(
  argv: readonly string[],
  letters: string,
  long: readonly LongOption[] = [],
): readonly Parsed[] {
  const [command = ''] = argv
  const options: Parsed[] = []
  const operands: Parsed[] = []
  const words = argv.slice(1)
  while (words.length > 0) {
    const word = words.shift()!
    if (word === '--') {
      operands.push(...words.splice(0).map(operand))
    } else if (word.startsWith('--') && long.length > 0) {
      options.push(longOption(command, word.slice(2), words, long))
    } else if (word.startsWith('-') && word !== '-') {
      options.push(...cluster(command, word.slice(1), words, letters))
    } else operands.push(operand(word))
  }
  return [...options, ...operands]
}

function operand(text: string): Parsed {
  return { kind: 'operand', text }
}

/** `-nve`, `-c3`, `-c 3`. */
function cluster(command: string, word: string, words: string[], letters: string): Parsed[] {
  const found: Parsed[] = []
  for (let rest = word; rest !== ''; ) {
    const letter = rest[0]!
    rest = rest.slice(1)
    const at = letter === ':' || letter === '-' ? -1 : letters.indexOf(letter)
    if (at < 0) {
      const message = `${command}: invalid option -- '${letter}'\n`
      found.push({ kind: 'error', message, letter })
    } else if (letters[at + 1] !== ':') {
      found.push({ kind: 'option', name: letter, value: undefined })
    } else {
      const attached = rest === '' ? undefined : rest
      const optional = letters[at + 2] === ':'
      if (optional) found.push({ kind: 'option', name: letter, value: attached })
      else found.push(withValue(command, letter, attached ?? words.shift()))
      rest = ''
    }
  }
  return found
}

function withValue(command: string, letter: string, value: string | undefined): Parsed {
  if (value !== undefined) return { kind: 'option', name: letter, value }
  return { kind: 'error', message: `${command}: option requires an argument -- '${letter}'\n`, letter }
}

function longOption(command: string, word: string, words: string[], long: readonly LongOption[]): Parsed {
  const [name = '', ...rest] = word.split('=')
  const attached = rest.length > 0 ? rest.join('=') : undefined
  const error = (text: string): Parsed => ({ kind: 'error', message: `${command}: ${text}\n`, letter: '' })
  const candidates = long.filter((each) => each.name.startsWith(name))
  const exact =
    candidates.find((each) => each.name === name) ?? (candidates.length === 1 ? candidates[0] : undefined)
  if (!exact) {
    if (candidates.length === 0) return error(`unrecognized option '--${name}'`)
    const possible = candidates.map((each) => ` '--${each.name}'`).join('')
    return error(`option '--${name}' is ambiguous; possibilities:${possible}`)
  }
  if (!exact.takesValue) {
    if (attached !== undefined) return error(`option '--${exact.name}' doesn't allow an argument`)
    return { kind: 'option', name: exact.short ?? exact.name, value: undefined }
  }
  if (exact.takesValue === 'attached')
    return { kind: 'option', name: exact.short ?? exact.name, value: attached }
  const value = attached ?? words.shift()
  if (value === undefined) return error(`option '--${exact.name}' requires an argument`)
  return { kind: 'option', name: exact.short ?? exact.name, value }
}
