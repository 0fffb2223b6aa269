import { getopt, type LongOption } from '../getopt.ts'
import { USAGE, VERSION } from './usage.ts'

export interface Options {
  /** -i; undefined: the first that fits. */
  readonly device: string | undefined
  readonly count: number | undefined
  readonly readFrom: string | undefined
  readonly writeTo: string | undefined
  /** --print: also print what -w writes. */
  readonly print: boolean
  /** --count: only say how many there were. */
  readonly countOnly: boolean
  readonly numeric: boolean
  readonly linkLevel: boolean
  readonly verbose: number
  readonly quiet: number
  readonly lineBuffered: boolean
  readonly packetBuffered: boolean
  readonly immediate: boolean
  readonly promiscuous: boolean
  /** How often -t was given. */
  readonly times: number
  readonly nanoseconds: boolean
  readonly numbers: boolean
  readonly snapLength: number
  readonly direction: 'in' | 'out' | undefined
  readonly dump: Dump | undefined
  readonly linkType: string | undefined
  readonly listLinkTypes: boolean
  /** -F: the file that holds the filter. */
  readonly filterFile: string | undefined
  readonly expression: string
}

/** -x, -X, -A; twice: with the link level header. */
export interface Dump {
  readonly form: 'hex' | 'hex and ascii' | 'ascii'
  readonly linkLevel: boolean
}

/** What ends tcpdump before it has begun. */
export interface Ending {
  readonly status: number
  readonly stdout?: string
  readonly stderr?: string
}

export const MAX_SNAP_LENGTH = 262144

const LETTERS = 'AbB:c:C:dDeE:fF:G:hHi:Ij:JKlLm:M:nNOpqQ:r:s:StT:uUvV:w:W:xXy:Yz:Z:#'
const LONG: readonly LongOption[] = [
  { name: 'list-interfaces', short: 'D' },
  { name: 'help', short: 'h' },
  { name: 'interface', takesValue: true, short: 'i' },
  { name: 'list-data-link-types', short: 'L' },
  { name: 'no-promiscuous-mode', short: 'p' },
  { name: 'direction', takesValue: true, short: 'Q' },
  { name: 'snapshot-length', takesValue: true, short: 's' },
  { name: 'linktype', takesValue: true, short: 'y' },
  { name: 'relinquish-privileges', takesValue: true, short: 'Z' },
  { name: 'number', short: '#' },
  { name: 'absolute-tcp-sequence-numbers', short: 'S' },
  { name: 'dont-verify-checksums', short: 'K' },
  { name: 'packet-buffered', short: 'U' },
  { name: 'buffer-size', takesValue: true, short: 'B' },
  { name: 'time-stamp-type', takesValue: true, short: 'j' },
  { name: 'time-stamp-precision', takesValue: true },
  { name: 'immediate-mode' },
  { name: 'micro' },
  { name: 'nano' },
  { name: 'print' },
  { name: 'count' },
  { name: 'version' },
]

/** What an option changes, or the end of it all. */
type Effect = Partial<Options> | Ending

const failure = (text: string): Ending => ({ status: 1, stderr: `tcpdump: ${text}\n` })

const DEFAULTS: Options = {
  ...{ device: undefined, count: undefined, readFrom: undefined, writeTo: undefined, filterFile: undefined },
  ...{ print: false, countOnly: false, numeric: false, linkLevel: false, numbers: false, nanoseconds: false },
  ...{
    lineBuffered: false,
    packetBuffered: false,
    immediate: false,
    promiscuous: true,
    listLinkTypes: false,
  },
  ...{ verbose: 0, quiet: 0, times: 0, snapLength: MAX_SNAP_LENGTH },
  ...{ direction: undefined, dump: undefined, linkType: undefined, expression: '' },
}

/** Options that change nothing that this world can show. */
const WITHOUT_EFFECT = 'BKNOSZbfjuT'

const EFFECTS: Readonly<Record<string, (value: string, so: Options) => Effect>> = {
  i: (device) => ({ device }),
  r: (readFrom) => ({ readFrom }),
  w: (writeTo) => ({ writeTo }),
  F: (filterFile) => ({ filterFile }),
  y: (linkType) => ({ linkType }),
  n: () => ({ numeric: true }),
  e: () => ({ linkLevel: true }),
  v: (_, { verbose }) => ({ verbose: verbose + 1 }),
  q: (_, { quiet }) => ({ quiet: quiet + 1 }),
  t: (_, { times }) => ({ times: times + 1 }),
  l: () => ({ lineBuffered: true }),
  U: () => ({ packetBuffered: true }),
  p: () => ({ promiscuous: false }),
  '#': () => ({ numbers: true }),
  x: (_, so) => dump(so, 'hex'),
  X: (_, so) => dump(so, 'hex and ascii'),
  A: (_, so) => dump(so, 'ascii'),
  L: () => ({ listLinkTypes: true }),
  'immediate-mode': () => ({ immediate: true }),
  micro: () => ({ nanoseconds: false }),
  nano: () => ({ nanoseconds: true }),
  print: () => ({ print: true }),
  count: () => ({ countOnly: true }),
  c: countOf,
  s: snapLengthOf,
  Q: directionOf,
  'time-stamp-precision': precisionOf,
  h: () => ({ status: 0, stdout: USAGE }),
  version: () => ({ status: 0, stdout: VERSION }),
}

export function parseOptions(argv: readonly string[]): Options | Ending {
  let options = DEFAULTS
  const words: string[] = []
  for (const each of getopt(argv, LETTERS, LONG)) {
    if (each.kind === 'operand') words.push(each.text)
    else if (each.kind === 'error') return { status: 1, stderr: each.message + USAGE }
    else {
      const effect = effectOf(each.name, each.value ?? '', options)
      if ('status' in effect) return effect
      options = { ...options, ...effect }
    }
  }
  if (options.times > 5) return failure('only -t, -tt, -ttt, -tttt and -ttttt are supported')
  return { ...options, expression: words.join(' ') }
}

function effectOf(name: string, value: string, options: Options): Effect {
  const effect = EFFECTS[name]
  if (effect) return effect(value, options)
  return WITHOUT_EFFECT.includes(name) ? {} : failure(`option -${name} is not modelled`)
}

/** -X and -A show more than -x, whatever the order. */
function dump({ dump: before }: Options, form: Dump['form']): Effect {
  const again = before?.form === form
  if (form === 'hex' && before && !again) return {}
  return { dump: { form, linkLevel: again || before?.linkLevel === true } }
}

function countOf(value: string): Effect {
  const count = wholeNumber(value)
  return count === undefined || count <= 0 ? failure(`invalid packet count ${value}`) : { count }
}

function snapLengthOf(value: string): Effect {
  const length = wholeNumber(value)
  if (length === undefined || length < 0 || length > MAX_SNAP_LENGTH) {
    return failure(`invalid snaplen ${value} (must be >= 0 and <= ${MAX_SNAP_LENGTH})`)
  }
  return { snapLength: length || MAX_SNAP_LENGTH }
}

function directionOf(value: string): Effect {
  if (value === 'in' || value === 'out') return { direction: value }
  return value === 'inout' ? { direction: undefined } : failure(`unknown capture direction \`${value}'`)
}

function precisionOf(value: string): Effect {
  if (value === 'micro' || value === 'nano') return { nanoseconds: value === 'nano' }
  return failure('unable to parse time stamp precision')
}

/** strtol to the end of the word. */
function wholeNumber(text: string): number | undefined {
  return /^\s*[-+]?(\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : undefined
}
