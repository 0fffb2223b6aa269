import { FileFailure } from '../../process.ts'
import { resolvePath } from '../../system/files/path.ts'
import { DropLine } from '../control.ts'
import type { Shell } from '../shell.ts'
import { type Field, patternOf, textOf } from './fields.ts'
import { compilePattern } from './pattern.ts'

export function hasGlob(shell: Shell, field: Field): boolean {
  let bracket = false
  for (const { text, quoted } of field) {
    if (quoted) continue
    if (/[*?]|\[[\s\S]*\]/.test(text) || (bracket && text.includes(']'))) return true
    bracket ||= text.includes('[')
    if (shell.shopts.has('extglob') && /[@!+]\(/.test(text)) return true
  }
  return false
}

/** File names that match, in byte order; the word itself if there are none. */
export function expandGlob(shell: Shell, field: Field): string[] {
  const matches = matchPaths(shell, patternOf(field))
  if (matches.length > 0) return matches.sort(compareBytes)
  if (shell.shopts.has('nullglob')) return []
  if (!shell.shopts.has('failglob')) return [textOf(field)]
  shell.complain(`no match: ${textOf(field)}`)
  throw new DropLine(1)
}

export function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const UNESCAPE = /\\(.)/gs

function matchPaths(shell: Shell, pattern: string): string[] {
  let found = [pattern.startsWith('/') ? '/' : '']
  const parts = pattern.split('/')
  if (parts[0] === '') parts.shift()
  for (const [i, part] of parts.entries()) {
    if (part === '') continue
    const last = i === parts.length - 1
    found = found.flatMap((prefix) => matchOne(shell, prefix, part, last))
  }
  // A pattern that ends with a slash matches directories only and keeps it.
  return pattern.endsWith('/') ? found.map((path) => `${path}/`) : found
}

function matchOne(shell: Shell, prefix: string, part: string, last: boolean): string[] {
  const literal = part.replace(UNESCAPE, '$1')
  const join = (name: string) => (prefix === '' || prefix === '/' ? prefix + name : `${prefix}/${name}`)
  if (!/[*?[]|[@!+]\(/.test(part.replace(UNESCAPE, ''))) {
    if (last && exists(shell, join(literal))) return [join(literal)]
    return !last && isDirectory(shell, join(literal)) ? [join(literal)] : []
  }
  if (part === '**' && shell.shopts.has('globstar')) return descend(shell, prefix, last)
  const expression = compilePattern(part, {
    extended: shell.shopts.has('extglob'),
    ignoreCase: shell.shopts.has('nocaseglob'),
  })
  const hidden = part.startsWith('.') || part.startsWith('\\.') || shell.shopts.has('dotglob')
  return list(shell, prefix)
    .filter((name) => (hidden || !name.startsWith('.')) && expression.test(name))
    .map(join)
    .filter((path) => last || isDirectory(shell, path))
}

function descend(shell: Shell, prefix: string, last: boolean): string[] {
  const below = list(shell, prefix)
    .filter((name) => !name.startsWith('.'))
    .map((name) => (prefix === '' || prefix === '/' ? prefix + name : `${prefix}/${name}`))
    .flatMap((path) => [path, ...(isDirectory(shell, path) ? descend(shell, path, last).slice(1) : [])])
  return [prefix, ...below.filter((path) => last || isDirectory(shell, path))]
}

function list(shell: Shell, prefix: string): readonly string[] {
  try {
    return shell.system.files.list(resolvePath(shell.cwd, prefix), shell.place)
  } catch (error) {
    if (error instanceof FileFailure) return []
    throw error
  }
}

function exists(shell: Shell, path: string): boolean {
  return shell.system.files.status(resolvePath(shell.cwd, path), shell.place, true) !== undefined
}

function isDirectory(shell: Shell, path: string): boolean {
  return shell.system.files.kind(resolvePath(shell.cwd, path), shell.place) === 'directory'
}
