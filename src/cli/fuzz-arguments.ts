import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { orUsageError, UsageError } from './arguments.ts'

export const FUZZ_USAGE = `Usage: macvlan-lab fuzz [--runs N] [--seed S] [--minutes M] [--exhaustive]
                        [--record FILE] [--threads N] [--json]
       macvlan-lab fuzz --kernel recorded|NAME|FILE [--json]

  Plays random histories of macvlans in the simulator and on this machine's kernel, and compares every answer,
  frame, counter, link and switch table after every step. Needs root, or a user namespace of its own:
  unshare -rn macvlan-lab fuzz
  --runs N       so many worlds (1000)
  --minutes M    until the time is over
  --seed S       the first seed; without it, a new one
  --exhaustive   all small worlds instead: up to three macvlans on one parent, every frame from every sender
  --record FILE  writes down what the kernel did
  --differences N  goes on until so many worlds have come out differently (1)
  --threads N    so many worlds at a time
  --kernel local         this machine's kernel (the default)
  --kernel recorded      instead of a kernel, the recordings in test/kernel/recorded; needs no root and no Linux
  --kernel NAME|FILE     the recording of that kernel (6.1), or in that file
  --json         the figures as JSON
  exit status 0: no difference, 1: some (each is printed as a script to run by hand), 2: could not run
`

export interface FuzzArguments {
  readonly seed: number
  readonly worlds: number
  readonly minutes: number
  readonly exhaustive: boolean
  readonly record: string | undefined
  readonly threads: number
  readonly differences: number
  /** `local`, `recorded`, a version or a file. */
  readonly kernel: string
  readonly json: boolean
}

/** While one thread waits for the kernel, there should be another to use its processor. */
const THREADS_FOR_WAITING = 2

/** Throws UsageError. */
export function readFuzzArguments(argv: readonly string[]): FuzzArguments | 'help' {
  const { values } = parse(argv)
  if (values.help) return 'help'
  const number = (name: 'runs' | 'seed' | 'minutes' | 'threads' | 'differences') =>
    values[name] === undefined ? undefined : numberOf(name, values[name])
  const [runs, minutes] = [number('runs'), number('minutes')]
  return {
    seed: number('seed') ?? Date.now() % 0x7fff_ffff,
    worlds: runs ?? (minutes === undefined ? 1000 : Number.POSITIVE_INFINITY),
    minutes: minutes ?? Number.POSITIVE_INFINITY,
    exhaustive: values.exhaustive ?? false,
    record: values.record,
    threads: number('threads') ?? availableParallelism() + THREADS_FOR_WAITING,
    differences: number('differences') ?? 1,
    kernel: values.kernel ?? 'local',
    json: values.json ?? false,
  }
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || (name !== 'minutes' && !Number.isSafeInteger(value)))
    throw new UsageError(`fuzz: --${name} takes a number, not "${text}"`)
  return value
}

function parse(argv: readonly string[]) {
  const read = () =>
    parseArgs({
      args: [...argv],
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        minutes: { type: 'string' },
        exhaustive: { type: 'boolean' },
        record: { type: 'string' },
        threads: { type: 'string' },
        differences: { type: 'string' },
        kernel: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  return orUsageError(read, 'fuzz')
}
