import type { OptionState } from '../ip/options.ts'
import { exit, invalid } from '../ip/stop.ts'
import { hasWord, type Keywords, keywords, matches, type Words } from '../ip/words.ts'
import { BRIDGE_USAGE } from './usage.ts'

/** The order is that of main() in bridge.c. */
const OPTIONS: Keywords<OptionState> = keywords<OptionState>({
  '-help*': () => exit(BRIDGE_USAGE),
  '-Version*': ({ print }) => {
    print('bridge utility, 6.1.0\n')
    exit('', 0)
  },
  '-stats* -statistics*': ({ options }) => {
    options.statistics++
  },
  '-details*': ({ options }) => {
    options.details++
  },
  '-oneline*': ({ options }) => {
    options.oneline = true
  },
  '-timestamp*': ({ options }) => {
    options.timestamp = true
  },
  '-family*': (_, words) => readFamily(argument(words)),
  '-4 -6': () => {},
  '-netns*': ({ enter }, words) => enter(words.list[++words.at]),
})

/** -c is a colour, and colours are left out; -com is the older -compressvlans. */
const LATER_OPTIONS: Keywords<OptionState> = keywords<OptionState>({
  '-compressvlans*': () => {},
  '-force*': ({ options }) => {
    options.force = true
  },
  '-json*': ({ options }) => {
    options.json = true
  },
  '-pretty*': ({ options }) => {
    options.pretty = true
  },
  '-batch*': ({ options }, words) => {
    options.batch = argument(words)
  },
})

/** Reads options up to the object; both `-opt` and `--opt` will do. */
export function readOptions(words: Words, state: OptionState): void {
  for (; hasWord(words); words.at++) {
    const word = words.list[words.at]!
    if (word === '--') return void words.at++
    if (!word.startsWith('-')) return
    readOption(word.startsWith('--') ? word.slice(1) : word, words, state)
  }
}

function readOption(option: string, words: Words, state: OptionState): void {
  const find = (table: Keywords<OptionState>) => table.find(({ test }) => test(option))
  const rule = find(OPTIONS) ?? (isColor(option) ? undefined : (find(LATER_OPTIONS) ?? unknown(option)))
  rule?.handle(state, words)
}

function unknown(option: string): never {
  exit(`Option "${option}" is unknown, try "bridge help".\n`)
}

function isColor(option: string): boolean {
  const [name, when] = option.split('=')
  return matches(name!, '-color') && ['always', 'auto', 'never', '', undefined].includes(when)
}

function argument(words: Words): string {
  words.at++
  if (!hasWord(words)) exit(BRIDGE_USAGE)
  return words.list[words.at]!
}

function readFamily(word: string): void {
  if (word === 'help') exit(BRIDGE_USAGE)
  if (!['inet', 'inet6', 'link', 'mpls', 'bridge'].includes(word)) invalid(word, 'invalid protocol family')
}
