import type { Shell } from '../shell.ts'
import type { Segment } from './fields.ts'

/** Homes that exist on every machine. */
const HOMES: Readonly<Record<string, string>> = { root: '/root', nobody: '/nonexistent', daemon: '/usr/sbin' }

/** Replaces ~, ~+, ~- and ~user at the start and, in assignments, after each `:`. */
export function expandTilde(
  shell: Shell,
  text: string,
  first: boolean,
  assignment: boolean,
): { segments: Segment[]; rest: string } {
  const segments: Segment[] = []
  let rest = text
  let atStart = first
  const name = first && !assignment ? /^[A-Za-z_]\w*=(?=~)/.exec(text)?.[0] : undefined
  if (name) {
    // A word that looks like an assignment is treated as one.
    segments.push({ text: name, quoted: false })
    rest = text.slice(name.length)
    assignment = true
  }
  while (rest !== '') {
    const prefix = atStart ? /^~([\w+-]*)(?=[/:]|$)/.exec(rest) : null
    const home =
      prefix && (assignment || rest[prefix[0].length] !== ':') ? homeOf(shell, prefix[1]!) : undefined
    if (home !== undefined) {
      segments.push({ text: home, quoted: true })
      rest = rest.slice(prefix![0].length)
    }
    const colon = assignment ? rest.indexOf(':') : -1
    if (colon < 0) break
    segments.push({ text: rest.slice(0, colon + 1), quoted: false })
    rest = rest.slice(colon + 1)
    atStart = true
  }
  return { segments, rest }
}

function homeOf(shell: Shell, user: string): string | undefined {
  if (user === '') return shell.variables.get('HOME') ?? '/root'
  if (user === '+') return shell.variables.get('PWD')
  if (user === '-') return shell.variables.get('OLDPWD')
  return HOMES[user]
}
