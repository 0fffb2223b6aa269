import { parseArgs } from 'node:util'
import type { Difference, Tally } from '../fuzz/campaign.ts'
import { UsageError } from './arguments.ts'
import { CannotRun } from './labs.ts'

export const FUZZ_USAGE = `Usage: macvlan-lab fuzz [--runs N] [--seed S] [--minutes M] [--exhaustive]

  Plays random histories of macvlans in the simulator and on this machine's kernel, and compares every answer,
  frame and counter. Needs root, or a user namespace of its own: unshare -rn macvlan-lab fuzz
  --runs N      so many worlds (1000)
  --minutes M   until the time is over
  --seed S      the first seed; without it, a new one
  --exhaustive  all small worlds instead: up to three macvlans on one parent, every frame from every sender
  exit status 0: no difference, 1: some (each is printed as a script to run by hand), 2: could not run
`

interface FuzzArguments {
  readonly seed: number
  readonly worlds: number
  readonly minutes: number
  readonly exhaustive: boolean
}

/** `macvlan-lab fuzz`. */
export async function fuzz(argv: readonly string[]): Promise<number> {
  const given = readFuzzArguments(argv)
  if (given === 'help') {
    process.stdout.write(FUZZ_USAGE)
    return 0
  }
  const start = performance.now()
  const tally = await run(given, start)
  for (const difference of tally.differences) await printLab(difference)
  process.stdout.write(await summary(tally, given, (performance.now() - start) / 1000))
  return tally.differences.length > 0 ? 1 : 0
}

async function run({ seed, worlds, minutes, exhaustive }: FuzzArguments, start: number): Promise<Tally> {
  // The threads that wait for the kernel while other worlds go on: Node reads this at the first use.
  process.env['UV_THREADPOOL_SIZE'] ??= '8'
  const until = start + minutes * 60_000
  await requireKernel()
  const { runCampaign, runExhaustive } = await import('../fuzz/campaign.ts')
  if (exhaustive) return runExhaustive(until, showProgress)
  return runCampaign({ seed, worlds, until, differences: 1 }, showProgress)
}

/** Loaded late: it needs the optional package koffi, and a kernel that makes namespaces. */
async function requireKernel(): Promise<void> {
  try {
    const { KernelPlace } = await import('../fuzz/kernel/place.ts')
    new KernelPlace(1).close()
  } catch (error) {
    throw new CannotRun(`fuzz: this machine cannot do it (${(error as Error).message}); see --help`)
  }
}

function showProgress({ worlds, differences }: Tally): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${worlds} worlds, ${differences.length} different `)
}

async function printLab({ seed, path, run }: Difference): Promise<void> {
  const { labScript } = await import('../fuzz/lab-script.ts')
  process.stdout.write(`${labScript(run, `seed ${seed}, path ${path}`)}\n`)
}

async function summary(tally: Tally, { seed, exhaustive }: FuzzArguments, seconds: number): Promise<string> {
  const { FREEDOMS } = await import('../fuzz/freedoms.ts')
  const { worlds, steps, frames, sightings, differences, freedoms } = tally
  return [
    `${exhaustive ? 'all small worlds' : `seed ${seed}`}: ${worlds} worlds, ${steps} steps, ${frames} frames sent, ${sightings} sightings compared, ${differences.length} different; ${(worlds / seconds).toFixed(0)} worlds/s`,
    ...FREEDOMS.map(({ id, what }) => `  ${freedoms[id] ?? 'never counted'} × ${id}: ${what}`),
    '',
  ].join('\n')
}

/** Throws UsageError. */
function readFuzzArguments(argv: readonly string[]): FuzzArguments | 'help' {
  const { values } = parse(argv)
  if (values.help) return 'help'
  const minutes = values.minutes === undefined ? undefined : numberOf('minutes', values.minutes)
  const runs = values.runs === undefined ? undefined : numberOf('runs', values.runs)
  return {
    seed: values.seed === undefined ? Date.now() % 0x7fff_ffff : numberOf('seed', values.seed),
    worlds: runs ?? (minutes === undefined ? 1000 : Number.POSITIVE_INFINITY),
    minutes: minutes ?? Number.POSITIVE_INFINITY,
    exhaustive: values.exhaustive ?? false,
  }
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || (name !== 'minutes' && !Number.isSafeInteger(value)))
    throw new UsageError(`fuzz: --${name} takes a number, not "${text}"`)
  return value
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        minutes: { type: 'string' },
        exhaustive: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(`fuzz: ${(error as Error).message.split('.')[0]}`)
  }
}
