import { atoi, readUnsigned } from './numbers.ts'
import { argument, readFamily, readOptionWords } from './option-words.ts'
import { exit } from './stop.ts'
import { IP_USAGE } from './usage/ip.ts'
import { type Handler, type Keywords, keywords, type Words } from './words.ts'

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
    options[key] = read(argument(words, IP_USAGE))
  }
}

/** The order is that of main() in ip.c. */
const OPTIONS: Keywords<OptionState> = keywords<OptionState>({
  '-loops*': optionWord('loops', atoi),
  '-family*': optionWord('family', (word) => readFamily(word, IP_USAGE)),
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
    const size = argument(words, IP_USAGE)
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

export function readOptions(words: Words, state: OptionState): void {
  readOptionWords(words, state, { table: OPTIONS, later: LATER_OPTIONS, unknown })
}

function unknown(option: string): never {
  exit(`Option "${option}" is unknown, try "ip -help".\n`)
}
