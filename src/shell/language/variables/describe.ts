import { doubleQuote, singleQuote } from '../expansion/quote.ts'
import { keysOf, scalarOf, type Variable, valuesOf } from './variable.ts'

/** A variable as `declare -p` and `set` print it. */

const ORDER = 'ilnrux'

export function describeAttributes(variable: Variable | undefined): string {
  if (!variable) return ''
  const kind = variable.array ? 'a' : variable.map ? 'A' : ''
  return kind + [...ORDER].filter((letter) => variable.attributes.has(letter as never)).join('')
}

/** declare -ar name=([0]="x"). */
export function describeVariable(
  name: string,
  variable: Variable,
  command: string,
  quote: (text: string) => string = doubleQuote,
): string {
  const attributes = describeAttributes(variable)
  const head = `${command} -${attributes || '-'} ${name}`
  if (variable.array || variable.map) return `${head}=${describeElements(variable)}`
  return variable.text === undefined ? head : `${head}=${quote(variable.text)}`
}

export function describeElements(variable: Variable): string {
  const values = valuesOf(variable)
  const key = (text: string) => (variable.map && !/^[\w./:@%+,-]+$/.test(text) ? doubleQuote(text) : text)
  const elements = keysOf(variable).map((one, i) => `[${key(one)}]=${doubleQuote(values[i]!)}`)
  return variable.map && elements.length > 0 ? `(${elements.join(' ')} )` : `(${elements.join(' ')})`
}

/** A line of `set` without arguments. */
export function describeForSet(name: string, variable: Variable): string {
  if (variable.array || variable.map) return `${name}=${describeElements(variable)}`
  const text = scalarOf(variable) ?? ''
  return `${name}=${/^[\w./:@%+,=-]*$/.test(text) ? text : singleQuote(text)}`
}
