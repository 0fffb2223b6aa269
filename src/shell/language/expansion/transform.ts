import { readEscapes } from '../../system/escapes.ts'
import type { Shell } from '../shell.ts'
import { describeAttributes, describeVariable } from '../variables/describe.ts'
import { listKeys, type Parameter, scalar } from '../variables/read.ts'
import type { Reference } from './operations.ts'
import { badSubstitution } from './parameter.ts'
import { doubleQuote, singleQuote } from './quote.ts'

/** ${x@Q} and its relatives. */
export function transform(
  shell: Shell,
  reference: Reference,
  value: Parameter,
  operator: string,
  text: string,
): Parameter {
  const each = (change: (text: string) => string): Parameter => ({
    ...value,
    values: value.values.map(change),
  })
  const upperFirst = (one: string) => one.slice(0, 1).toUpperCase() + one.slice(1)
  switch (operator) {
    case 'Q':
      return each(singleQuote)
    case 'U':
      return each((one) => one.toUpperCase())
    case 'u':
      return each(upperFirst)
    case 'L':
      return each((one) => one.toLowerCase())
    case 'E':
      return each((one) => readEscapes(one, 'b').text)
    case 'P':
      return each((one) => one)
    case 'a':
      return each(() => describeAttributes(shell.variables.find(reference.name)))
    case 'A':
      return scalar(assignmentFor(shell, reference, value))
    case 'K':
      return pairs(shell, reference, value, (key, one) => [`${key} ${doubleQuote(one)}`], ' ')
    case 'k':
      return pairs(shell, reference, value, (key, one) => [key, one])
    default:
      return badSubstitution(shell, text)
  }
}

function assignmentFor(shell: Shell, { name }: Reference, value: Parameter): string {
  const variable = shell.variables.find(name)
  if (!variable) return ''
  if (variable.array || variable.map || variable.attributes.size > 0)
    return describeVariable(name, variable, 'declare', singleQuote)
  return `${name}=${singleQuote(value.values[0] ?? '')}`
}

function pairs(
  shell: Shell,
  reference: Reference,
  value: Parameter,
  make: (key: string, one: string) => string[],
  joiner?: string,
): Parameter {
  if (value.list === undefined) return { ...value, values: value.values.map(singleQuote) }
  const keys = listKeys(shell, reference.name)
  const values = value.values.flatMap((one, i) => make(keys[i] ?? String(i), one))
  return joiner === undefined ? { ...value, values } : scalar(values.join(joiner))
}
