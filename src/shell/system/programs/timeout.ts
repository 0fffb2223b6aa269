import { type Child, type Process, Signal, type SignalName, type Wait } from '../../process.ts'
import { encode } from '../bytes.ts'
import { parseDuration } from '../duration.ts'
import { quote } from '../locale.ts'
import { isDelivered, parseSignal, signalStatus } from '../signals.ts'
import { writeAll } from '../streams.ts'
import { misuse, ToolFailure, type ToolSyntax, tool } from '../tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'timeout',
  short: 'fk:s:v',
  long: { foreground: 'f', 'kill-after=': 'k', 'preserve-status': 'p', 'signal=': 's', verbose: 'v' },
  trouble: 125,
  operandsEndOptions: true,
}

const TIMED_OUT = 124

export const timeout = Object.assign(
  tool(SYNTAX, function* (process, { options, operands }) {
    const [interval, ...argv] = operands
    if (interval === undefined || argv.length === 0)
      throw new ToolFailure("Try 'timeout --help' for more information.\n")
    const limit = duration(process, interval)
    const grace = options.has('k') ? duration(process, options.get('k')!) : undefined
    const signal = parseSignal(options.get('s') ?? 'TERM')
    if (signal === undefined) throw misuse(SYNTAX, `${quote(process, options.get('s')!)}: invalid signal`)
    const child = yield* start(process, argv)
    if (!child) return 127
    const name = isDelivered(signal) ? signal : 'TERM'
    return yield* watch(process, child, { limit, grace, signal: name, argv, options })
  }),
  { handles: ['TERM', 'INT', 'HUP', 'QUIT'] as const },
)

function duration(process: Process, text: string): number {
  const parsed = parseDuration(text)
  if (parsed === undefined) throw misuse(SYNTAX, `invalid time interval ${quote(process, text)}`)
  return parsed
}

function* start(process: Process, argv: readonly string[]): Generator<Wait, Child | undefined, void> {
  const path = process.env.get('PATH')
  const at = { cwd: process.cwd, ...(path === undefined ? {} : { path }) }
  const program = process.system.lookup(argv[0]!, process.place, at)
  if (!program) {
    const name = quote(process, encode(argv[0]!))
    yield* writeAll(process.stderr, `timeout: failed to run command ${name}: No such file or directory\n`)
    return undefined
  }
  const { env, cwd, stdin, stdout, stderr, place, pid, descriptors, ignored } = process
  return process.system.spawn({
    ...{ program, argv, env, cwd, stdin, stdout, stderr, place, descriptors, ignored },
    parent: pid,
  })
}

interface Plan {
  readonly limit: number
  readonly grace: number | undefined
  readonly signal: SignalName
  readonly argv: readonly string[]
  readonly options: ReadonlyMap<string, string>
}

function* watch(process: Process, child: Child, plan: Plan): Generator<Wait, number, void> {
  if (yield* ends(process, child, plan.limit)) return child.status()!
  yield* send(process, child, plan.signal, plan)
  if (plan.grace !== undefined && !(yield* ends(process, child, plan.grace))) {
    yield* send(process, child, 'KILL', plan)
    plan = { ...plan, signal: 'KILL' }
  }
  yield* ends(process, child, 0)
  // It kills its whole group, and so dies of SIGKILL as well.
  if (plan.signal === 'KILL') throw new Signal('KILL')
  return plan.options.has('p') ? child.status()! : TIMED_OUT
}

function* send(process: Process, child: Child, signal: SignalName, plan: Plan): Generator<Wait, void, void> {
  if (plan.options.has('v')) {
    const name = quote(process, encode(plan.argv[0]!))
    yield* writeAll(process.stderr, `timeout: sending signal ${signal} to command ${name}\n`)
  }
  process.system.kill(child.pid, signal)
}

/** Waits for the child, 0 meaning for ever. A signal to timeout itself goes on to the child. */
function* ends(process: Process, child: Child, limit: number): Generator<Wait, boolean, void> {
  const deadline = limit > 0 && limit < Infinity ? { until: process.system.now() + limit } : {}
  try {
    yield { ready: () => child.status() !== undefined, ...deadline }
  } catch (error) {
    if (!(error instanceof Signal)) throw error
    process.system.kill(child.pid, error.signal)
    yield { ready: () => child.status() !== undefined }
    throw new ToolFailure('', signalStatus(error.signal))
  }
  return child.status() !== undefined
}
