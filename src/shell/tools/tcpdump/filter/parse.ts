import { and, type Condition, compare, not, or } from './condition.ts'
import { broadcast, multicast } from './hosts.ts'
import { dotted, macAddress, name, plainNumber, withMask, withPrefix } from './identifiers.ts'
import { direction, interfaceIndex, type Layout, llcFrame, vlanTag } from './link.ts'
import { protocolAlone, syntaxError } from './primitives.ts'
import { PROTOCOLS, type Protocol, type Qualifiers } from './qualifiers.ts'
import { type Reader, relation } from './relation.ts'
import { FilterError, type Keyword, SYNTAX_ERROR, type Token } from './tokens.ts'

/** What is parsed, and the qualifiers that a following `or 1.2.3.4` inherits. */
interface Block {
  readonly condition: Condition
  readonly qualifiers: Qualifiers | undefined
}

/** `and` and `or` bind equally, from the left; `not` binds closer. */
export function parse(found: readonly Token[], layout: Layout): Condition {
  const reader: Reader = { tokens: found, at: 0, layout }
  const { condition } = expression(reader)
  if (reader.at < found.length) syntaxError()
  return condition
}

function expression(reader: Reader): Block {
  let block = term(reader)
  for (;;) {
    const join = accept(reader, 'and') ? and : accept(reader, 'or') ? or : undefined
    if (!join) return block
    const { qualifiers } = block
    const next = first(reader, [() => term(reader), () => identifier(reader, qualifiers)])
    block = { condition: join(block.condition, next.condition), qualifiers: next.qualifiers }
  }
}

function term(reader: Reader): Block {
  if (accept(reader, 'not')) {
    const block = term(reader)
    return { ...block, condition: not(block.condition) }
  }
  return first(reader, [() => alone(relation(reader)), () => parenthesised(reader), () => primitive(reader)])
}

/** The first alternative that parses. Errors of meaning end the search: only wrong grammar tries the next. */
function first(reader: Reader, alternatives: readonly (() => Block)[]): Block {
  const start = reader.at
  const { shift } = reader.layout
  for (const alternative of alternatives) {
    try {
      return alternative()
    } catch (error) {
      if (!(error instanceof FilterError) || error.message !== SYNTAX_ERROR) throw error
      reader.at = start
      reader.layout.shift = shift
    }
  }
  return syntaxError()
}

function parenthesised(reader: Reader): Block {
  expectSymbol(reader, '(')
  const block = expression(reader)
  expectSymbol(reader, ')')
  return block
}

function primitive(reader: Reader): Block {
  const other = simple(reader)
  if (other) return alone(other)
  const protocol = acceptAny(reader, PROTOCOLS)
  if (accept(reader, 'broadcast')) return alone(broadcast(reader.layout, protocol))
  if (accept(reader, 'multicast')) return alone(multicast(reader.layout, protocol))
  const qualifiers = head(reader, protocol)
  if (qualifiers) return identifier(reader, qualifiers)
  if (protocol === undefined || !atEndOfTerm(reader)) return syntaxError()
  return alone(protocolAlone(reader.layout, protocol))
}

/** What is wrong with the grammar comes before what is wrong with the meaning. */
function atEndOfTerm(reader: Reader): boolean {
  return (
    reader.at === reader.tokens.length ||
    isWord(reader, 'and') ||
    isWord(reader, 'or') ||
    isSymbol(reader, ')')
  )
}

/** Words that stand for a whole condition. */
function simple(reader: Reader): Condition | undefined {
  const { layout } = reader
  if (accept(reader, 'less')) return not(compare({ kind: 'length' }, '>', expectNumber(reader)))
  if (accept(reader, 'greater')) return compare({ kind: 'length' }, '>=', expectNumber(reader))
  if (accept(reader, 'inbound')) return direction(layout, false)
  if (accept(reader, 'outbound')) return direction(layout, true)
  if (accept(reader, 'ifindex')) return interfaceIndex(layout, expectNumber(reader))
  if (accept(reader, 'llc')) return llcFrame(layout)
  if (accept(reader, 'vlan')) return vlanTag(layout, acceptNumber(reader))
  return undefined
}

