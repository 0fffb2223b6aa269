import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLab } from '../../src/cli/labs.ts'
import { compare, formatDifferences } from '../../src/harness/compare.ts'
import { worldLike } from '../../src/harness/kernel-facts.ts'
import { withoutLateStates } from '../../src/harness/link-state-words.ts'
import { namedMacs } from '../../src/harness/normalise.ts'
import { isRecordingOf, readRecording } from '../../src/harness/recording.ts'
import { simulate } from '../../src/harness/simulate.ts'
import { purposeOf, scenarioFiles } from './scenario-files.ts'

const RECORDED = 'test/kernel/recorded'
const nameOf = (file: string) => basename(file).replace(/\.(?:sh|json|json\.gz)$/, '')
const recordings = readdirSync(RECORDED, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.json(?:\.gz)?$/.test(file))
  .map((file) => ({ name: nameOf(file), kernel: dirname(file), file: `${RECORDED}/${file}` }))

describe.each(scenarioFiles())('%s', (file) => {
  const lab = readLab(file, undefined)
  const mine = recordings.filter(({ name }) => name === nameOf(file))

  test('says what it shows, in a sentence or two', () => {
    const purpose = purposeOf(file, Buffer.from(lab.script.text, 'latin1').toString('utf8'))
    expect(purpose).toMatch(/^["A-Z].{20,240}\.$/)
  })

  test('has a recording', () => {
    expect(mine).not.toEqual([])
  })

  test.each(mine)('does what kernel $kernel did', async (recorded) => {
    const { kernel, observation, ...recording } = readRecording(recorded.file)
    const { script, topology } = lab
    const isOurs = isRecordingOf({ kernel, observation, ...recording }, script.text, topology)
    expect(isOurs, `${recorded.file} is of another script: npm run record ${file}`).toBe(true)
    const world = worldLike(kernel)
    const model = await simulate({ script, topology, world })
    const { kernel: does } = model.world
    const [ours, theirs] = [model.observation, observation].map((one) => withoutLateStates(one, does))
    const differences = compare(ours!, theirs!, namedMacs(topology, script.text))
    expect(formatDifferences(differences, 'simulator', `kernel ${kernel.release}`)).toBe('')
  })
})

test('every recording has its scenario', () => {
  const lost = recordings.filter(({ name }) => !existsSync(`test/scenarios/${name}.sh`))
  expect(lost).toEqual([])
})

test('docs/scenarios.md lists them', async () => {
  const rows = scenarioFiles().map(
    (file) => `| [${nameOf(file)}](../${file}) | ${purposeOf(file, readFileSync(file, 'utf8'))} |`,
  )
  const page = `# The scenarios

Each is a bash script: a test, a recording of the real kernel, and a lesson. This page is made from their first
comments (\`npx vitest run test/scenarios -u\` writes it).

| scenario | what it shows |
|---|---|
${rows.join('\n')}
`
  await expect(page).toMatchFileSnapshot('../../docs/scenarios.md')
})
