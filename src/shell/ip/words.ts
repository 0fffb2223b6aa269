import { incomplete } from './stop.ts'

/** The arguments of a command and the one that is being read. */
export interface Words {
  readonly list: readonly string[]
  at: number
}

export function newWords(list: readonly string[]): Words {
  return { list, at: 0 }
}

export function currentWord(words: Words): string {
  return words.list[words.at]!
}

export function hasWord(words: Words): boolean {
  return words.at < words.list.length
}

/** NEXT_ARG: steps to the next word, which must be there. */
export function nextWord(words: Words): string {
  words.at++
  if (!hasWord(words)) incomplete()
  return currentWord(words)
}

/** matches(): the word is a beginning of the keyword; nothing is a beginning of none. */
export function matches(word: string, keyword: string): boolean {
  return word !== '' && keyword.startsWith(word)
}

/**
 * What to do at a keyword. A pattern names its words: `up` must be written out (strcmp), `addr*` may be cut short
 * (matches()). The order of a table is the order of iproute2's comparisons, which decides what `a` means.
 */
export type Keywords<State> = readonly KeywordRule<State>[]

/** Ends the reading if it answers `stop`. */
export type Handler<State> = (state: State, words: Words) => unknown

interface KeywordRule<State> {
  readonly test: (word: string) => boolean
  readonly handle: Handler<State>
}

export function keywords<State>(table: Readonly<Record<string, Handler<State>>>): Keywords<State> {
  return Object.entries(table).map(([pattern, handle]) => ({ test: wordTest(pattern), handle }))
}

/** A keyword that says it all, such as `up`. */
export function put<State, Key extends keyof State>(key: Key, value: State[Key]): Handler<State> {
  return (state) => {
    state[key] = value
  }
}

/** A keyword with a word behind it, such as `dev NAME`. */
export function take<State, Key extends keyof State>(
  key: Key,
  read: (word: string, state: State) => State[Key] = (word) => word as State[Key],
): Handler<State> {
  return (state, words) => {
    state[key] = read(nextWord(words), state)
  }
}

function wordTest(pattern: string): (word: string) => boolean {
  const tests = pattern.split(' ').map((part) => {
    const keyword = part.replace('*', '')
    return part === keyword ? (word: string) => word === keyword : (word: string) => matches(word, keyword)
  })
  return (word) => tests.some((test) => test(word))
}

/** Reads words to the end, or to a handler that stops; `other` gets those that no keyword claims. */
export function readWords<State>(
  words: Words,
  table: Keywords<State>,
  state: State,
  other: Handler<State>,
): void {
  for (; hasWord(words); words.at++) {
    const word = currentWord(words)
    const rule = table.find(({ test }) => test(word))
    if ((rule ? rule.handle : other)(state, words) === 'stop') return
  }
}

/** The first entry of a table of subcommands whose pattern the word matches. */
export function choose<Value>(
  table: readonly (readonly [pattern: string, value: Value])[],
  word: string,
): Value | undefined {
  return table.find(([pattern]) => wordTest(pattern)(word))?.[1]
}
