import { writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { versionOf } from '../device/kernel-version.ts'
import type { Difference, Report } from '../fuzz/campaign.ts'
import { FUZZ_USAGE, type FuzzArguments, readFuzzArguments } from './fuzz-arguments.ts'
import { CannotRun } from './labs.ts'

const RECORDED = 'recorded'

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
  const { RecordingFile } = await import('../fuzz/recording.ts')
  const { seed, worlds, exhaustive, threads } = given
  const version = versionOf(release())
  const file =
    given.record === undefined ? undefined : new RecordingFile(given.record, { release: release(), seed })
  const report = await runCampaign(
    {
      ...{ seed, worlds, exhaustive, threads },
      until: start + given.minutes * 60_000,
      differences: exhaustive ? Number.POSITIVE_INFINITY : given.differences,
      ...(version && { version }),
      ...(file && { record: (all) => file.add(all) }),
    },
    showProgress,
  )
  await file?.close()
  const total = exhaustive ? (await import('../fuzz/exhaustive.ts')).SMALL_WORLDS : 0
  await print(report, exhaustive ? `of ${total} small worlds` : `seed ${seed}`, start, given.json)
  return report
}

/** With what kernels did once. */
async function replay({ kernel, json }: FuzzArguments): Promise<readonly Report[]> {
  const { findRecordings, readRecording } = await import('../fuzz/recording.ts')
  const { replayWorlds } = await import('../fuzz/replay.ts')
  const files = findRecordings(kernel)
  if (files.length === 0) throw new CannotRun(`fuzz: there is no recording "${kernel}" here; see --help`)
  const reports: Report[] = []
  for (const file of files) {
    const start = Date.now()
    const { header, worlds } = await readRecording(file)
    const report = await replayWorlds(worlds, versionOf(header.release))
    await print(report, `Linux ${header.release}, seed ${header.seed}, ${RECORDED}`, start, json)
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

async function print(report: Report, what: string, start: number, json: boolean): Promise<void> {
  const seconds = (Date.now() - start) / 1000
  if (json) {
    const differences = report.differences.map(({ seed, path, run }) => ({
      seed,
      path,
      lines: run.differences,
    }))
    process.stdout.write(`${JSON.stringify({ what, seconds, ...report, differences })}\n`)
    return
  }
  for (const difference of report.differences) await printLab(difference, what)
  process.stdout.write(await summary(report, what, seconds))
}

/** Printed, and kept in a file: a regression to be. On this machine's kernel the real tools have their say first. */
async function printLab({ seed, path, run }: Difference, what: string): Promise<void> {
  const { labScript } = await import('../fuzz/lab-script.ts')
  const { playByHand } = await import('../fuzz/by-hand.ts')
  const byHand = what.endsWith(RECORDED) ? 'only recorded' : await playByHand(run.steps)
  const origin = `${what}: seed ${seed}, path ${path}`
  const lab =
    typeof byHand === 'string'
      ? labScript(run, `${origin}; not run by hand: ${byHand}`)
      : labScript(run, origin, byHand)
  const file = `fuzz-difference-${seed}-${path.split(':')[0]}.sh`
  writeFileSync(file, lab, { mode: 0o755 })
  process.stdout.write(`${lab}# saved as ${file}\n`)
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
