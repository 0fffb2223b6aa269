import { atoi, readUnsigned } from './numbers.ts'
import { exit, invalid } from './stop.ts'
import { IP_USAGE } from './usage/ip.ts'
import { type Handler, hasWord, type Keywords, keywords, matches, type Words } from './words.ts'

/** AF_UNSPEC, AF_PACKET and the others that -family knows. */
export type Family = 'unspec' | 'inet' | 'inet6' | 'link' | 'mpls' | 'bridge'

export interface Options {
  family: Family
  /** -s, as often as it is given; so -d. */
  statistics: number
  details: number
  oneline: boolean
  brief: boolean
  json: boolean
  pretty: boolean
  human: boolean
  iec: boolean
  numeric: boolean
  force: boolean
  all: boolean
  timestamp: boolean
  /** -loops: rounds of a flush before it gives up; 0 is no limit. */
  loops: number
  batch: string | undefined
}

export function newOptions(): Options {
  return {
    family: 'unspec',
    statistics: 0,
    details: 0,
    oneline: false,
    brief: false,
    json: false,
    pretty: false,
    human: false,
    iec: false,
    numeric: false,
    force: false,
    all: false,
    timestamp: false,
    loops: 10,
    batch: undefined,
  }
}

/** What options need besides themselves: where `-n` switches to, and where `-V` prints. */
export interface OptionState {
  readonly options: Options
  readonly enter: (name: string | undefined) => void
  readonly print: (words: string) => void
}

type Option = Handler<OptionState>

function option<Key extends keyof Options>(key: Key, value: Options[Key]): Option {
  return ({ options }) => {
    options[key] = value
  }
}

function optionWord<Key extends keyof Options>(key: Key, read: (word: string) => Options[Key]): Option {
  return ({ options }, words) => {
    options[key] = read(argument(words))
  }
}

/** The order is that of main() in ip.c. */
const OPTIONS: Keywords<OptionState> = keywords<OptionState>({
  '-loops*': optionWord('loops', atoi),
  '-family*': optionWord('family', readFamily),
  '-4': option('family', 'inet'),
  '-6': option('family', 'inet6'),
  '-0': option('family', 'link'),
  '-M': option('family', 'mpls'),
  '-B': option('family', 'bridge'),
  '-human* -human-readable*': option('human', true),
  '-iec*': option('iec', true),
  '-stats* -statistics*': ({ options }) => void options.statistics++,
  '-details*': ({ options }) => void options.details++,
  '-resolve*': () => {},
  '-oneline*': option('oneline', true),
  '-timestamp* -tshort*': option('timestamp', true),
  '-Version*': ({ print }) => {
    print('ip utility, iproute2-6.1.0, libbpf 1.1.2\n')
    exit('', 0)
  },
  '-force*': option('force', true),
  '-batch*': optionWord('batch', (word) => word),
  '-brief*': option('brief', true),
  '-json*': option('json', true),
  '-pretty*': option('pretty', true),
  '-rcvbuf*': (_, words) => {
    const size = argument(words)
    if (readUnsigned(size) === undefined) exit(`Invalid rcvbuf size '${size}'\n`)
  },
})

const LATER_OPTIONS: Keywords<OptionState> = keywords<OptionState>({
  '-help*': () => exit(IP_USAGE),
  '-netns*': ({ enter }, words) => enter(words.list[++words.at]),
  '-Numeric*': option('numeric', true),
  '-all*': option('all', true),
  '-echo': () => {},
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
  const rule = find(OPTIONS) ?? (isColor(option) ? undefined : (find(LATER_OPTIONS) ?? unknownOption(option)))
  rule?.handle(state, words)
}

function unknownOption(option: string): never {
  exit(`Option "${option}" is unknown, try "ip -help".\n`)
}

/** matches_color(). Colours themselves are left out. */
function isColor(option: string): boolean {
  const [name, when] = option.split('=')
  return matches(name!, '-color') && ['always', 'auto', 'never', '', undefined].includes(when)
}

function argument(words: Words): string {
  words.at++
  if (!hasWord(words)) exit(IP_USAGE)
  return words.list[words.at]!
}

const FAMILIES: readonly string[] = ['inet', 'inet6', 'link', 'mpls', 'bridge']

function readFamily(word: string): Family {
  if (word === 'help') exit(IP_USAGE)
  if (!FAMILIES.includes(word)) invalid(word, 'invalid protocol family')
  return word as Family
}
