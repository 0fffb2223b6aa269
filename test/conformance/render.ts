import type { Rule } from '../../src/device/rule.ts'
import type { Freedom } from '../../src/fuzz/freedoms.ts'
import type { Campaign, Conformance, KernelConformance } from './data.ts'

/** The chapters of the rule book that the recordings of labs and fuzzed worlds are about. */
export interface Chapter {
  readonly title: string
  readonly rules: readonly Rule[]
}

const number = (value: number) => value.toLocaleString('en')
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`

export function unexplained({ kernels, campaigns }: Conformance): readonly string[] {
  return [
    ...kernels.flatMap((one) => one.unexplained.map((line) => `${one.kernel}: ${line}`)),
    ...campaigns.flatMap(({ what, kernel, differences }) =>
      differences
        .filter(({ mended }) => mended === undefined)
        .map((one) => `${kernel}, ${what}: ${JSON.stringify(one)}`),
    ),
  ]
}

/** docs/conformance.md */
export function renderConformance(
  found: Conformance,
  chapters: readonly Chapter[],
  freedoms: readonly Freedom[],
): string {
  const { kernels, campaigns } = found
  const left = unexplained(found)
  return `# How far the model was compared with real kernels

Made by \`npm run conformance\`, from the recordings in \`test/kernel/recorded\`, the long runs in
\`test/kernel/campaigns.jsonl\`, the mutants (\`npm run mutants\`) and the kernel's own coverage
(\`npm run kernel-coverage\`, [its page](kernel-coverage.md)). The same figures as data: [conformance.json](conformance.json).

**Differences that nothing explains: ${left.length}.**
${left.map((line) => `- ${line}\n`).join('')}
## Recordings, replayed in the model

Each lab is compared in its output, its exit status and every frame at every device; each random world, after each of
its steps, in the answer, every frame, every counter, every link and the switches' tables.

| kernel | iproute2 | labs | the same | random worlds | the same | frames sent | sightings compared |
|---|---|---|---|---|---|---|---|
${kernels.map(kernelRow).join('\n')}

## Live runs

Random histories, in the model and on a kernel at the same time.

| kernel | worlds from | worlds | steps | frames sent | sightings compared | different | worlds a second |
|---|---|---|---|---|---|---|---|
${campaigns.map(campaignRow).join('\n')}
${campaigns.flatMap(mendedLines).join('')}
## Differences that are explained

A kernel is free in some things: two runs of it differ there, and so may the model. How often it made use of that, in
the live runs above:

| times | what | why | what is compared all the same |
|---|---|---|---|
${freedoms.map((one) => freedomRow(one, campaigns)).join('\n')}

Where kernels differ from each other, the model takes the kernel's version: [differences.md](differences.md).

## Mutants

${mutantsSentence(found)}

| sources | mutants | caught |
|---|---|---|
${Object.entries(found.mutants.folders)
  .map(([folder, { mutants, caught }]) => `| \`src/${folder}\` | ${number(mutants)} | ${number(caught)} |`)
  .join('\n')}

What survives is in \`test/mutants/survivors.json\`, each with its reason.

## The kernel's own code

${coverageSentence(found)}

## Rules and kernels

Which answers of each rule were given in a recording that the model agrees with.

${chapters.map((chapter) => chapterTable(chapter, kernels)).join('\n\n')}
`
}

function kernelRow({ kernel, releases, iproute2, scenarios, worlds }: KernelConformance): string {
  const cells = [
    scenarios.recorded,
    scenarios.same,
    worlds.recorded,
    worlds.same,
    worlds.frames,
    worlds.sightings,
  ]
  const name = `${kernel} (${releases.join(', ')})`
  return `| ${name} | ${iproute2.join(', ')} | ${cells.map(number).join(' | ')} |`
}

function campaignRow(campaign: Campaign): string {
  const { kernel, what, worlds, steps, frames, sightings, differences, seconds } = campaign
  const cells = [worlds, steps, frames, sightings, differences.length, Math.round(worlds / seconds)]
  return `| ${kernel} | ${what} | ${cells.map(number).join(' | ')} |`
}

