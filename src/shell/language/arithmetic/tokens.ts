import { ArithmeticError } from './error.ts'
import { parseNumber } from './numbers.ts'

/** The tokens of an arithmetic expression. */

export type Token =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'name'; readonly text: string; readonly subscript: string | undefined }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'end' }

const NUMBER = /\d[\w@#]*/y
const NAME = /[A-Za-z_]\w*/y
const OPERATOR = /<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^!~<>=?:,()]/y

export class Tokenizer {
  readonly text: string
  #next = 0
  /** Where the last token began. */
  start = 0

  constructor(text: string) {
    this.text = text
  }

  get rest(): string {
    return this.text.slice(this.start)
  }

  /** To read again from a token that was looked at. */
  mark(): [number, number] {
    return [this.#next, this.start]
  }

  reset([next, start]: [number, number]): void {
    this.#next = next
    this.start = start
  }

  /** `afterOperand`: an operator is expected, and what is none is called so. */
  next(afterOperand = false): Token {
    while (' \t\n\r'.includes(this.text[this.#next] ?? 'x')) this.#next++
    if (this.#next >= this.text.length) return { kind: 'end' }
    this.start = this.#next
    const number = this.#match(NUMBER)
    if (number !== undefined) return { kind: 'number', value: this.#number(number) }
    const name = this.#match(NAME)
    if (name !== undefined) return this.#name(name)
    const operator = this.#match(OPERATOR)
    if (operator !== undefined) return { kind: 'operator', text: operator }
    const what = afterOperand ? 'invalid arithmetic operator' : 'operand expected'
    throw new ArithmeticError(`syntax error: ${what}`, this.rest)
  }

  /** In an error about a number bash shows the expression up to its end only. */
  #number(text: string): bigint {
    try {
      return parseNumber(text, text)
    } catch (error) {
      if (error instanceof ArithmeticError) error.expression = this.text.slice(0, this.#next).trimStart()
      throw error
    }
  }

  /** bash looks behind a name for an assignment, and so stumbles already there over what is no token. */
  #name(text: string): Token {
    const subscript = this.#subscript()
    const mark = this.mark()
    this.next(true)
    this.reset(mark)
    return { kind: 'name', text, subscript }
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#next
    const found = expression.exec(this.text)?.[0]
    if (found !== undefined) this.#next += found.length
    return found
  }

  #subscript(): string | undefined {
    if (this.text[this.#next] !== '[') return undefined
    let depth = 0
    for (let i = this.#next; i < this.text.length; i++) {
      if (this.text[i] === '[') depth++
      else if (this.text[i] === ']' && --depth === 0) {
        const subscript = this.text.slice(this.#next + 1, i)
        this.#next = i + 1
        return subscript
      }
    }
    throw new ArithmeticError('bad array subscript', this.rest)
  }
}
