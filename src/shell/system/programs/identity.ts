import type { Process, Program, Wait } from '../../process.ts'
import { encode } from '../bytes.ts'
import { SECOND } from '../clock.ts'
import { quote } from '../locale.ts'
import { findCommand } from '../lookup.ts'
import { writeAll } from '../streams.ts'
import { daysTo, formatTime } from '../time-format.ts'
import { misuse, ToolFailure, type ToolSyntax, tool } from '../tool.ts'

/** Who, where and when: id, hostname, uname, date, which. */

const ID: ToolSyntax = {
  name: 'id',
  short: 'agGnru',
  long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r' },
}

export const id = tool(ID, function* (process, { options }) {
  const short = options.has('u') || options.has('g') || options.has('G')
  const text = short ? (options.has('n') ? 'root' : '0') : 'uid=0(root) gid=0(root) groups=0(root)'
  yield* writeAll(process.stdout, `${text}\n`)
  return 0
})

function line(text: (process: Process) => string): Program {
  return function* (process) {
    yield* writeAll(process.stdout, `${encode(text(process))}\n`)
    return 0
  }
}

export const whoami = line(() => 'root')
export const hostname = line((process) => process.place.machine)
export const nproc = line(() => '1')
export const tty: Program = function* (process) {
  yield* writeAll(process.stdout, 'not a tty\n')
  return 1
}

const UNAME: ToolSyntax = {
  name: 'uname',
  short: 'asnrvmpio',
  long: {
    all: 'a',
    'kernel-name': 's',
    nodename: 'n',
    'kernel-release': 'r',
    'kernel-version': 'v',
    machine: 'm',
    'operating-system': 'o',
  },
}

/** The kernel that a world claims to be. */
export interface Kernel {
  readonly release: string
  readonly version: string
}

export function uname(kernel: Kernel): Program {
  return tool(UNAME, function* (process, { options }) {
    const parts: readonly (readonly [string, string])[] = [
      ['s', 'Linux'],
      ['n', process.place.machine],
      ['r', kernel.release],
      ['v', kernel.version],
      ['m', 'x86_64'],
      ['o', 'GNU/Linux'],
    ]
    const chosen = options.size === 0 ? new Set(['s']) : new Set(options.keys())
    const shown = parts.filter(([letter]) => chosen.has('a') || chosen.has(letter)).map(([, text]) => text)
    yield* writeAll(process.stdout, `${shown.join(' ')}\n`)
    return 0
  })
}

const DATE: ToolSyntax = {
  name: 'date',
  short: 'd:uIRs:',
  long: { 'date=': 'd', utc: 'u', universal: 'u', 'iso-8601': 'I', 'rfc-email': 'R', 'set=': 's' },
}

export const date = tool(DATE, function* (process, { options, operands }) {
  const extra = operands.find((operand, i) => i > 0 || !operand.startsWith('+'))
  if (extra !== undefined && operands.length > 1) throw misuse(DATE, `extra operand ${quote(process, extra)}`)
  if (extra !== undefined) throw new ToolFailure(`date: invalid date ${quote(process, extra)}\n`)
  const given = options.get('d')
  const time = given === undefined ? process.system.now() : parseDate(given, process.system.now())
  if (time === undefined) throw new ToolFailure(`date: invalid date ${quote(process, given!)}\n`)
  yield* print(process, formatFor(options, operands[0]), time)
  return 0
})

function formatFor(options: ReadonlyMap<string, string>, operand: string | undefined): string {
  if (operand !== undefined) return operand.slice(1)
  if (options.has('I')) return '%Y-%m-%d'
  return options.has('R') ? '%a, %d %b %Y %H:%M:%S %z' : '%a %b %e %H:%M:%S %Z %Y'
}

function* print(process: Process, format: string, time: number): Generator<Wait, void, void> {
  yield* writeAll(process.stdout, `${encode(formatTime(format, time))}\n`)
}

/** @SECONDS, YYYY-MM-DD [HH:MM[:SS]] and now; other forms of GNU date are left out. */
function parseDate(text: string, now: number): number | undefined {
  if (text === 'now' || text === '') return now
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(text)
  if (epoch) return Number(epoch[1]) * SECOND
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?(?: ?(?:UTC|Z))?$/.exec(text)
  if (!found) return undefined
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0))
  return (daysTo(year!, month! - 1, day!) * 86400 + hour! * 3600 + minute! * 60 + second!) * SECOND
}

export const which: Program = function* (process) {
  const { files } = process.system
  const names = process.argv.slice(1).filter((word) => word !== '-a')
  let status = names.length > 0 ? 0 : 1
  for (const name of names) {
    const found = findCommand(files, process.place, name, process.cwd, process.env.get('PATH'))
    if (found.kind === 'program' || found.kind === 'script')
      yield* writeAll(process.stdout, `${encode(found.path)}\n`)
    else status = 1
  }
  return status
}
