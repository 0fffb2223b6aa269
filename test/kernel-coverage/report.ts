import type { FunctionCoverage } from './gcov.ts'

/** A run of the corpus, as it is checked in: test/kernel-coverage/coverage.json. */
export interface Coverage {
  /** `uname -r` of the kernel, and the version of the source package. */
  readonly release: string
  readonly corpus: { readonly scenarios: number; readonly random: number; readonly small: number }
  readonly functions: readonly FunctionCoverage[]
}

/** Why no corpus reaches a line; `corpus`: ours does not, though configuration could. */
export type Kind = keyof typeof KINDS
const KINDS = {
  memory: 'an allocation fails',
  overflow: 'a counter of 32 bits is at its end',
  message: 'a message that iproute2 does not send',
  hardware: 'a NIC with abilities that no virtual one has',
  caller: 'who calls it has made sure of it before',
  race: 'two processors at the same moment',
  boot: 'the module is loaded or unloaded',
  corpus: 'it could be reached: the corpus does not',
} as const

/** Lines of a function that are not reached, in our own words: test/kernel-coverage/unreached.json. */
export interface Unreached {
  readonly function: string
  readonly lines: readonly number[]
  readonly what: string
  readonly kind: Kind
}

export const FRAME_PATH = [
  'macvlan_handle_frame',
  'macvlan_start_xmit',
  'macvlan_queue_xmit',
  'macvlan_broadcast',
  'macvlan_broadcast_one',
  'macvlan_multicast_rx',
  'macvlan_forward_source',
  'macvlan_forward_source_one',
  'macvlan_process_broadcast',
  'macvlan_broadcast_enqueue',
]

/** Lines without a reason, and reasons without their line. */
export function disagreements({ functions }: Coverage, reasons: readonly Unreached[]): readonly string[] {
  const missing = functions.flatMap(({ name, unreached }) =>
    unreached
      .filter((line) => !reasons.some((one) => one.function === name && one.lines.includes(line)))
      .map((line) => `${name}, line ${line}: not reached, and nobody says why`),
  )
  const stale = reasons.flatMap((reason) => {
    const unreached = functions.find(({ name }) => name === reason.function)?.unreached ?? []
    return reason.lines
      .filter((line) => !unreached.includes(line))
      .map((line) => `${reason.function}, line ${line}: it is reached, but a reason says why not`)
  })
  return [...missing, ...stale]
}

export interface Sums {
  readonly lines: number
  readonly reached: number
  readonly branches: number
  readonly taken: number
}

export function sumOf(functions: readonly FunctionCoverage[]): Sums {
  const sum = (key: keyof Sums) => functions.reduce((total, one) => total + one[key], 0)
  return { lines: sum('lines'), reached: sum('reached'), branches: sum('branches'), taken: sum('taken') }
}

/** Of the lines that configuration can reach. */
export function configurable(coverage: Coverage, reasons: readonly Unreached[]): Sums {
  const sums = sumOf(coverage.functions)
  const beyond = reasons.filter(({ kind }) => kind !== 'corpus').flatMap(({ lines }) => lines).length
  return { ...sums, lines: sums.lines - beyond }
}

/** docs/kernel-coverage.md */
export function renderCoverage(coverage: Coverage, reasons: readonly Unreached[]): string {
  const { functions, release, corpus } = coverage
  const isFrames = ({ name }: FunctionCoverage) => FRAME_PATH.includes(name)
  const frames = FRAME_PATH.flatMap((name) => functions.filter((one) => one.name === name))
  return `# How much of the kernel's macvlan.c the tests reach

\`drivers/net/macvlan.c\` of Linux ${release}, compiled with counters (gcov) into a User Mode Linux, has played
${corpus.scenarios} scenarios, ${corpus.random} random worlds, and ${corpus.small} small ones. This page is made by
\`npm run kernel-coverage\`; it tells what was run, not whether the outcome was right: for that there are the recordings.

| | lines | branches |
|---|---|---|
${row('the way of a frame', sumOf(frames))}
${row('all that configuration can reach', configurable(coverage, reasons), true)}
${row('everything', sumOf(functions))}

## The way of a frame

${table(frames)}

## The rest

${table(functions.filter((one) => !isFrames(one)))}

## What is not reached

| lines | function | what it is | when it would run |
|---|---|---|---|
${reasons.map(({ lines, function: name, what, kind }) => `| ${ranges(lines)} | \`${name}\` | ${what} | ${KINDS[kind]} |`).join('\n')}
`
}

function table(functions: readonly FunctionCoverage[]): string {
  const rows = functions.map((one) => row(`\`${one.name}\``, one))
  return ['| function | lines | branches |', '|---|---|---|', ...rows].join('\n')
}

function row(name: string, { lines, reached, branches, taken }: Sums, linesOnly = false): string {
  return `| ${name} | ${share(reached, lines)} | ${linesOnly ? '' : share(taken, branches)} |`
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`
}

/** `3, 7–9` */
function ranges(lines: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < lines.length; ) {
    let end = at
    while (lines[end + 1] === lines[end]! + 1) end++
    parts.push(end === at ? `${lines[at]}` : `${lines[at]}–${lines[end]}`)
    at = end + 1
  }
  return parts.join(', ')
}
