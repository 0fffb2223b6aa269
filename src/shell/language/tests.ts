import { FileFailure, type FileStatus } from '../process.ts'
import { resolvePath } from '../system/files/path.ts'
import type { Shell } from './shell.ts'
import { readElement } from './variables/read.ts'
import { isSet } from './variables/variable.ts'

/** The operators that test and [[ share. */

const UNARY = new Set('abcdefghknoprstuvwxzGLNORS'.split('').map((letter) => `-${letter}`))

export function isUnary(operator: string): boolean {
  return UNARY.has(operator)
}

export function testUnary(shell: Shell, operator: string, operand: string): boolean {
  switch (operator) {
    case '-n':
      return operand !== ''
    case '-z':
      return operand === ''
    case '-o':
      return shell.has(operand)
    case '-v':
      return isVariableSet(shell, operand)
    case '-R':
      return shell.variables.find(operand)?.attributes.has('n') ?? false
    case '-t':
      return false
    default:
      return testFile(operator, statusOf(shell, operand, operator === '-h' || operator === '-L'))
  }
}

function isVariableSet(shell: Shell, name: string): boolean {
  const element = /^(\w+)\[(.*)\]$/s.exec(name)
  if (element)
    return (
      (readElement(shell, element[1]!, element[2]) ?? '') !== '' ||
      hasElement(shell, element[1]!, element[2]!)
    )
  if (/^\d+$/.test(name)) return Number(name) <= shell.positional.length
  const variable = shell.variables.find(name)
  if (variable?.array) return variable.array[0] !== undefined
  if (variable?.map) return variable.map.has('0')
  return isSet(variable) || shell.variables.dynamic.has(name)
}

function hasElement(shell: Shell, name: string, subscript: string): boolean {
  if (subscript === '@' || subscript === '*') return isSet(shell.variables.find(name))
  return readElement(shell, name, subscript) !== undefined
}

function statusOf(shell: Shell, path: string, link = false): FileStatus | undefined {
  if (path === '') return undefined
  const descriptor = /^\/dev\/(?:fd\/(\d+)|std(?:in|out|err))$/.exec(path)
  if (descriptor) {
    const number = descriptor[1]
      ? Number(descriptor[1])
      : ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(path)
    const open = shell.descriptors.get(number) !== undefined
    return open ? { kind: 'device', size: 0, mode: 0o600, modified: 0, inode: -1 - number } : undefined
  }
  try {
    return shell.system.files.status(resolvePath(shell.cwd, path), shell.place, link)
  } catch (error) {
    if (error instanceof FileFailure) return undefined
    throw error
  }
}

function testFile(operator: string, status: FileStatus | undefined): boolean {
  if (!status) return false
  switch (operator) {
    case '-f':
      return status.kind === 'file'
    case '-d':
      return status.kind === 'directory'
    case '-h':
    case '-L':
      return status.kind === 'symlink'
    case '-s':
      return status.kind === 'directory' || status.size > 0
    case '-c':
      return status.kind === 'device'
    case '-x':
      return status.kind === 'directory' || (status.mode & 0o111) !== 0
    case '-g':
      return (status.mode & 0o2000) !== 0
    case '-k':
      return (status.mode & 0o1000) !== 0
    case '-u':
      return (status.mode & 0o4000) !== 0
    case '-b':
    case '-p':
    case '-S':
      return false
    default:
      // -a -e -r -w -G -N -O: root may do all.
      return true
  }
}

export function compareFiles(shell: Shell, left: string, operator: string, right: string): boolean {
  const a = statusOf(shell, left)
  const b = statusOf(shell, right)
  switch (operator) {
    case '-nt':
      return a !== undefined && (b === undefined || a.modified > b.modified)
    case '-ot':
      return b !== undefined && (a === undefined || a.modified < b.modified)
    default:
      return a !== undefined && b !== undefined && a.inode === b.inode
  }
}
