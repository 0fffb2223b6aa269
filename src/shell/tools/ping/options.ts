import type { Ipv4 } from '../../../frame/ipv4-address.ts'
import { ANY6, type Ipv6, parseIpv6 } from '../../../frame/ipv6-address.ts'
import { getopt } from '../getopt.ts'
import { numberOrError } from '../numbers.ts'
import { USAGE, VERSION } from './usage.ts'

export interface Options {
  readonly family: 4 | 6 | undefined
  readonly count: number | undefined
  /** Milliseconds; undefined if -i was not given. */
  readonly interval: number | undefined
  /** -W, milliseconds. */
  readonly linger: number
  /** -w, seconds. */
  readonly deadline: number | undefined
  readonly device: string | undefined
  readonly source: Ipv4 | undefined
  readonly source6: Ipv6 | undefined
  readonly strictSource: boolean
  readonly broadcast: boolean
  readonly size: number
  readonly pattern: string | undefined
  readonly ttl: number | undefined
  readonly tos: number
  readonly preload: number
  readonly pathMtu: 'do' | 'want' | 'dont' | undefined
  readonly identifier: number | undefined
  readonly numeric: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly flood: boolean
  readonly adaptive: boolean
  readonly audible: boolean
  readonly dontRoute: boolean
  readonly outstanding: boolean
  readonly timestamps: boolean
  readonly targets: readonly string[]
  /** What ping says of odd arguments before it begins. */
  readonly warnings: string
}

/** What ends ping before it has begun. */
export interface Ending {
  readonly status: number
  readonly stdout?: string
  readonly stderr?: string
}

type Effect = Partial<Options> | Ending

const LETTERS = 'h?4bRT:6F:N:aABc:CdDe:fi:I:l:Lm:M:nOp:qQ:rs:S:t:UvVw:W:'
const MAX_INT = 2147483647
/** What seconds may be: more would not fit into an int of milliseconds. */
const MAX_SECONDS = 2147483
const LONG_MAX = '9223372036854775807'

const DEFAULTS: Options = {
  ...{ family: undefined, count: undefined, interval: undefined, linger: 10_000, deadline: undefined },
  ...{
    device: undefined,
    source: undefined,
    source6: undefined,
    strictSource: false,
    broadcast: false,
    size: 56,
  },
  ...{ pattern: undefined, ttl: undefined, tos: 0, preload: 1, pathMtu: undefined, identifier: undefined },
  ...{ numeric: false, quiet: false, verbose: false, flood: false, adaptive: false, audible: false },
  ...{ dontRoute: false, outstanding: false, timestamps: false, targets: [], warnings: '' },
}

