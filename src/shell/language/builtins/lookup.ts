import { findCommand } from '../../system/lookup.ts'
import { printFunction } from '../print-function.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { findBuiltin } from './index.ts'
import { complain, readOptions } from './usage.ts'

const KEYWORDS = new Set(
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(
    ' ',
  ),
)

type Kind = 'keyword' | 'function' | 'builtin' | 'file'

interface Described {
  readonly kind: Kind
  readonly path: string
}

function describe(shell: Shell, name: string, filesOnly = false): Described | undefined {
  if (!filesOnly) {
    if (KEYWORDS.has(name)) return { kind: 'keyword', path: name }
    if (shell.functions.has(name)) return { kind: 'function', path: name }
    if (findBuiltin(name)) return { kind: 'builtin', path: name }
  }
  if (name === '') return undefined
  const found = findCommand(
    shell.system.files,
    shell.place,
    name,
    shell.cwd,
    shell.variables.get('PATH') ?? '',
  )
  return found.kind === 'program' || found.kind === 'script' ? { kind: 'file', path: found.path } : undefined
}

/** What `command -v`, `command -V` and `type` say; false if there is no such command. */
export function describeCommand(
  shell: Shell,
  command: string,
  name: string,
  style: 'short' | 'long',
): boolean {
  const found = describe(shell, name)
  if (!found) {
    if (style === 'long') complain(shell, command, `${name}: not found`)
    return false
  }
  shell.write(1, `${style === 'short' ? found.path : longForm(shell, name, found)}\n`)
  return true
}

function longForm(shell: Shell, name: string, { kind, path }: Described): string {
  switch (kind) {
    case 'keyword':
      return `${name} is a shell keyword`
    case 'function':
      return `${name} is a function\n${printFunction(shell.functions.get(name)!)}`
    case 'builtin':
      return `${name} is a shell builtin`
    case 'file':
      return `${name} is ${path}`
  }
}

const type: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'afptP')
  if (typeof options === 'number') return options
  let status = 0
  for (const name of options.rest) if (!typeOne(shell, name, options.given)) status = 1
  return status
}

function typeOne(shell: Shell, name: string, given: ReadonlyMap<string, string>): boolean {
  if (!given.has('t') && !given.has('p') && !given.has('P'))
    return describeCommand(shell, 'type', name, 'long')
  const found = describe(shell, name, given.has('P'))
  if (!found) return false
  if (given.has('t')) shell.write(1, `${found.kind}\n`)
  else if (found.kind === 'file') shell.write(1, `${found.path}\n`)
  return true
}

const hash: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'lrp:dt')
  if (typeof options === 'number') return options
  shell.hashed = { path: '', commands: new Map() }
  let status = 0
  for (const name of options.rest)
    if (!describe(shell, name)) status = complain(shell, 'hash', `${name}: not found`)
  return status
}

const caller: Builtin = (shell, { words }) => {
  const frame = shell.frames.at(-1 - Number(words[1] ?? 0))
  if (!frame) return 1
  const outer = shell.frames.at(-2 - Number(words[1] ?? 0))
  const name = words[1] === undefined ? '' : ` ${outer?.name ?? 'main'}`
  shell.write(1, `${frame.callLine}${name} ${frame.file}\n`)
  return 0
}

export const lookups: Readonly<Record<string, Builtin>> = { type, hash, caller }
