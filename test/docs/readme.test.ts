import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { readArguments, USAGE } from '../../src/cli/arguments.ts'
import { readLab } from '../../src/cli/labs.ts'
import { journeysOf } from '../../src/explain/journeys.ts'
import { tellJourney } from '../../src/explain/story.ts'
import { runLab } from '../../src/shell/lab.ts'
import { traceRecords } from '../../src/world/tracing.ts'
import { ROOT } from '../tidy/source-files.ts'

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

/** The fenced blocks of a language, '' for none. */
function fences(language: string): string[] {
  return [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, body]) =>
    name === language ? [body!] : [],
  )
}

test('the story in the README is what the simulator tells', async () => {
  const lab = readLab(join(ROOT, 'test/scenarios/published-lab-mended.sh'), undefined)
  const { world } = await runLab({ ...lab, world: { trace: true } })
  const told = journeysOf(traceRecords(world.trace!)).map(tellJourney).join('\n')
  const excerpt = /<!-- excerpt of: .* -->\n```\n([\s\S]*?)```/.exec(readme)![1]!
  expect(told).toContain(excerpt)
})

test('every command in the README exists, and none is left out', () => {
  const commands = [...readme.matchAll(/^macvlan-lab (\w+)/gm)].map(([, name]) => name)
  expect(commands.length).toBeGreaterThan(0)
  for (const command of commands) expect(USAGE).toMatch(new RegExp(`\\b${command}\\b`))
  for (const [, command] of USAGE.matchAll(/macvlan-lab (\w+)/g)) expect(commands).toContain(command)
})

test('the scripts that the README and package.json name are the same', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const named = [...readme.matchAll(/npm (?:run (\w+(?::\w+)?)|(start|test)\b)/g)].map(
    ([, run, own]) => run ?? own,
  )
  expect(named).toContain('start')
  for (const script of named) expect(Object.keys(scripts)).toContain(script)
})

describe('the library', () => {
  test('the example in the README runs and says something', async () => {
    const [example] = fences('ts')
    const folder = mkdtempSync(join(tmpdir(), 'macvlan-lab-'))
    const said: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
    try {
      const file = join(folder, 'example.ts')
      const door = pathToFileURL(join(ROOT, 'src/index.ts')).pathname
      writeFileSync(
        file,
        `${example!.replace("'macvlan-lab'", JSON.stringify(door))}\nconsole.log('status', status)\n`,
      )
      await import(/* @vite-ignore */ file)
    } finally {
      log.mockRestore()
      rmSync(folder, { recursive: true })
    }
    expect(said.at(-1)).toBe('status')
  })
})

test('a command line that is wrong is refused', () => {
  for (const wrong of [
    [],
    ['run'],
    ['nope', 'x.sh'],
    ['run', 'a', 'b'],
    ['verify', '--kernel', 'x'],
    ['run', '--what', 'x'],
  ])
    expect(() => readArguments(wrong), wrong.join(' ')).toThrow()
})