/** Reads arguments as ping's main does; `parseAddress` is inet_pton. */
export function parseOptions(
  argv: readonly string[],
  parseAddress: (text: string) => Ipv4 | undefined,
): Options | Ending {
  const command = argv[0] ?? 'ping'
  const fail = (words: string, status = 2): Ending => ({ status, stderr: `${command}: ${words}\n` })
  /** errno, until a number is read: something was not found as ping began. */
  let staleError = ': No such file or directory'
  let options = DEFAULTS
  const targets: string[] = []
  for (const each of getopt(argv, LETTERS)) {
    if (each.kind === 'error') return { status: 2, stderr: each.message + USAGE }
    if (each.kind === 'operand') targets.push(each.text)
    else {
      const effect = effectOf(each.name, each.value ?? '', options)
      if ('status' in effect) return effect
      options = { ...options, ...effect }
    }
  }
  if (targets.length === 0) return fail('usage error: Destination address required', 1)
  return { ...options, targets }

  function effectOf(name: string, value: string, so: Options): Effect {
    const flag = FLAGS[name]
    if (flag) return flag
    const bounded = NUMBERS[name]
    if (bounded) {
      const [minimum, maximum, effect, shown] = bounded
      staleError = ''
      const number = numberOrError(value, minimum, maximum, shown)
      return typeof number === 'string' ? fail(number, 1) : effect(number)
    }
    return special(name, value, so)
  }

  function special(name: string, value: string, so: Options): Effect {
    switch (name) {
      case '4':
      case '6':
        if (so.family !== undefined && so.family !== Number(name))
          return fail('only one -4 or -6 option may be specified')
        return { family: name === '4' ? 4 : 6 }
      case 'i':
        return seconds(value, 'bad timing interval', -Infinity, so, (interval) => ({ interval }))
      case 'W':
        return seconds(value, 'bad linger time', 0, so, (linger) => ({ linger }))
      case 'I':
        return sender(value)
      case 'p':
        return pattern(value)
      case 'Q':
        return typeOfService(value)
      case 'M':
        if (value === 'do' || value === 'want' || value === 'dont') return { pathMtu: value }
        return fail(`invalid -M argument: ${value}`)
      case 'V':
        return { status: 0, stdout: VERSION }
      case 'R':
      case 'T':
      case 'F':
      case 'N':
        return fail(`option -${name} is not modelled`)
      default:
        return { status: 2, stderr: USAGE }
    }
  }

  /** A device, or an address; one of IPv6 may have its device behind `%`. */
  function sender(text: string): Effect {
    if (text.includes(':')) {
      const [, address = '', device] = /^([^%]*)(?:%(.*))?$/s.exec(text)!
      const source6 = parseIpv6(address)
      if (source6 === undefined) return fail(`invalid source address: ${text}`)
      const known = source6 === ANY6 ? undefined : source6
      return { source6: known, strictSource: true, ...(device !== undefined && { device }) }
    }
    const source = parseAddress(text)
    return source === undefined ? { device: text } : { source, strictSource: true }
  }

  /** ping_strtod: seconds with a fraction. Garbage is only warned of, and counts as far as it was a number. */
  function seconds(
    text: string,
    complaint: string,
    minimum: number,
    so: Options,
    effect: (milliseconds: number) => Partial<Options>,
  ): Effect {
    if (text === '') return fail(`${complaint}: ${staleError}`)
    staleError = ''
    if (/^\s*[-+]?(nan|inf)/i.test(text)) return fail(`${complaint}: ${text}: Numerical result out of range`)
    const [number = ''] =
      /^\s*[-+]?(?:0x[0-9a-f]+|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)/i.exec(text) ?? []
    const value = Number(number)
    if (value > MAX_SECONDS || value < minimum) return fail(`${complaint}: ${text}`)
    const rest = text.slice(number.length)
    const garbage = `${command}: option argument contains garbage: ${rest}\n${command}: this will become fatal error in the future\n`
    const warnings = rest === '' ? so.warnings : so.warnings + garbage
    return { ...effect(Math.trunc(value * 1000)), warnings }
  }

  function pattern(text: string): Effect {
    const bad = /[^0-9a-f].*/i.exec(text)
    return bad ? fail(`patterns must be specified as hex digits: ${bad[0]}`) : { pattern: text }
  }

  function typeOfService(text: string): Effect {
    const hexadecimal = /^0x([0-9a-f]+)$/i.exec(text)
    if (!hexadecimal && !/^-?\d+$/.test(text)) return fail(`bad TOS value: ${text}`)
    const tos = hexadecimal ? Number.parseInt(hexadecimal[1]!, 16) : Number(text)
    if (tos > 255) return fail(`the decimal value of TOS bits must be in range 0-255: ${tos}`)
    return { tos }
  }
}

const FLAGS: Readonly<Record<string, Partial<Options>>> = {
  a: { audible: true },
  A: { adaptive: true },
  b: { broadcast: true },
  B: { strictSource: true },
  C: {},
  d: {},
  D: { timestamps: true },
  f: { flood: true, numeric: true },
  L: {},
  n: { numeric: true },
  O: { outstanding: true },
  q: { quiet: true },
  r: { dontRoute: true },
  U: {},
  v: { verbose: true },
}

type Bounded = readonly [number, number, (value: number) => Partial<Options>, string?]

const NUMBERS: Readonly<Record<string, Bounded>> = {
  c: [1, 2 ** 63, (count) => ({ count }), LONG_MAX],
  e: [0, 65535, (identifier) => ({ identifier })],
  l: [1, 65536, (preload) => ({ preload })],
  m: [0, 4294967295, () => ({})],
  s: [0, MAX_INT, (size) => ({ size })],
  S: [1, MAX_INT, () => ({})],
  t: [0, 255, (ttl) => ({ ttl })],
  w: [0, MAX_INT, (deadline) => ({ deadline: deadline || undefined })],
}