/** `src host`, `dst port`, `net`, …; undefined if none of it is there. */
function head(reader: Reader, protocol: Protocol | undefined): Qualifiers | undefined {
  const way = directionOf(reader)
  const kind = acceptAny(reader, ['host', 'net', 'port', 'portrange'] as const)
  if (kind) return { protocol, direction: way ?? 'or', kind }
  if (way) return { protocol, direction: way, kind: 'host' }
  const plain = acceptAny(reader, ['proto', 'gateway'] as const)
  return plain && { protocol, direction: 'or', kind: plain }
}

function directionOf(reader: Reader): Qualifiers['direction'] | undefined {
  const way = acceptAny(reader, ['src', 'dst'] as const)
  if (!way) return undefined
  const other = way === 'src' ? 'dst' : 'src'
  for (const join of ['or', 'and'] as const) {
    if (isWord(reader, join, 0) && isWord(reader, other, 1)) {
      reader.at += 2
      return join
    }
  }
  return way
}

/** An address, number or name under qualifiers, or several of them in parentheses. */
function identifier(reader: Reader, qualifiers: Qualifiers | undefined): Block {
  if (accept(reader, 'not')) {
    const block = identifier(reader, qualifiers)
    return { ...block, condition: not(block.condition) }
  }
  if (isSymbol(reader, '(')) return identifiers(reader, qualifiers)
  const token = reader.tokens[reader.at++]
  if (!token || token.kind === 'word' || token.kind === 'symbol') return syntaxError()
  if (!qualifiers) throw new FilterError('syntax error in filter expression')
  return { condition: meaning(reader, token, qualifiers), qualifiers }
}

function identifiers(reader: Reader, qualifiers: Qualifiers | undefined): Block {
  expectSymbol(reader, '(')
  let block = identifier(reader, qualifiers)
  while (!isSymbol(reader, ')')) {
    const join = accept(reader, 'and') ? and : accept(reader, 'or') ? or : syntaxError()
    const next = identifier(reader, qualifiers)
    block = { condition: join(block.condition, next.condition), qualifiers }
  }
  expectSymbol(reader, ')')
  return block
}

type Identifier = Exclude<Token, { readonly kind: 'word' | 'symbol' }>

function meaning(reader: Reader, token: Identifier, q: Qualifiers): Condition {
  const { layout } = reader
  switch (token.kind) {
    case 'number':
      return acceptSymbol(reader, '/')
        ? withPrefix(layout, String(token.value), expectNumber(reader), q)
        : plainNumber(layout, token.value, q)
    case 'address':
      if (acceptSymbol(reader, '/')) return withPrefix(layout, token.text, expectNumber(reader), q)
      if (accept(reader, 'mask')) return withMask(layout, token.text, expectAddress(reader), q)
      return dotted(layout, token.text, q)
    case 'mac':
      return macAddress(layout, token.text, q)
    case 'name':
      return name(layout, token.text, q)
  }
}

function alone(condition: Condition): Block {
  return { condition, qualifiers: undefined }
}

function isWord(reader: Reader, text: Keyword, ahead = 0): boolean {
  const token = reader.tokens[reader.at + ahead]
  return token?.kind === 'word' && token.text === text
}

function accept(reader: Reader, text: Keyword): boolean {
  if (!isWord(reader, text)) return false
  reader.at++
  return true
}

function acceptAny<T extends Keyword>(reader: Reader, texts: readonly T[]): T | undefined {
  return texts.find((text) => accept(reader, text))
}

function isSymbol(reader: Reader, text: string): boolean {
  const token = reader.tokens[reader.at]
  return token?.kind === 'symbol' && token.text === text
}

function acceptSymbol(reader: Reader, text: string): boolean {
  if (!isSymbol(reader, text)) return false
  reader.at++
  return true
}

function expectSymbol(reader: Reader, text: string): void {
  if (!acceptSymbol(reader, text)) syntaxError()
}

function acceptNumber(reader: Reader): number | undefined {
  const token = reader.tokens[reader.at]
  if (token?.kind !== 'number') return undefined
  reader.at++
  return token.value
}

function expectNumber(reader: Reader): number {
  return acceptNumber(reader) ?? syntaxError()
}

function expectAddress(reader: Reader): string {
  const token = reader.tokens[reader.at++]
  return token?.kind === 'address' ? token.text : syntaxError()
}
