import { DropLine } from '../control.ts'
import type { Shell } from '../shell.ts'
import { listKeys, type Parameter } from '../variables/read.ts'
import type { Segment } from './fields.ts'
import type { Reference } from './operations.ts'
import { compilePattern, translate } from './pattern.ts'

/** # ## % %%: removes the shortest or longest match at one end. */
export function removePattern(text: string, pattern: string, operator: '#' | '##' | '%' | '%%'): string {
  if (pattern === '') return text
  const longest = operator.length === 2
  if (operator[0] === '#') {
    const source = translate(pattern, true, !longest)
    const found = new RegExp(`^(?:${source})`, 'su').exec(text)
    return found ? text.slice(found[0].length) : text
  }
  return removeSuffix(text, compilePattern(pattern, { extended: true }), longest)
}

/** A regular expression finds the leftmost match, so the end is searched for by trying. */
function removeSuffix(text: string, expression: RegExp, longest: boolean): string {
  for (let i = 0; i <= text.length; i++) {
    const at = longest ? i : text.length - i
    if (isCharacterBoundary(text, at) && expression.test(text.slice(at))) return text.slice(0, at)
  }
  return text
}

function isCharacterBoundary(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return !(
    code >= 0xdc00 &&
    code <= 0xdfff &&
    text.charCodeAt(at - 1) >= 0xd800 &&
    text.charCodeAt(at - 1) < 0xdc00
  )
}

export type Replacement = readonly Segment[]

/** / // /# /%: the longest match at the leftmost place. */
export function replacePattern(
  text: string,
  pattern: string,
  replacement: Replacement,
  operator: '/' | '//' | '/#' | '/%',
  ignoreCase: boolean,
): string {
  if (pattern === '' && operator !== '/#' && operator !== '/%') return text
  const source = translate(pattern, true)
  const flags = `su${operator === '//' ? 'g' : ''}${ignoreCase ? 'i' : ''}`
  const anchored = operator === '/#' ? `^(?:${source})` : operator === '/%' ? `(?:${source})$` : source
  return text.replace(new RegExp(anchored, flags), (match, ...rest) => {
    const offset = rest.at(-2) as number
    // After the last character bash tries no empty match.
    if (match === '' && offset === text.length && text !== '' && operator === '//') return ''
    return fill(replacement, match)
  })
}

function fill(replacement: Replacement, match: string): string {
  let out = ''
  for (const { text, quoted } of replacement) out += quoted ? text : text.replaceAll('&', () => match)
  return out
}

/** ^ ^^ , ,,: first character or all, those that match the pattern. */
export function changeCase(text: string, pattern: string, operator: '^' | '^^' | ',' | ',,'): string {
  const expression = compilePattern(pattern, { extended: true })
  const change = (character: string) => {
    if (!expression.test(character)) return character
    return operator[0] === '^' ? character.toUpperCase() : character.toLowerCase()
  }
  const all = [...text]
  if (operator.length === 2) return all.map(change).join('')
  return all.length === 0 ? '' : change(all[0]!) + all.slice(1).join('')
}

/** ~ ~~: turns capitals into small letters and the reverse. */
export function swapCase(text: string, firstOnly: boolean): string {
  const swap = (character: string) =>
    character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase()
  const [first = '', ...rest] = text
  return swap(first) + (firstOnly ? rest : rest.map(swap)).join('')
}

/** ${x:offset:length} of a string, the positional parameters or an array. */
export function slice(
  shell: Shell,
  reference: Reference,
  value: Parameter,
  offset: number,
  length: number | undefined,
): Parameter {
  if (value.list === undefined) return sliceText(shell, value, offset, length)
  const all = reference.name === '@' || reference.name === '*' ? [shell.name, ...value.values] : value.values
  const start = startOf(shell, reference, all, offset)
  if (length !== undefined && length < 0) failSlice(shell, String(length))
  const values = start < 0 ? [] : all.slice(start, length === undefined ? undefined : start + length)
  return { values, isSet: values.length > 0, list: value.list }
}

/** In a sparse array the offset is a subscript, not a count. */
function startOf(shell: Shell, reference: Reference, values: readonly string[], offset: number): number {
  if (reference.subscript === undefined) return offset < 0 ? values.length + offset : offset
  const keys = listKeys(shell, reference.name).map(Number)
  if (keys.some(Number.isNaN)) return offset < 0 ? values.length + offset : Math.max(0, offset - 1)
  const from = offset < 0 ? (keys.at(-1) ?? -1) + 1 + offset : offset
  if (from < 0) return -1
  const at = keys.findIndex((key) => key >= from)
  return at < 0 ? values.length : at
}

function sliceText(shell: Shell, value: Parameter, offset: number, length: number | undefined): Parameter {
  const characters = [...(value.values[0] ?? '')]
  const start = offset < 0 ? characters.length + offset : offset
  if (start < 0 || start > characters.length) return { ...value, values: [''] }
  const end =
    length === undefined ? characters.length : length < 0 ? characters.length + length : start + length
  if (end < start) failSlice(shell, String(length))
  return { ...value, values: [characters.slice(start, end).join('')] }
}

function failSlice(shell: Shell, length: string): never {
  shell.complain(`${length}: substring expression < 0`)
  throw new DropLine(1)
}
