import { argument, readFamily, readOptionWords } from '../ip/option-words.ts'
import type { OptionState } from '../ip/options.ts'
import { exit } from '../ip/stop.ts'
import { type Keywords, keywords, type Words } from '../ip/words.ts'
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
  '-family*': (_, words) => void readFamily(argument(words, BRIDGE_USAGE), BRIDGE_USAGE),
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
    options.batch = argument(words, BRIDGE_USAGE)
  },
})

export function readOptions(words: Words, state: OptionState): void {
  readOptionWords(words, state, { table: OPTIONS, later: LATER_OPTIONS, unknown })
}

function unknown(option: string): never {
  exit(`Option "${option}" is unknown, try "bridge help".\n`)
}
