import type { ArrayValue, Assignment, Word } from 'unbash'
import type { Wait } from '../process.ts'
import { subscriptOf } from './expansion/parameter.ts'
import { parseWord } from './expansion/parse-word.ts'
import { traceQuote } from './expansion/quote.ts'
import { expandText, expandWords } from './expansion/word.ts'
import type { Shell } from './shell.ts'
import { assignArray, assignText, type Element, orDropLine } from './variables/assign.ts'

/** An assignment after expansion. */
export interface Assigned {
  readonly name: string
  readonly append: boolean
  readonly subscript: string | undefined
  /** One of the two. */
  readonly value: string | undefined
  readonly elements: readonly Element[] | undefined
  /** As an ordinary word, for commands that are no declarations. */
  readonly text: string
  /** As set -x prints it. */
  readonly trace: () => string
}

export type Argument = string | Assigned

const DECLARATIONS = new Set(['declare', 'typeset', 'local', 'export', 'readonly'])

export function isDeclaration(command: string): boolean {
  return DECLARATIONS.has(command)
}

export function* expandAssignment(
  shell: Shell,
  node: Assignment,
  declares: boolean,
): Generator<Wait, Assigned, void> {
  const { name } = node
  const append = node.append ?? false
  const subscript = yield* subscriptOf(shell, name, node.index)
  const target = `${name}${subscript === undefined ? '' : `[${subscript}]`}${append ? '+=' : '='}`
  if (node.value.type === 'ArrayValue') {
    const array = node.value
    const elements = yield* expandElements(shell, node.value)
    const text = `${target}(${elements.map(({ value }) => value).join(' ')})`
    return {
      name,
      append,
      subscript,
      value: undefined,
      elements,
      text,
      trace: () => traceArray(target, array),
    }
  }
  const value = yield* expandText(shell, node.value, { quoted: false, assignment: declares })
  const trace = () => target + (value === '' ? '' : traceQuote(value))
  return { name, append, subscript, value, elements: undefined, text: target + value, trace }
}

/** set -x shows array assignments as they were written. */
function traceArray(target: string, value: ArrayValue): string {
  return `${target}(${value.elements.map((word) => word.text).join(' ')})`
}

function* expandElements(shell: Shell, array: ArrayValue): Generator<Wait, Element[], void> {
  const elements: Element[] = []
  for (const word of array.elements) {
    const keyed = splitKey(word)
    if (!keyed) {
      const values = yield* expandWords(shell, [word])
      elements.push(...values.map((value) => ({ key: undefined, append: false, value })))
      continue
    }
    const key = yield* expandText(shell, keyed.key)
    const value = yield* expandText(shell, keyed.value, { quoted: false, assignment: true })
    elements.push({ key, append: keyed.append, value })
  }
  return elements
}

const keyedWords = new WeakMap<Word, { key: Word; append: boolean; value: Word } | null>()

/** [key]=value inside an array. */
function splitKey(word: Word) {
  if (!word.text.startsWith('[')) return undefined
  const known = keyedWords.get(word)
  if (known !== undefined) return known ?? undefined
  const found = readKey(word.text)
  keyedWords.set(word, found)
  return found ?? undefined
}

function readKey(text: string) {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"' || text[i] === "'") i = Math.max(i, text.indexOf(text[i]!, i + 1))
    else if (text[i] === '[') depth++
    else if (text[i] === ']' && --depth === 0) {
      const operator = /^\+?=/.exec(text.slice(i + 1))
      if (!operator) return null
      const value = text.slice(i + 1 + operator[0].length)
      const append = operator[0].length === 2
      return { key: parseWord(text.slice(1, i)), append, value: value === '' ? EMPTY : parseWord(value) }
    }
  }
  return null
}

const EMPTY: Word = { type: 'Word', text: '', value: '', pos: 0, end: 0 }

/** Carries out an assignment of the script; an error drops the line. */
export function perform(shell: Shell, assigned: Assigned): void {
  orDropLine(shell, () => {
    if (assigned.elements) assignArray(shell, assigned.name, assigned.append, assigned.elements)
    else assignText(shell, assigned, assigned.value ?? '')
  })
}
