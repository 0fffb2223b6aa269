import { ExitShell } from '../control.ts'
import { optionLetters } from '../options.ts'
import type { Shell } from '../shell.ts'
import { AssignmentRefused, arrayIndex } from './assign.ts'
import { keysOf, scalarOf, type Variable, valuesOf } from './variable.ts'

/** What a parameter holds: one value, or a list for @, * and whole arrays. */
export interface Parameter {
  readonly values: readonly string[]
  readonly isSet: boolean
  readonly list: '@' | '*' | undefined
}

const UNSET: Parameter = { values: [], isSet: false, list: undefined }

export function scalar(text: string | undefined): Parameter {
  return text === undefined ? UNSET : { values: [text], isSet: true, list: undefined }
}

export function readParameter(shell: Shell, name: string, subscript: string | undefined): Parameter {
  if (name === '@' || name === '*')
    return { values: shell.positional, isSet: shell.positional.length > 0, list: name }
  if (subscript === '@' || subscript === '*') {
    const values = listOf(shell, name)
    return { values, isSet: values.length > 0, list: subscript }
  }
  return scalar(subscript === undefined ? readScalar(shell, name) : readElement(shell, name, subscript))
}

/** `$name`, special and positional parameters included. */
export function readScalar(shell: Shell, name: string): string | undefined {
  const first = name.charCodeAt(0)
  if (first >= 0x30 && first <= 0x39) return positional(shell, Number(name))
  return readSpecial(shell, name) ?? readVariable(shell, name)
}

function readVariable(shell: Shell, name: string): string | undefined {
  const variable = shell.variables.find(name)
  if (variable?.attributes.has('n')) {
    const target = shell.variables.resolve(name)
    const element = /^(\w+)\[(.*)\]$/s.exec(target)
    if (element) return readElement(shell, element[1]!, element[2])
  }
  const array = shellArray(shell, name)
  return array ? array[0] : shell.variables.get(name)
}

function positional(shell: Shell, index: number): string | undefined {
  return index === 0 ? shell.name : shell.positional[index - 1]
}

function readSpecial(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status)
    case '#':
      return String(shell.positional.length)
    case '$':
      return String(shell.mainPid)
    case '!':
      return shell.lastBackground === undefined ? undefined : String(shell.lastBackground)
    case '-':
      return optionLetters(shell.options, shell.started)
    case '_':
      return shell.lastArgument
    case 'SHELLOPTS':
      return [...shell.options].sort().join(':')
    default:
      return undefined
  }
}

/** Arrays that the shell keeps itself. */
function shellArray(shell: Shell, name: string): readonly string[] | undefined {
  switch (name) {
    case 'PIPESTATUS':
      return shell.pipeStatus.map(String)
    case 'FUNCNAME':
      return shell.frames.length > 0 ? [...shell.frames.map((frame) => frame.name).reverse(), 'main'] : []
    case 'BASH_SOURCE':
      return [
        ...shell.frames.map((frame) => frame.file).reverse(),
        ...(shell.started === '' ? [shell.name] : []),
      ]
    case 'BASH_LINENO':
      return [...shell.frames.map((frame) => String(frame.callLine)).reverse(), '0']
    default:
      return undefined
  }
}

function arrayVariable(shell: Shell, name: string): Variable | undefined {
  const array = shellArray(shell, name)
  if (array) return { array: [...array], attributes: new Set() }
  const variable = shell.variables.find(shell.variables.resolve(name))
  if (variable || !shell.variables.dynamic.has(name)) return variable
  return { text: shell.variables.get(name), attributes: new Set() }
}

function listOf(shell: Shell, name: string): string[] {
  return valuesOf(arrayVariable(shell, name))
}

export function listKeys(shell: Shell, name: string): string[] {
  return keysOf(arrayVariable(shell, name))
}

export function isAssociative(shell: Shell, name: string): boolean {
  return shell.variables.find(shell.variables.resolve(name))?.map !== undefined
}

/** A variable's element as arithmetic and `${a[i]}` read it. Under set -u an unset name is fatal. */
export function readElement(shell: Shell, name: string, subscript: string | undefined): string | undefined {
  if (subscript === undefined) {
    const value = readScalar(shell, name)
    if (value === undefined && shell.has('nounset')) failUnbound(shell, name)
    return value
  }
  if (subscript === '@' || subscript === '*') return listOf(shell, name).join(' ')
  const variable = arrayVariable(shell, name)
  if (variable?.map) return variable.map.get(subscript)
  const index = indexToRead(shell, variable, subscript, name)
  if (index === undefined) return undefined
  return variable?.array ? variable.array[index] : index === 0 ? scalarOf(variable) : undefined
}

/** A subscript before the first element is complained about, and reads as nothing. */
function indexToRead(shell: Shell, variable: Variable | undefined, subscript: string, name: string) {
  try {
    return arrayIndex(shell, variable, subscript, name)
  } catch (error) {
    if (!(error instanceof AssignmentRefused)) throw error
    shell.complain(`${name}: bad array subscript`)
    return undefined
  }
}

/** An unset variable under set -u ends a script. */
export function failUnbound(shell: Shell, name: string): never {
  shell.complain(`${/^\d+$/.test(name) ? '$' : ''}${name}: unbound variable`)
  throw new ExitShell(shell.started === 'c' ? 127 : 1)
}
