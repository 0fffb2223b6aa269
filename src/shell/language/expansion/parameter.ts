import type { ParameterExpansionPart, Word } from 'unbash'
import type { Wait } from '../../process.ts'
import { DropLine } from '../control.ts'
import type { Shell } from '../shell.ts'
import {
  failUnbound,
  isAssociative,
  listKeys,
  type Parameter,
  readParameter,
  readScalar,
  scalar,
} from '../variables/read.ts'
import type { Collector } from './fields.ts'
import { applyOperation, nameOf, type Reference } from './operations.ts'
import { expandQuotedText, expandText } from './word.ts'

/** $x, $1, $@. */
export function expandSimple(shell: Shell, name: string, collector: Collector, quoted: boolean): void {
  if (name === '@' || name === '*')
    return give(shell, readParameter(shell, name, undefined), collector, quoted)
  const value = readScalar(shell, name)
  if (value === undefined && shell.has('nounset')) failUnbound(shell, name)
  if (quoted) collector.add(value ?? '', true)
  else if (value) collector.split(value)
}

/** ${…}. */
export function* expandParameter(
  shell: Shell,
  part: ParameterExpansionPart,
  collector: Collector,
  quoted: boolean,
): Generator<Wait, void, void> {
  const unknown = part.operation?.type === 'Unknown' && !/^~~?/.test(part.operation.operator)
  if (part.parameter === '' || unknown) badSubstitution(shell, part.text)
  if (part.operation?.type === 'Names') return give(shell, matchingNames(shell, part), collector, quoted)
  if (part.prefix === '!' && isKeyList(part)) {
    const keys = listKeys(shell, part.parameter)
    const list = part.index!.text as '@' | '*'
    return give(shell, { values: keys, isSet: keys.length > 0, list }, collector, quoted)
  }
  let reference: Reference = {
    name: part.parameter,
    subscript: yield* subscriptOf(shell, part.parameter, part.index),
  }
  if (part.prefix === '!') {
    const nameref = shell.variables.find(reference.name)
    if (nameref?.attributes.has('n')) return give(shell, scalar(nameref.text), collector, quoted)
    reference = indirect(shell, reference)
  }
  const value = readParameter(shell, reference.name, reference.subscript)
  if (part.prefix === '#') return give(shell, lengthOf(shell, reference, value), collector, quoted)
  yield* applyOperation(shell, part, reference, value, collector, quoted)
}

export function badSubstitution(shell: Shell, text: string): never {
  shell.complain(`${text}: bad substitution`)
  throw new DropLine(1)
}

function isKeyList(part: ParameterExpansionPart): boolean {
  return part.operation === undefined && (part.index?.text === '@' || part.index?.text === '*')
}

/** A subscript after expansion: a key as it is, an index as text for the evaluator. */
export function* subscriptOf(
  shell: Shell,
  name: string,
  index: Word | undefined,
): Generator<Wait, string | undefined, void> {
  if (index === undefined) return undefined
  if (index.text === '@' || index.text === '*') return index.text
  if (isAssociative(shell, name)) return yield* expandText(shell, index)
  return yield* expandQuotedText(shell, index.text)
}

function matchingNames(shell: Shell, part: ParameterExpansionPart): Parameter {
  const names = [...shell.variables.visible().keys()].filter((name) => name.startsWith(part.parameter))
  const list = (part.operation as { operator: '@' | '*' }).operator
  return { values: names, isSet: names.length > 0, list }
}

/** ${!x}: the parameter that x names. */
function indirect(shell: Shell, reference: Reference): Reference {
  const value = readParameter(shell, reference.name, reference.subscript)
  const target = value.values[0]
  if (target === undefined) {
    shell.complain(`${nameOf(reference)}: invalid indirect expansion`)
    throw new DropLine(1)
  }
  const found = /^(\w+|[@*#?!$-])(?:\[(.+)\])?$/s.exec(target)
  if (!found) {
    shell.complain(`${target}: invalid variable name`)
    throw new DropLine(1)
  }
  return { name: found[1]!, subscript: found[2] }
}

function lengthOf(shell: Shell, reference: Reference, value: Parameter): Parameter {
  if (value.list) return scalar(String(value.values.length))
  if (!value.isSet && shell.has('nounset')) failUnbound(shell, reference.name)
  return scalar(String(characters(value.values[0] ?? '')))
}

function characters(text: string): number {
  return /^[\x00-\x7f]*$/.test(text) ? text.length : [...text].length
}

/** Hands a value to the word being built. */
export function give(shell: Shell, value: Parameter, collector: Collector, quoted: boolean): void {
  if (value.list === undefined) {
    const text = value.values[0] ?? ''
    if (quoted) collector.add(text, true)
    else if (text !== '') collector.split(text)
  } else if (value.list === '*' && (quoted || !collector.splits)) {
    const joined = value.values.join((shell.variables.get('IFS') ?? ' ').slice(0, 1))
    collector.add(joined, quoted)
  } else giveList(value.values, collector, quoted)
}

function giveList(values: readonly string[], collector: Collector, quoted: boolean): void {
  for (const [i, text] of values.entries()) {
    if (i > 0) collector.separate(quoted)
    if (quoted) collector.add(text, true)
    else collector.split(text)
  }
}
