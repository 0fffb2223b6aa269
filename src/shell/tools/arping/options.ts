import { getopt } from '../getopt.ts'
import { numberOrError } from '../numbers.ts'
import { USAGE, VERSION } from './usage.ts'

export interface Options {
  readonly target: string
  readonly device: string | undefined
  readonly source: string | undefined
  readonly count: number | undefined
  /** -w, seconds; 0 is none. */
  readonly timeout: number
  /** Seconds; 0 sends once only. */
  readonly interval: number
  /** -D: does anyone else have this address? */
  readonly duplicates: boolean
  /** -U, -A. */
  readonly unsolicited: boolean
  /** -A: with replies. */
  readonly advertise: boolean
  readonly quitOnReply: boolean
  readonly broadcastOnly: boolean
  readonly quiet: boolean
}

export interface Ending {
  readonly status: number
  readonly stdout?: string
  readonly stderr?: string
}

const LETTERS = 'h?bfDUAqc:w:i:s:I:V'
const MAX_INT = 2147483647

const DEFAULTS: Options = {
  ...{ target: '', device: undefined, source: undefined, count: undefined, timeout: 0, interval: 1 },
  ...{ duplicates: false, unsolicited: false, advertise: false },
  ...{ quitOnReply: false, broadcastOnly: false, quiet: false },
}

const FLAGS: Readonly<Record<string, Partial<Options>>> = {
  b: { broadcastOnly: true },
  D: { duplicates: true, quitOnReply: true },
  U: { unsolicited: true },
  A: { unsolicited: true, advertise: true },
  q: { quiet: true },
  f: { quitOnReply: true },
}

const NUMBERS: Readonly<Record<string, readonly [number, (value: number) => Partial<Options>]>> = {
  c: [1, (count) => ({ count })],
  w: [0, (timeout) => ({ timeout })],
  i: [0, (interval) => ({ interval })],
}

export function parseOptions(argv: readonly string[]): Options | Ending {
  let options = DEFAULTS
  const targets: string[] = []
  for (const each of getopt(argv, LETTERS)) {
    if (each.kind === 'error') return { status: 2, stderr: each.message + USAGE }
    if (each.kind === 'operand') targets.push(each.text)
    else {
      const effect = effectOf(argv[0] ?? 'arping', each.name, each.value ?? '')
      if ('status' in effect) return effect
      options = { ...options, ...effect }
    }
  }
  const [target, ...more] = targets
  return target === undefined || more.length > 0 ? { status: 2, stderr: USAGE } : { ...options, target }
}

function effectOf(command: string, name: string, value: string): Partial<Options> | Ending {
  const flag = FLAGS[name]
  if (flag) return flag
  const bounded = NUMBERS[name]
  if (bounded) {
    const number = numberOrError(value, bounded[0], MAX_INT)
    return typeof number === 'string' ? { status: 1, stderr: `${command}: ${number}\n` } : bounded[1](number)
  }
  switch (name) {
    case 'I':
      return { device: value || undefined }
    case 's':
      return { source: value }
    case 'V':
      return { status: 0, stdout: VERSION }
    default:
      return { status: 2, stderr: USAGE }
  }
}