/** What a run has found, and the model has learned since. */
function mendedLines({ kernel, differences }: Campaign): readonly string[] {
  return differences.flatMap(({ seed, path, lines, mended }) =>
    mended === undefined
      ? []
      : [
          `\nOn ${kernel}, world ${path} of seed ${seed} came out differently (${lines.join('; ')}): ${mended}\n`,
        ],
  )
}

function freedomRow({ id, what, why, still }: Freedom, campaigns: readonly Campaign[]): string {
  const counts = campaigns.flatMap(({ freedoms }) => freedoms[id] ?? [])
  const times = counts.length === 0 ? 'not counted' : number(counts.reduce((sum, one) => sum + one, 0))
  return `| ${times} | ${what} | ${why} | ${still} |`
}

function chapterTable({ title, rules }: Chapter, kernels: readonly KernelConformance[]): string {
  const rows = rules.map(({ id, question }) => {
    const cells = kernels.map(({ answers }) => ANSWERS[answers[id] ?? 'none'])
    return `| [${id}](SPEC.md#${id.toLowerCase()}) | ${question} | ${cells.join(' | ')} |`
  })
  const head = `| rule | question | ${kernels.map(({ kernel }) => kernel).join(' | ')} |`
  return `### ${title}\n\n${head}\n|---|---|${kernels.map(() => '---|').join('')}\n${rows.join('\n')}`
}

const ANSWERS = { both: 'yes, no', yes: 'yes', no: 'no', none: '' } as const

function mutantsSentence({ mutants: { mutants, caught } }: Conformance): string {
  return `Every condition of the rules changed, one at a time: ${number(caught)} of ${number(mutants)} changes are caught (${percent(caught, mutants)}).`
}

function coverageSentence({ coverage }: Conformance): string {
  if (coverage === null) return 'Not counted yet.'
  const { release, framePath, configurable } = coverage
  const of = (one: typeof framePath) =>
    `${number(one.reached)} of ${number(one.lines)} lines (${percent(one.reached, one.lines)})`
  return `The labs and the fuzzed worlds run ${of(framePath)} of those functions of \`macvlan.c\` that carry frames, and ${of(configurable)} of all that configuration can reach, in Linux ${release}: [kernel-coverage.md](kernel-coverage.md).`
}

function foundBy({ differences }: Campaign): string {
  const mended = differences.filter((one) => one.mended !== undefined).length
  return mended === 0 ? '' : `: ${mended} different, mended since`
}

/** The block of README.md between its two marks. */
export function renderBlock(found: Conformance): string {
  const { kernels, campaigns, coverage } = found
  const names = kernels.map(({ kernel }) => kernel).join(', ')
  const sum = (numbers: readonly number[]) => number(numbers.reduce((total, one) => total + one, 0))
  const scenarios = sum(kernels.map(({ scenarios }) => scenarios.recorded))
  const worlds = sum(kernels.map(({ worlds }) => worlds.recorded))
  const live = campaigns.reduce((most, one) => (one.worlds > most.worlds ? one : most), campaigns[0]!)
  return [
    `| | |`,
    `|---|---|`,
    `| kernels recorded | ${names} |`,
    `| labs compared to the letter | ${scenarios} runs |`,
    `| recorded random worlds replayed | ${worlds} |`,
    ...(live === undefined
      ? []
      : [
          `| longest live run | ${number(live.worlds)} worlds, ${number(live.sightings)} sightings of ${number(live.frames)} frames, on ${live.kernel}${foundBy(live)} |`,
        ]),
    `| differences that nothing explains | **${unexplained(found).length}** |`,
    `| conditions of the rules changed on purpose | ${number(found.mutants.caught)} of ${number(found.mutants.mutants)} caught |`,
    ...(coverage === null
      ? []
      : [
          `| lines of the kernel's \`macvlan.c\` on a frame's way | ${number(coverage.framePath.reached)} of ${number(coverage.framePath.lines)} reached |`,
        ]),
  ].join('\n')
}
