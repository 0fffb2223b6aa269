import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/claims/claim.ts'
import { FOLKLORE } from '../../src/claims/folklore.ts'
import { judge } from '../../src/claims/judge.ts'
import { claimLab } from '../../src/claims/lab.ts'
import type { Saying } from '../../src/claims/saying.ts'
import type { Verdict } from '../../src/claims/search.ts'
import {
  type KernelBehaviour,
  type KernelVersion,
  RECORDED_VERSIONS,
} from '../../src/device/kernel-version.ts'
import { compare, formatDifferences } from '../../src/harness/compare.ts'
import { worldLike } from '../../src/harness/kernel-facts.ts'
import { namedMacs } from '../../src/harness/normalise.ts'
import { isRecordingOf, type Recording, readRecording } from '../../src/harness/recording.ts'
import { simulate } from '../../src/harness/simulate.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { newWorld } from '../../src/world/new-world.ts'
import { claimIn, search } from './searched.ts'
import { hasSuchWorlds } from './such-worlds.ts'

const OPPOSITE: Readonly<Record<string, Verdict['kind']>> = {
  holds: 'counterexample',
  counterexample: 'holds',
}
const RECORDED = 'test/claims/recorded'
const kernels = readdirSync(RECORDED)

/** What a lab prints at its end, read as the claim's verb: the kernel's own word, whatever the model thinks. */
function isTrueOf({ verb, who }: Claim, stdout: string): boolean {
  const seen = stdout.split('\n').filter((line) => / > .*length 60/.test(line)).length
  const own = /^For its own stack: (\d+)$/m.exec(stdout)?.[1]
  const heard = who === 'parent' && own !== undefined ? Number(own) : seen
  const answer = /status (\d+)/.exec(stdout)?.[1]
  switch (verb) {
    case 'hears':
      return heard > 0
    case 'never hears':
      return heard === 0
    case 'hears once':
      return heard === 1
    case 'sees':
      return seen > 0
    case 'never sees':
      return seen === 0
    case 'is granted':
      return answer === '0'
    case 'is refused':
      return answer !== '0'
    case 'is promiscuous':
      return !/promiscuity 0/.test(stdout)
    case 'is not promiscuous':
      return /promiscuity 0/.test(stdout)
  }
}

describe.each(FOLKLORE)('$id', ({ id, says, yaml, expect: expected, since }) => {
  const claim = claimIn(yaml)
  const verdict = search(claim)
  const world = verdict.kind === 'counterexample' ? verdict.world : undefined

  test(`is found out: ${expected}`, () => {
    expect(verdict.kind).toBe(expected)
    expect(verdict.fit).toBeGreaterThan(0)
  })

  test.runIf(world)('its counterexample is the smallest: nothing of it can be left out', () => {
    for (let at = 0; at < world!.length; at++)
      expect(judge(claim, world!.toSpliced(at, 1)).result).not.toBe('contradicts')
  })

  test.runIf(world)('its lab is up to date', async () => {
    const lab = claimLab(claim, world!, [`"${says.en}"`, 'The smallest world in which that is wrong.'])
    await expect(lab).toMatchFileSnapshot(`${id}.sh`)
  })

  test.runIf(world).each(kernels)(
    'kernel %s contradicts it, if it has such worlds, and the model did the same',
    async (kernel) => {
      const recording: Recording = readRecording(`${RECORDED}/${kernel}/${id}.json`)
      const lab = claimLab(claim, world!, [`"${says.en}"`, 'The smallest world in which that is wrong.'])
      const ours = isRecordingOf(recording, lab, defaultTopology)
      expect(ours, `npm run record test/claims/${id}.sh`).toBe(true)
      if (hasSuchWorlds(kernel as KernelVersion, since))
        expect(isTrueOf(claim, recording.observation.stdout)).toBe(false)
      const script = { name: `${id}.sh`, text: lab }
      const { observation } = await simulate({
        topology: defaultTopology,
        script,
        world: worldLike(recording.kernel),
      })
      const differences = compare(observation, recording.observation, namedMacs(defaultTopology, lab))
      expect(formatDifferences(differences, 'simulator', `kernel ${kernel}`)).toBe('')
    },
  )
})

function verdictOn({ expect, since, until }: Saying, does: KernelBehaviour): string | undefined {
  if (since !== undefined && !does[since]) return 'no such world'
  return until !== undefined && does[until] ? OPPOSITE[expect] : expect
}

test.each(
  FOLKLORE.flatMap((saying) =>
    [RECORDED_VERSIONS[0]!, RECORDED_VERSIONS.at(-1)!].map((kernel) => ({
      ...saying,
      kernel,
      verdict: verdictOn(saying, newWorld({ kernel }).kernel),
    })),
  ),
)('$id on kernel $kernel: $verdict', ({ yaml, kernel, verdict }) => {
  expect(search(claimIn(yaml), { kernel }).kind).toBe(verdict)
})

test('every lab and every recording has its claim', () => {
  const wrong = new Set(FOLKLORE.filter((one) => one.expect === 'counterexample').map(({ id }) => id))
  const labs = readdirSync('test/claims').filter((name) => name.endsWith('.sh'))
  expect(new Set(labs.map((name) => name.slice(0, -3)))).toEqual(wrong)
  for (const kernel of kernels) {
    const recorded = readdirSync(`${RECORDED}/${kernel}`).filter((name) => name !== 'checked.json')
    expect(new Set(recorded.map((name) => name.slice(0, -5)))).toEqual(wrong)
  }
})

test('each has an ID of its own, both languages, and a source', () => {
  expect(new Set(FOLKLORE.map(({ id }) => id)).size).toBe(FOLKLORE.length)
  for (const { says, because, source } of FOLKLORE) {
    for (const { en, zh } of [says, because]) expect([en, zh].every((text) => text.length > 5)).toBe(true)
    expect(source.url).toMatch(/^https?:\/\//)
  }
})
