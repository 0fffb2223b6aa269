import { readdirSync } from 'node:fs'

const DIRECTORY = 'test/scenarios'

/** Paths of all scenarios, seen from the checkout. */
export function scenarioFiles(): readonly string[] {
  return readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.sh'))
    .sort()
    .map((file) => `${DIRECTORY}/${file}`)
}

/** What a scenario shows: its first comment, in one line. Throws if there is none. */
export function purposeOf(file: string, script: string): string {
  const comment = /^(?:# .*\n)+/.exec(script)?.[0].replaceAll(/^# (?:topology|needs|ipv6): .*\n/gm, '')
  if (!comment) throw new Error(`${file} does not begin with a comment`)
  return comment.replaceAll(/^# /gm, '').trim().replaceAll('\n', ' ')
}
