import type { Invocation } from '../command.ts'
import { compareNumbers } from '../conditional.ts'
import { compareBytes } from '../expansion/glob.ts'
import type { Shell } from '../shell.ts'
import { compareFiles, isUnary, testUnary } from '../tests.ts'
import { complain } from './usage.ts'

/** test and [. What an argument means depends on how many there are, as POSIX has it. */

class TestError extends Error {}

export function test(shell: Shell, { words }: Invocation): number {
  const [name = '', ...args] = words
  if (name === '[' && args.pop() !== ']') return complain(shell, '[', "missing `]'", 2)
  try {
    return evaluate(shell, args) ? 0 : 1
  } catch (error) {
    if (error instanceof TestError) return complain(shell, name, error.message, 2)
    throw error
  }
}

const BINARY = new Set('= == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '))

function evaluate(shell: Shell, args: readonly string[]): boolean {
  const [a = '', b = '', c = '', d = ''] = args
  switch (args.length) {
    case 0:
      return false
    case 1:
      return a !== ''
    case 2:
      return two(shell, a, b)
    case 3:
      return three(shell, a, b, c)
    case 4:
      if (a === '!') return !three(shell, b, c, d)
      if (a === '(' && d === ')') return two(shell, b, c)
      break
  }
  return new Parser(shell, args).all()
}

function two(shell: Shell, a: string, b: string): boolean {
  if (a === '!') return b === ''
  if (isUnary(a)) return testUnary(shell, a, b)
  throw new TestError(`${a}: unary operator expected`)
}

function three(shell: Shell, a: string, b: string, c: string): boolean {
  if (BINARY.has(b)) return binary(shell, a, b, c)
  if (b === '-a') return a !== '' && c !== ''
  if (b === '-o') return a !== '' || c !== ''
  if (a === '!') return !two(shell, b, c)
  if (a === '(' && c === ')') return b !== ''
  throw new TestError(`${b}: binary operator expected`)
}

function binary(shell: Shell, a: string, operator: string, b: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return a === b
    case '!=':
      return a !== b
    case '<':
      return compareBytes(a, b) < 0
    case '>':
      return compareBytes(a, b) > 0
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(shell, a, operator, b)
    default:
      return compareNumbers(integer(a), operator, integer(b))
  }
}

function integer(text: string): bigint {
  if (!/^[ \t]*[+-]?\d+[ \t]*$/.test(text)) throw new TestError(`${text}: integer expression expected`)
  return BigInt(text.trim().replace(/^\+/, ''))
}

/** More than four arguments: -o, then -a, then !, then parentheses and operators. */
class Parser {
  readonly #shell: Shell
  readonly #args: readonly string[]
  #at = 0

  constructor(shell: Shell, args: readonly string[]) {
    this.#shell = shell
    this.#args = args
  }

  all(): boolean {
    const value = this.#or()
    if (this.#at < this.#args.length) throw new TestError('too many arguments')
    return value
  }

  #or(): boolean {
    let value = this.#and()
    while (this.#args[this.#at] === '-o') {
      this.#at++
      const right = this.#and()
      value ||= right
    }
    return value
  }

  #and(): boolean {
    let value = this.#term()
    while (this.#args[this.#at] === '-a') {
      this.#at++
      const right = this.#term()
      value &&= right
    }
    return value
  }

  #term(): boolean {
    const [a, b, c] = this.#args.slice(this.#at)
    if (a === undefined) throw new TestError('argument expected')
    if (a === '!') {
      this.#at++
      return !this.#term()
    }
    if (a === '(') return this.#group()
    if (b !== undefined && BINARY.has(b)) {
      if (c === undefined) throw new TestError('argument expected')
      this.#at += 3
      return binary(this.#shell, a, b, c)
    }
    if (isUnary(a) && b !== undefined) {
      this.#at += 2
      return testUnary(this.#shell, a, b)
    }
    this.#at++
    return a !== ''
  }

  #group(): boolean {
    this.#at++
    const value = this.#or()
    if (this.#args[this.#at] !== ')') throw new TestError("`)' expected")
    this.#at++
    return value
  }
}
