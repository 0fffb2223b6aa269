import { FileFailure } from '../../process.ts'
import { errorText } from '../../system/files/errors.ts'
import { resolvePath } from '../../system/files/path.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { complain, readOptions } from './usage.ts'

const cd: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'LPe@')
  if (typeof options === 'number') return options
  if (options.rest.length > 1) return complain(shell, 'cd', 'too many arguments')
  const [given] = options.rest
  const target = given === '-' ? shell.variables.get('OLDPWD') : (given ?? shell.variables.get('HOME'))
  if (target === undefined) return complain(shell, 'cd', given === '-' ? 'OLDPWD not set' : 'HOME not set')
  const status = change(shell, 'cd', target)
  if (status === 0 && given === '-') shell.write(1, `${shell.cwd}\n`)
  return status
}

function change(shell: Shell, name: string, target: string): number {
  const path = resolvePath(shell.cwd, target)
  try {
    const kind = shell.system.files.kind(path, shell.place)
    if (!kind) throw new FileFailure(missing(shell, path), path)
    if (kind !== 'directory') throw new FileFailure('ENOTDIR', path)
  } catch (error) {
    if (error instanceof FileFailure) return complain(shell, name, `${target}: ${errorText(error.code)}`)
    throw error
  }
  shell.variables.set('OLDPWD', shell.variables.get('PWD') ?? shell.cwd)
  shell.cwd = path
  shell.variables.set('PWD', path)
  return 0
}

function missing(shell: Shell, path: string): 'ENOENT' | 'ENOTDIR' {
  for (let at = resolvePath(path, '..'); at !== '/'; at = resolvePath(at, '..')) {
    const kind = shell.system.files.kind(at, shell.place)
    if (kind) return kind === 'directory' ? 'ENOENT' : 'ENOTDIR'
  }
  return 'ENOENT'
}

const pwd: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'LP')
  if (typeof options === 'number') return options
  shell.write(1, `${shell.cwd}\n`)
  return 0
}

/** The stack below the current directory lives in a variable of the shell's own. */
const stacks = new WeakMap<Shell, string[]>()

function stackOf(shell: Shell): string[] {
  const known = stacks.get(shell) ?? []
  stacks.set(shell, known)
  return known
}

function printStack(shell: Shell): number {
  const home = shell.variables.get('HOME') ?? ''
  const short = (path: string) =>
    home && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path
  shell.write(1, `${[shell.cwd, ...stackOf(shell)].map(short).join(' ')}\n`)
  return 0
}

const pushd: Builtin = (shell, { words }) => {
  const stack = stackOf(shell)
  const target = words[1] ?? stack[0]
  if (target === undefined) return complain(shell, 'pushd', 'no other directory')
  const from = shell.cwd
  if (change(shell, 'pushd', target) !== 0) return 1
  if (words[1] === undefined) stack.shift()
  stack.unshift(from)
  return printStack(shell)
}

const popd: Builtin = (shell) => {
  const target = stackOf(shell).shift()
  if (target === undefined) return complain(shell, 'popd', 'directory stack empty')
  return change(shell, 'popd', target) || printStack(shell)
}

export const directories: Readonly<Record<string, Builtin>> = { cd, pwd, pushd, popd, dirs: printStack }
