import { writeFileSync } from 'node:fs'
import { release } from 'node:os'
import type { Difference, Report } from '../fuzz/campaign.ts'
import { CannotRun } from './cannot-run.ts'
import { reasonOf } from './files.ts'
import { FUZZ_USAGE, type FuzzArguments, readFuzzArguments } from './fuzz-arguments.ts'

const RECORDED = 'recorded'
/** Nobody reads more of them. */
const MOST_LABS = 20
/** Figures are kept for good, and a line may hold a frame of 64 kB: the lab has all of it. */
const LONGEST_LINE = 200

/** `macvlan-lab fuzz`. */
export async function fuzz(argv: readonly string[]): Promise<number> {
  const given = readFuzzArguments(argv)
  if (given === 'help') {
    process.stdout.write(FUZZ_USAGE)
    return 0
  }
  const reports = given.kernel === 'local' ? [await play(given)] : await replay(given)
  return reports.some(({ differences }) => differences.length > 0) ? 1 : 0
}

/** With this machine's kernel. */
async function play(given: FuzzArguments): Promise<Report> {
  // Threads that wait for the kernel while other worlds go on: Node reads this at the first use.
  process.env['UV_THREADPOOL_SIZE'] ??= String(4 * given.threads)
  const start = Date.now()
  await requireKernel()
  const { runCampaign } = await import('../fuzz/campaign.ts')
  const { headerTraits, RecordingFile } = await import('../fuzz/recording.ts')
  const { traitsHere } = await import('../fuzz/kernel/traits-here.ts')
  const { seed, worlds, exhaustive, threads } = given
  const traits = traitsHere()
  const file =
    given.record === undefined
      ? undefined
      : new RecordingFile(given.record, { release: release(), seed, ...headerTraits(traits) })
  // Who has waited for an hour wants to know what was found, and has a second Ctrl-C.
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  const report = await runCampaign(
    {
      signal: stop.signal,
      ...{ seed, worlds, exhaustive, threads },
      until: start + given.minutes * 60_000,
      differences: exhaustive ? Number.POSITIVE_INFINITY : given.differences,
      traits,
      ...(file && { record: (all) => file.add(all) }),
    },
    showProgress,
  )
  await file?.close()
  const what = exhaustive ? await smallWorlds(report) : `seed ${seed}`
  await print(report, what, release(), start, given.json)
  return report
}

async function smallWorlds({ worlds }: Report): Promise<string> {
  const { SMALL_WORLDS } = await import('../fuzz/exhaustive.ts')
  return worlds === SMALL_WORLDS ? 'all small worlds' : `some of the ${SMALL_WORLDS} small worlds`
}

/** With what kernels did once. */
async function replay({ kernel, json }: FuzzArguments): Promise<readonly Report[]> {
  const { findRecordings, readRecording, traitsOf } = await import('../fuzz/recording.ts')
  const { replayWorlds } = await import('../fuzz/replay.ts')
  const files = findRecordings(kernel)
  if (files.length === 0) throw new CannotRun(`fuzz: there is no recording "${kernel}" here; see --help`)
  const reports: Report[] = []
  for (const file of files) {
    const start = Date.now()
    const { header, worlds } = await readRecording(file)
    const report = await replayWorlds(worlds, traitsOf(header))
    await print(report, `seed ${header.seed}, ${RECORDED}`, header.release, start, json)
    reports.push(report)
  }
  return reports
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

function showProgress({ worlds, differences }: Report): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${worlds} worlds, ${differences.length} different `)
}

async function print(
  report: Report,
  what: string,
  kernel: string,
  start: number,
  json: boolean,
): Promise<void> {
  const seconds = (Date.now() - start) / 1000
  for (const difference of report.differences.slice(0, MOST_LABS)) {
    const lab = await keepLab(difference, `Linux ${kernel}, ${what}`)
    ;(json ? process.stderr : process.stdout).write(lab)
  }
  process.stdout.write(
    json
      ? figures(report, what, kernel, seconds)
      : await summary(report, `Linux ${kernel}, ${what}`, seconds),
  )
}

function figures(report: Report, what: string, kernel: string, seconds: number): string {
  const differences = report.differences.map(({ seed, path, run }) => ({
    seed,
    path,
    lines: run.differences.map((line) => line.slice(0, LONGEST_LINE)),
  }))
  return `${JSON.stringify({ what, kernel, seconds, ...report, differences })}\n`
}

/** Keeps it in a file, a regression to be. On this machine's kernel the real tools have their say first. */
async function keepLab({ seed, path, run }: Difference, what: string): Promise<string> {
  const { labScript } = await import('../fuzz/lab-script.ts')
  const { playByHand } = await import('../fuzz/by-hand.ts')
  const byHand = what.endsWith(RECORDED) ? 'only recorded' : await playByHand(run.steps)
  const origin = `${what}: seed ${seed}, path ${path}`
  const lab =
    typeof byHand === 'string'
      ? labScript(run, `${origin}; not run by hand: ${byHand}`)
      : labScript(run, origin, byHand)
  const file = `fuzz-difference-${seed}-${path.split(':')[0]}.sh`
  try {
    writeFileSync(file, lab, { mode: 0o755 })
  } catch (error) {
    return `${lab}# could not be saved as ${file}: ${reasonOf(error)}\n`
  }
  return `${lab}# saved as ${file}\n`
}

async function summary(report: Report, what: string, seconds: number): Promise<string> {
  const { FREEDOMS } = await import('../fuzz/freedoms.ts')
  const { worlds, steps, frames, sightings, differences, freedoms } = report
  return [
    `${what}: ${worlds} worlds, ${steps} steps, ${frames} frames sent, ${sightings} sightings compared, ${differences.length} different; ${(worlds / seconds).toFixed(0)} worlds/s`,
    ...FREEDOMS.map(({ id, what }) => `  ${freedoms[id] ?? 'never counted'} × ${id}: ${what}`),
    '',
  ].join('\n')
}
