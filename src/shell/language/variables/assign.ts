import { arithmetic } from '../arithmetic/index.ts'
import { DropLine } from '../control.ts'
import type { Shell } from '../shell.ts'
import { newVariable, type Variable } from './variable.ts'

export interface Target {
  readonly name: string
  /** Already expanded; undefined for the whole variable. */
  readonly subscript: string | undefined
  readonly append: boolean
}

/** One element of a compound assignment, already expanded. */
export interface Element {
  readonly key: string | undefined
  readonly append: boolean
  readonly value: string
}

/** The command that assigns goes no further; `local` and its kin only report. */
export class AssignmentRefused extends Error {}

export function assignText(shell: Shell, target: Target, value: string): void {
  const name = shell.variables.resolve(target.name)
  const inside = /^(\w+)\[(.*)\]$/s.exec(name)
  if (inside) return assignText(shell, { ...target, name: inside[1]!, subscript: inside[2]! }, value)
  const dynamic = shell.variables.dynamic.get(name)
  if (dynamic) return dynamic.set?.(value)
  const variable = shell.variables.ensure(name)
  refuseReadonly(name, variable)
  if (shell.has('allexport')) {
    variable.attributes.add('x')
    shell.variables.changed()
  }
  if (target.subscript === undefined && !variable.array && !variable.map)
    variable.text = combine(shell, variable, variable.text, target.append, value)
  else assignElement(shell, name, variable, { key: target.subscript ?? '0', append: target.append, value })
}

function refuseReadonly(name: string, variable: Variable): void {
  if (variable.attributes.has('r')) throw new AssignmentRefused(`${name}: readonly variable`)
}

/** A value as the variable's attributes make it. */
function combine(
  shell: Shell,
  variable: Variable,
  old: string | undefined,
  append: boolean,
  value: string,
): string {
  if (variable.attributes.has('i')) {
    const number = arithmetic(shell, value)
    return String(append ? BigInt.asIntN(64, arithmetic(shell, old ?? '0') + number) : number)
  }
  const text = append ? (old ?? '') + value : value
  if (variable.attributes.has('u')) return text.toUpperCase()
  if (variable.attributes.has('l')) return text.toLowerCase()
  return text
}

export function assignElement(shell: Shell, name: string, variable: Variable, element: Element): void {
  const { key, append, value } = element
  if (variable.map) {
    if (key === '') throw new AssignmentRefused(`${name}[]: bad array subscript`)
    variable.map.set(key!, combine(shell, variable, variable.map.get(key!), append, value))
    return
  }
  makeIndexed(variable)
  const index = arrayIndex(shell, variable, key ?? '0', name)
  variable.array![index] = combine(shell, variable, variable.array![index], append, value)
}

/** A scalar that gets a subscript becomes an array with the old value as element 0. */
export function makeIndexed(variable: Variable): void {
  if (variable.array || variable.map) return
  variable.array = variable.text === undefined ? [] : [variable.text]
  delete variable.text
}

/** Negative subscripts count from the end. */
export function arrayIndex(
  shell: Shell,
  variable: Variable | undefined,
  subscript: string,
  name: string,
): number {
  const index = Number(arithmetic(shell, subscript))
  if (index >= 0) return index
  const fromEnd = (variable?.array?.length ?? (variable ? 1 : 0)) + index
  if (fromEnd < 0) throw new AssignmentRefused(`${name}[${subscript}]: bad array subscript`)
  return fromEnd
}

/** name=(…). Elements are assigned to a fresh variable, so that they may mention the old value. */
export function assignArray(shell: Shell, name: string, append: boolean, elements: readonly Element[]): void {
  const variable = shell.variables.ensure(shell.variables.resolve(name))
  refuseReadonly(name, variable)
  fillArray(shell, name, variable, append, elements)
}

export function fillArray(
  shell: Shell,
  name: string,
  variable: Variable,
  append: boolean,
  elements: readonly Element[],
): void {
  const fresh = newVariable()
  if (variable.attributes.has('i')) fresh.attributes.add('i')
  if (variable.map) fresh.map = append ? variable.map : new Map()
  else fresh.array = append ? (variable.array ?? (variable.text === undefined ? [] : [variable.text])) : []
  if (fresh.map) fillMap(shell, name, fresh, elements)
  else fillIndexed(shell, name, fresh, elements)
  delete variable.text
  if (fresh.map) variable.map = fresh.map
  else variable.array = fresh.array!
  shell.variables.changed()
}

function fillIndexed(shell: Shell, name: string, variable: Variable, elements: readonly Element[]): void {
  let next = variable.array!.length
  for (const element of elements) {
    if (element.key !== undefined) next = arrayIndex(shell, variable, element.key, name)
    assignElement(shell, name, variable, { ...element, key: String(next) })
    next++
  }
}

/** map=([k]=v …), or since bash 5.1 map=(k v k v …). */
function fillMap(shell: Shell, name: string, variable: Variable, elements: readonly Element[]): void {
  const pairs = elements[0]?.key === undefined
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!
    if (pairs) {
      assignElement(shell, name, variable, {
        key: element.value,
        append: false,
        value: elements[++i]?.value ?? '',
      })
    } else if (element.key === undefined) {
      shell.complain(`${name}: ${element.value}: must use subscript when assigning associative array`)
    } else assignElement(shell, name, variable, element)
  }
}

/** Runs an assignment of the script itself: an error is reported and drops the line. */
export function orDropLine(shell: Shell, assign: () => void): void {
  try {
    assign()
  } catch (error) {
    if (!(error instanceof AssignmentRefused)) throw error
    shell.complain(error.message)
    throw new DropLine(1)
  }
}
