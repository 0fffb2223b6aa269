import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash'
import type { Wait } from '../../process.ts'
import { arithmeticOrDrop } from '../arithmetic/index.ts'
import { DropLine, ExitShell } from '../control.ts'
import type { Shell } from '../shell.ts'
import { assignText, orDropLine } from '../variables/assign.ts'
import { failUnbound, type Parameter, scalar } from '../variables/read.ts'
import { changeCase, type Replacement, removePattern, replacePattern, slice, swapCase } from './edits.ts'
import type { Collector } from './fields.ts'
import { textOf } from './fields.ts'
import { badSubstitution, give } from './parameter.ts'
import { transform } from './transform.ts'
import { expandField, expandInto, expandPattern, expandQuotedText, expandText } from './word.ts'

export interface Reference {
  readonly name: string
  readonly subscript: string | undefined
}

type Default = Extract<ParameterOperation, { type: 'Default' }>

/** What ${name…} does with a value. */
export function* applyOperation(
  shell: Shell,
  part: ParameterExpansionPart,
  reference: Reference,
  value: Parameter,
  collector: Collector,
  quoted: boolean,
): Generator<Wait, void, void> {
  const { operation } = part
  if (operation?.type === 'Default')
    return yield* applyDefault(shell, operation, reference, value, collector, quoted)
  if (!value.isSet && value.list === undefined && shell.has('nounset')) failUnbound(shell, nameOf(reference))
  const result = operation ? yield* edit(shell, part, operation, reference, value, quoted) : value
  give(shell, result, collector, quoted)
}

export function nameOf({ name, subscript }: Reference): string {
  return subscript === undefined ? name : `${name}[${subscript}]`
}

/** :- := :? :+ and their forms without the colon. */
function* applyDefault(
  shell: Shell,
  operation: Default,
  reference: Reference,
  value: Parameter,
  collector: Collector,
  quoted: boolean,
): Generator<Wait, void, void> {
  const colon = operation.operator.length === 2
  const usable =
    value.isSet &&
    (!colon ||
      (value.list ? value.values.join('') !== '' || value.values.length > 1 : value.values[0] !== ''))
  switch (operation.operator.at(-1)) {
    case '-':
      if (usable) return give(shell, value, collector, quoted)
      return yield* giveOperand(shell, operation.operand, collector, quoted)
    case '+':
      if (usable) return yield* giveOperand(shell, operation.operand, collector, quoted)
      return quoted && value.list !== '@' ? collector.add('', true) : undefined
    case '=':
      if (!usable) value = yield* assignDefault(shell, operation.operand, reference, quoted)
      return give(shell, value, collector, quoted)
    default:
      if (!usable) yield* failUnset(shell, operation, reference, colon)
      return give(shell, value, collector, quoted)
  }
}

function* giveOperand(
  shell: Shell,
  operand: Word,
  collector: Collector,
  quoted: boolean,
): Generator<Wait, void, void> {
  if (quoted) {
    const segments = yield* expandOperandQuoted(shell, operand, collector)
    if (!segments) collector.add('', true)
  } else yield* expandInto(shell, operand, collector, { quoted: false, operand: true })
}

/** Inside double quotes the operand is quoted as well; an empty one still makes a field. */
function* expandOperandQuoted(
  shell: Shell,
  operand: Word,
  collector: Collector,
): Generator<Wait, boolean, void> {
  if (operand.parts) yield* expandInto(shell, operand, collector, { quoted: true })
  else collector.add(unescapeQuoted(operand.text), true)
  return operand.text !== ''
}

function unescapeQuoted(text: string): string {
  return text.replace(/\\([$`"\\}])|\\\n/g, '$1')
}

function* assignDefault(
  shell: Shell,
  operand: Word,
  reference: Reference,
  quoted: boolean,
): Generator<Wait, Parameter, void> {
  const text = textOf(yield* expandField(shell, operand, { quoted, assignment: true }))
  if (!/^[A-Za-z_]/.test(reference.name)) {
    shell.complain(`$${reference.name}: cannot assign in this way`)
    throw new DropLine(1)
  }
  orDropLine(shell, () => assignText(shell, { ...reference, append: false }, text))
  return scalar(text)
}

function* failUnset(
  shell: Shell,
  operation: Default,
  reference: Reference,
  colon: boolean,
): Generator<Wait, never, void> {
  const text = yield* expandText(shell, operation.operand)
  const message = text || (colon ? 'parameter null or not set' : 'parameter not set')
  shell.complain(`${nameOf(reference)}: ${message}`)
  throw new ExitShell(shell.started === 'c' ? 127 : 1)
}

/** Operations that turn each value into another. */
function* edit(
  shell: Shell,
  part: ParameterExpansionPart,
  operation: Exclude<ParameterOperation, Default>,
  reference: Reference,
  value: Parameter,
  quoted: boolean,
): Generator<Wait, Parameter, void> {
  const each = (change: (text: string) => string): Parameter => ({
    ...value,
    values: value.values.map(change),
  })
  switch (operation.type) {
    case 'Remove': {
      const pattern = yield* expandPattern(shell, operation.operand)
      return each((text) => removePattern(text, pattern, operation.operator))
    }
    case 'Replace': {
      const pattern = yield* expandPattern(shell, operation.pattern)
      const replacement = yield* expandReplacement(shell, operation.replacement, quoted)
      const ignoreCase = shell.shopts.has('nocasematch')
      return each((text) => replacePattern(text, pattern, replacement, operation.operator, ignoreCase))
    }
    case 'CaseModification': {
      const pattern = operation.operand ? yield* expandPattern(shell, operation.operand) : '?'
      return each((text) => changeCase(text, pattern || '?', operation.operator))
    }
    case 'Slice': {
      const offset = yield* number(shell, operation.offset)
      const length = operation.length && (yield* number(shell, operation.length))
      return slice(shell, reference, value, offset, length)
    }
    case 'Transform':
      return transform(shell, reference, value, operation.operand.text, part.text)
    case 'Unknown':
      if (/^~~?/.test(operation.operator)) return each((text) => swapCase(text, operation.operator === '~'))
      return badSubstitution(shell, part.text)
    case 'Names':
      return badSubstitution(shell, part.text)
  }
}

/** The replacement of ${x/a/b}: an unquoted & stands for what matched. */
function* expandReplacement(shell: Shell, word: Word, _quoted: boolean): Generator<Wait, Replacement, void> {
  const field = yield* expandField(shell, word, { quoted: false })
  return field.map(({ text, quoted }) => ({ text, quoted }))
}

function* number(shell: Shell, word: Word): Generator<Wait, number, void> {
  return Number(arithmeticOrDrop(shell, yield* expandQuotedText(shell, word.text)))
}
