import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { FOLKLORE } from '../claims/folklore.ts'
import { claimLab } from '../claims/lab.ts'
import { readClaim, type WrittenClaim } from '../claims/read-claim.ts'
import { searchClaim, type Verdict } from '../claims/search.ts'
import { tellLab, tellVerdict } from '../claims/tell.ts'
import { DEFAULT_VERSION, type KernelVersion } from '../device/kernel-version.ts'
import { orUsageError, readVersion, UsageError } from './arguments.ts'
import { CannotRun } from './cannot-run.ts'

export const CLAIM_USAGE = `Usage: macvlan-lab claim [--worlds N] [--seed S] [--kernel-version V] FILE|ID

  Looks for a world that contradicts a claim about macvlan, and prints the smallest one as a script to run,
  with the way of its frame and the rules that it met. FILE is a claim in YAML, - for standard input; ID is one of
  ${wrapped(FOLKLORE.map(({ id }) => id))}
  --worlds N    so many worlds before the claim is believed (10000)
  --seed S      another choice of worlds; the same seed finds the same world (1)
  --kernel-version V  worlds of this kernel, as in 6.1 (${DEFAULT_VERSION})
  exit status 0: it holds, 1: it does not, 2: the claim or the command line is wrong
`

function wrapped(words: readonly string[]): string {
  const lines: string[] = ['']
  for (const word of words) {
    if (`${lines.at(-1)} ${word}`.length > 100) lines.push('')
    lines.push(`${lines.pop()} ${word}`.trim())
  }
  return lines.join('\n  ')
}

interface ClaimArguments {
  readonly from: string
  readonly worlds: number
  readonly seed: number
  readonly kernel?: KernelVersion
}

/** `macvlan-lab claim`. */
export async function claim(argv: readonly string[]): Promise<number> {
  const given = readClaimArguments(argv)
  if (given === 'help') {
    process.stdout.write(CLAIM_USAGE)
    return 0
  }
  const written = readWritten(given.from)
  const verdict = await searchClaim(written.claim, { ...given, onProgress: showProgress })
  if (process.stderr.isTTY) process.stderr.write('\r')
  process.stdout.write(await report(written, verdict, given.kernel))
  return STATUS[verdict.kind]
}

const STATUS: Readonly<Record<Verdict['kind'], number>> = {
  holds: 0,
  example: 0,
  counterexample: 1,
  'no example': 1,
  'no such world': 2,
  stopped: 2,
}

function showProgress({ worlds }: { readonly worlds: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${worlds} worlds `)
}

async function report(
  { claim, says }: WrittenClaim,
  verdict: Verdict,
  kernel: KernelVersion | undefined,
): Promise<string> {
  const remark = [...(says === undefined ? [] : [`"${says}"`]), tellVerdict(verdict)]
  if (verdict.kind !== 'counterexample' && verdict.kind !== 'example') return `${remark.join('\n')}\n`
  const lab = claimLab(claim, verdict.world, remark)
  const { output, story } = await tellLab(lab, kernel)
  return [lab, commented('It prints:', output), commented('Why:', story ?? 'no frame was sent')].join('\n')
}

/** So that all of what is printed is a script. */
function commented(title: string, text: string): string {
  const lines = [title, ...text.trimEnd().split('\n')]
  return `${lines.map((line) => `# ${line}`.trimEnd()).join('\n')}\n`
}

function readWritten(from: string): WrittenClaim {
  const known = FOLKLORE.find(({ id }) => id === from)
  const read = readClaim(known?.yaml ?? readText(from))
  if (read.ok) return { ...read.written, says: known?.says.en ?? read.written.says }
  throw new CannotRun(
    read.errors.map(({ line, message }) => `${from}:${line}: ${message}`).join('\nmacvlan-lab: '),
  )
}

const STDIN = 0

function readText(from: string): string {
  try {
    return readFileSync(from === '-' ? STDIN : from, 'utf8')
  } catch {
    throw new CannotRun(`claim: there is no file and no claim called "${from}" (claim --help lists them)`)
  }
}

/** Throws UsageError. */
function readClaimArguments(argv: readonly string[]): ClaimArguments | 'help' {
  const { values, positionals } = parse(argv)
  if (values.help) return 'help'
  if (positionals.length !== 1) throw new UsageError('claim takes one FILE or ID')
  const kernel = readVersion(values['kernel-version'])
  return {
    from: positionals[0]!,
    worlds: values.worlds === undefined ? 10_000 : numberOf('worlds', values.worlds),
    seed: values.seed === undefined ? 1 : numberOf('seed', values.seed),
    ...(kernel && { kernel }),
  }
}

function numberOf(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`claim: --${name} takes a whole number, not "${text}"`)
}

function parse(argv: readonly string[]) {
  const read = () =>
    parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        worlds: { type: 'string' },
        seed: { type: 'string' },
        'kernel-version': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  return orUsageError(read, 'claim')
}
