import type { Family, OptionState } from './options.ts'
import { exit, invalid } from './stop.ts'
import { hasWord, type Keywords, matches, type Words } from './words.ts'

/** How `ip` and `bridge` read what stands before the object: in the same way, with tables and words of their own. */
export interface Options {
  readonly table: Keywords<OptionState>
  /** They are compared after `-color`. */
  readonly later: Keywords<OptionState>
  readonly unknown: (option: string) => never
}

/** Reads options up to the object; both `-opt` and `--opt` will do. */
export function readOptionWords(words: Words, state: OptionState, options: Options): void {
  for (; hasWord(words); words.at++) {
    const word = words.list[words.at]!
    if (word === '--') return void words.at++
    if (!word.startsWith('-')) return
    readOption(word.startsWith('--') ? word.slice(1) : word, words, state, options)
  }
}

function readOption(
  option: string,
  words: Words,
  state: OptionState,
  { table, later, unknown }: Options,
): void {
  const find = (rules: Keywords<OptionState>) => rules.find(({ test }) => test(option))
  const rule = find(table) ?? (isColor(option) ? undefined : (find(later) ?? unknown(option)))
  rule?.handle(state, words)
}

/** matches_color(). Colours themselves are left out. */
function isColor(option: string): boolean {
  const [name, when] = option.split('=')
  return matches(name!, '-color') && ['always', 'auto', 'never', '', undefined].includes(when)
}

/** The word behind an option. */
export function argument(words: Words, usage: string): string {
  words.at++
  if (!hasWord(words)) exit(usage)
  return words.list[words.at]!
}

const FAMILIES: readonly string[] = ['inet', 'inet6', 'link', 'mpls', 'bridge']

export function readFamily(word: string, usage: string): Family {
  if (word === 'help') exit(usage)
  if (!FAMILIES.includes(word)) invalid(word, 'invalid protocol family')
  return word as Family
}
