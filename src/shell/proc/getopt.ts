/** How getopt_long reads a command line: short options in bundles, long ones shortened, operands anywhere. */
export interface Grammar {
  /** Letters; `:` after one that takes an argument, `::` after one that takes it only if it is attached. */
  readonly short: string
  /** Long names, with the letter that each stands for. */
  readonly long: Readonly<Record<string, string>>
}

export interface Parsed {
  readonly options: readonly (readonly [letter: string, argument: string])[]
  readonly operands: readonly string[]
  /** What getopt complains of, without the program's name; the rest is then not read. */
  readonly complaint: string | undefined
}

interface State {
  readonly options: (readonly [string, string])[]
  readonly operands: string[]
  readonly rest: string[]
}

export function getopt(words: readonly string[], grammar: Grammar): Parsed {
  const state: State = { options: [], operands: [], rest: [...words] }
  for (let word = state.rest.shift(); word !== undefined; word = state.rest.shift()) {
    if (word === '--') break
    const complaint = word.startsWith('--')
      ? readLong(state, grammar, word.slice(2))
      : word.startsWith('-') && word !== '-'
        ? readShort(state, grammar, word.slice(1))
        : void state.operands.push(word)
    if (complaint !== undefined) return { ...state, complaint }
  }
  return { options: state.options, operands: [...state.operands, ...state.rest], complaint: undefined }
}

/** '': no argument, ':' one, '::' one if attached; undefined: no such option. */
function argumentOf({ short }: Grammar, letter: string): string | undefined {
  const at = letter === ':' ? -1 : short.indexOf(letter)
  return at < 0 ? undefined : /^:*/.exec(short.slice(at + 1))![0]
}

function readShort(state: State, grammar: Grammar, letters: string): string | undefined {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!
    const wants = argumentOf(grammar, letter)
    if (wants === undefined) return `invalid option -- '${letter}'`
    if (wants === '') state.options.push([letter, ''])
    else {
      const attached = letters.slice(at + 1)
      const argument = attached !== '' || wants === '::' ? attached : state.rest.shift()
      if (argument === undefined) return `option requires an argument -- '${letter}'`
      state.options.push([letter, argument])
      return undefined
    }
  }
  return undefined
}

function readLong(state: State, grammar: Grammar, word: string): string | undefined {
  const [name, ...values] = word.split('=') as [string, ...string[]]
  const candidates = Object.keys(grammar.long).filter((long) => long.startsWith(name))
  const long = Object.hasOwn(grammar.long, name) ? name : candidates.length === 1 ? candidates[0] : undefined
  if (long === undefined) return `unrecognized option '--${word}'`
  const letter = grammar.long[long]!
  const wants = argumentOf(grammar, letter)
  if (values.length > 0 && !wants) return `option '--${long}' doesn't allow an argument`
  const argument = values.length > 0 || wants !== ':' ? values.join('=') : state.rest.shift()
  if (argument === undefined) return `option '--${long}' requires an argument`
  state.options.push([letter, argument])
  return undefined
}
