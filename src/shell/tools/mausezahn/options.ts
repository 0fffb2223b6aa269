import { getopt } from '../getopt.ts'
import { number } from './arguments.ts'
import { HELP, PACKET_TYPES, VERSION } from './usage.ts'

export interface Options {
  /** 0: without end; negative: none. */
  readonly count: number
  /** Microseconds. */
  readonly delay: number
  readonly randomDelay: boolean
  readonly padding: number
  /** -a, -b as they were typed; '' if they were not. */
  readonly sourceMac: string
  readonly destinationMac: string
  readonly sourceIp: string
  readonly destinationIp: string
  readonly payload: string | undefined
  readonly tags: string | undefined
  readonly packetType: string | undefined
  readonly quiet: boolean
  readonly verbose: number
  readonly simulate: boolean
  readonly operands: readonly string[]
}

export interface Ending {
  readonly status: number
  readonly stdout?: string
  readonly stderr?: string
}

type Effect = Partial<Options> | Ending

const LETTERS = '46hqvVSxra:A:b:B:c:d:E:f:F:l:p:P:R:t:T:M:Q:X:'
const MAX_PADDING = 10_000
const UNITS: Readonly<Record<string, number>> = { s: 1_000_000, m: 1000, u: 1 }

const DEFAULTS: Options = {
  ...{ count: 1, delay: 0, randomDelay: false, padding: 0, quiet: false, verbose: 0, simulate: false },
  ...{ sourceMac: '', destinationMac: '', sourceIp: '', destinationIp: '', operands: [] },
  ...{ payload: undefined, tags: undefined, packetType: undefined },
}

/** What ends with the whole help text, which goes to standard output. */
export function invalid(words: string): Ending {
  return { status: 1, stderr: `${words} Invalid command line parameters!\n`, stdout: HELP }
}

const EFFECTS: Readonly<Record<string, (value: string, so: Options) => Effect>> = {
  a: (sourceMac) => ({ sourceMac }),
  b: (destinationMac) => ({ destinationMac }),
  A: (sourceIp) => ({ sourceIp }),
  B: (destinationIp) => ({ destinationIp }),
  c: (value) => ({ count: /^\s*-\d/.test(value) ? -1 : number(value) }),
  d: delayOf,
  p: (value) => {
    const padding = number(value)
    return padding > MAX_PADDING ? invalid(' Warning: Padding must not exceed 10000!\n') : { padding }
  },
  P: (payload) => ({ payload }),
  Q: (tags) => ({ tags }),
  t: (packetType) => (packetType === 'help' ? { status: 1, stderr: PACKET_TYPES } : { packetType }),
  q: () => ({ quiet: true }),
  r: () => ({ randomDelay: true }),
  S: () => ({ simulate: true }),
  V: (_, { verbose }) => ({ verbose: verbose + 1 }),
  v: () => ({ status: 1, stdout: VERSION }),
  h: () => ({ status: 1, stdout: HELP }),
  '4': () => ({}),
}

export function parseOptions(argv: readonly string[]): Options | Ending {
  let options = DEFAULTS
  const operands: string[] = []
  for (const each of getopt(argv, LETTERS)) {
    if (each.kind === 'operand') operands.push(each.text)
    else if (each.kind === 'error') return wrongOption(each.message, each.letter)
    else {
      const effect = EFFECTS[each.name]?.(each.value ?? '', options) ?? notModelled(`-${each.name}`)
      if ('status' in effect) return effect
      options = { ...options, ...effect }
    }
  }
  if (argv.length < 2) return { status: 1, stdout: HELP }
  return operands.length > 2 ? invalid(' mz/getopts: Too many arguments!\n') : { ...options, operands }
}

export function notModelled(what: string): Ending {
  return { status: 1, stderr: ` mz: ${what} is not modelled\n` }
}

function wrongOption(message: string, letter: string): Ending {
  const known = LETTERS.includes(`${letter}:`)
  const words = known ? `Option -${letter} requires an argument.` : `Unknown option -${letter}'.`
  return invalid(`${message} mz/getopts: ${words}\n`)
}

/** sscanf "%ld%c": microseconds, `m…` milliseconds, `s…` seconds. What is no number counts as 0. */
function delayOf(text: string): Effect {
  const [, value, unit = 'u'] = /^\s*([-+]?\d+)(.)?/.exec(text) ?? []
  if (value === undefined) return { delay: 0 }
  const factor = UNITS[unit]
  if (factor === undefined || Number(value) < 0) return invalid(' Incorrect delay format\n')
  return { delay: Number(value) * factor }
}
