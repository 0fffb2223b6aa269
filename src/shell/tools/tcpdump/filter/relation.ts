import { type Arithmetic, and, type Condition, compare, not, type Value } from './condition.ts'
import type { Layout } from './link.ts'
import { indexed, syntaxError } from './primitives.ts'
import { PROTOCOLS, type Protocol } from './qualifiers.ts'
import { FilterError, type Token } from './tokens.ts'

/** Where the parser is. */
export interface Reader {
  readonly tokens: readonly Token[]
  at: number
  readonly layout: Layout
}

/** A number, and what must hold for its loads to make sense (`icmp[0]` is for ICMP only). */
interface Term {
  readonly value: Value
  readonly requires: Condition | undefined
}

/** Weakest first. */
const LEVELS: readonly (readonly Arithmetic[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]

/** `icmp[icmptype] = icmp-echo`, `len > 60`, … (gen_relation). */
export function relation(reader: Reader): Condition {
  const left = sum(reader, 0)
  const operator = symbolAt(reader)
  reader.at++
  const build = RELATIONS[operator ?? ''] ?? syntaxError()
  const right = sum(reader, 0)
  const requires = both(left.requires, right.requires)
  const condition = build(left.value, right.value)
  return requires ? and(requires, condition) : condition
}

const RELATIONS: Readonly<Record<string, (left: Value, right: Value) => Condition>> = {
  '=': (left, right) => compare(left, '=', right),
  '!=': (left, right) => not(compare(left, '=', right)),
  '>': (left, right) => compare(left, '>', right),
  '<=': (left, right) => not(compare(left, '>', right)),
  '>=': (left, right) => compare(left, '>=', right),
  '<': (left, right) => not(compare(left, '>=', right)),
}

function both(left: Condition | undefined, right: Condition | undefined): Condition | undefined {
  return left && right ? and(left, right) : (left ?? right)
}

function sum(reader: Reader, level: number): Term {
  const operators = LEVELS[level]
  if (!operators) return factor(reader)
  let left = sum(reader, level + 1)
  for (;;) {
    const operator = operators.find((each) => each === symbolAt(reader))
    if (!operator) return left
    reader.at++
    left = calculation(operator, left, sum(reader, level + 1))
  }
}

function calculation(operator: Arithmetic, left: Term, right: Term): Term {
  const zero = right.value.kind === 'number' && right.value.value === 0
  if (zero && operator === '/') throw new FilterError('division by zero')
  if (zero && operator === '%') throw new FilterError('modulus by zero')
  const value: Value = { kind: 'arithmetic', operator, left: left.value, right: right.value }
  return { value, requires: both(left.requires, right.requires) }
}

function factor(reader: Reader): Term {
  const token = reader.tokens[reader.at++]
  if (token?.kind === 'number') return { value: token, requires: undefined }
  if (token?.kind === 'word' && token.text === 'len')
    return { value: { kind: 'length' }, requires: undefined }
  if (token?.kind === 'symbol' && token.text === '(') {
    const inner = sum(reader, 0)
    expect(reader, ')')
    return inner
  }
  if (token?.kind === 'symbol' && token.text === '-') return negated(factor(reader))
  if (token?.kind === 'word' && (PROTOCOLS as readonly string[]).includes(token.text)) {
    return field(reader, token.text as Protocol)
  }
  return syntaxError()
}

function negated(term: Term): Term {
  const zero: Value = { kind: 'number', value: 0 }
  return { ...term, value: { kind: 'arithmetic', operator: '-', left: zero, right: term.value } }
}

/** `ip[6:2]`. */
function field(reader: Reader, protocol: Protocol): Term {
  expect(reader, '[')
  const offset = sum(reader, 0)
  const size = symbolAt(reader) === ':' ? sizeOf(reader) : 1
  expect(reader, ']')
  const { value, requires } = indexed(reader.layout, protocol, offset.value, size)
  return { value, requires: both(offset.requires, requires) }
}

function sizeOf(reader: Reader): number {
  reader.at++
  const token = reader.tokens[reader.at++]
  return token?.kind === 'number' ? token.value : syntaxError()
}

function symbolAt(reader: Reader): string | undefined {
  const token = reader.tokens[reader.at]
  return token?.kind === 'symbol' ? token.text : undefined
}

function expect(reader: Reader, text: string): void {
  if (symbolAt(reader) !== text) syntaxError()
  reader.at++
}
