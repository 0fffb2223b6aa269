import { ArithmeticError } from './error.ts'
import { wrap } from './numbers.ts'
import { type Token, Tokenizer } from './tokens.ts'

/** The variables that an expression reads and writes. */
export interface ArithmeticVariables {
  get(name: string, subscript: string | undefined): string | undefined
  set(name: string, subscript: string | undefined, value: string): void
}

/** bash allows 1024; nothing sensible comes near either. */
const MAX_RECURSION = 200

/** Evaluates as bash does: 64-bit integers, variables' values are expressions themselves. */
export function evaluate(text: string, variables: ArithmeticVariables, depth = 0): bigint {
  const simple = /^[ \t\n]*(0|[1-9]\d{0,17})[ \t\n]*$/.exec(text)
  if (simple) return BigInt(simple[1]!)
  if (depth > MAX_RECURSION) throw new ArithmeticError('expression recursion level exceeded', text)
  try {
    return new Evaluator(text, variables, depth).all()
  } catch (error) {
    if (error instanceof ArithmeticError) error.expression ||= text.trimStart()
    throw error
  }
}

/** Binary operators from the loosest to the tightest; ** is handled apart because it groups to the right. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>='])

type Target = Extract<Token, { kind: 'name' }>

class Evaluator {
  readonly #tokens: Tokenizer
  readonly #variables: ArithmeticVariables
  readonly #depth: number
  #token: Token
  /** Above zero in the branch not taken of `?:`, `&&` and `||`: nothing is read or assigned. */
  #skipping = 0

  constructor(text: string, variables: ArithmeticVariables, depth: number) {
    this.#tokens = new Tokenizer(text)
    this.#variables = variables
    this.#depth = depth
    this.#token = this.#tokens.next()
  }

  all(): bigint {
    if (this.#atEnd()) return 0n
    const value = this.#comma()
    if (!this.#atEnd()) this.#fail('syntax error in expression')
    return value
  }

  #fail(message: string): never {
    throw new ArithmeticError(message, this.#tokens.rest)
  }

  #atEnd(): boolean {
    return this.#token.kind === 'end'
  }

  #advance(): void {
    const { kind } = this.#token
    this.#token = this.#tokens.next(kind === 'number' || kind === 'name')
  }

  #is(...operators: readonly string[]): boolean {
    return this.#token.kind === 'operator' && operators.includes(this.#token.text)
  }

  #comma(): bigint {
    let value = this.#assignment()
    while (this.#is(',')) {
      this.#advance()
      value = this.#assignment()
    }
    return value
  }

  #assignment(): bigint {
    const target = this.#token.kind === 'name' ? this.#token : undefined
    const mark = this.#tokens.mark()
    if (target) {
      this.#advance()
      if (this.#token.kind === 'operator' && ASSIGNMENTS.has(this.#token.text)) return this.#assign(target)
      this.#tokens.reset(mark)
      this.#token = target
    }
    const value = this.#conditional()
    if (this.#token.kind === 'operator' && ASSIGNMENTS.has(this.#token.text))
      this.#fail('attempted assignment to non-variable')
    return value
  }

  #assign(target: Target): bigint {
    const operator = (this.#token as { text: string }).text
    this.#advance()
    const right = this.#assignment()
    const value = operator === '=' ? right : this.#apply(operator.slice(0, -1), this.#read(target), right)
    this.#write(target, value)
    return value
  }

  #conditional(): bigint {
    const test = this.#binary(0)
    if (!this.#is('?')) return test
    this.#advance()
    if (this.#atEnd() || this.#is(':')) this.#fail('expression expected')
    const yes = this.#skipUnless(test !== 0n, () => this.#comma())
    if (!this.#is(':')) this.#fail("`:' expected for conditional expression")
    this.#advance()
    if (this.#atEnd()) this.#fail('expression expected')
    const no = this.#skipUnless(test === 0n, () => this.#conditional())
    return test !== 0n ? yes : no
  }

  #skipUnless(wanted: boolean, parse: () => bigint): bigint {
    if (!wanted) this.#skipping++
    const value = parse()
    if (!wanted) this.#skipping--
    return value
  }

  #binary(level: number): bigint {
    const operators = LEVELS[level]
    if (!operators) return this.#power()
    let left = this.#binary(level + 1)
    while (this.#is(...operators)) {
      const operator = (this.#token as { text: string }).text
      this.#advance()
      if (operator === '&&' || operator === '||') {
        const decided = (left !== 0n) === (operator === '||')
        const right = this.#skipUnless(!decided, () => this.#binary(level + 1))
        left = decided ? BigInt(operator === '||') : BigInt(right !== 0n)
      } else {
        const start = this.#tokens.start
        left = this.#apply(operator, left, this.#binary(level + 1), start)
      }
    }
    return left
  }

  #power(): bigint {
    const base = this.#unary()
    if (!this.#is('**')) return base
    this.#advance()
    return this.#apply('**', base, this.#power())
  }

  /** `start` is where the right operand begins: a division by zero is shown from there. */
  #apply(operator: string, a: bigint, b: bigint, start = this.#tokens.start): bigint {
    switch (operator) {
      case '/':
      case '%':
        return this.#divide(operator, a, b, start)
      case '**':
        if (b < 0n) this.#fail('exponent less than 0')
        return power(a, b)
      case '<<':
        return wrap(a << (b & 63n))
      case '>>':
        return a >> (b & 63n)
      default:
        return wrap(APPLY[operator]!(a, b))
    }
  }

  #divide(operator: string, a: bigint, b: bigint, start: number): bigint {
    if (b === 0n && this.#skipping === 0)
      throw new ArithmeticError('division by 0', this.#tokens.text.slice(start))
    if (b === 0n) return 0n
    return wrap(operator === '/' ? a / b : a % b)
  }

  #unary(): bigint {
    if (this.#is('!', '~', '-', '+')) {
      const operator = (this.#token as { text: string }).text
      this.#advance()
      const value = this.#unary()
      if (operator === '!') return BigInt(value === 0n)
      return wrap(operator === '~' ? ~value : operator === '-' ? -value : value)
    }
    if (this.#is('++', '--')) return this.#prefixStep()
    return this.#primary()
  }

  #prefixStep(): bigint {
    const operator = (this.#token as { text: string }).text
    this.#advance()
    if (this.#token.kind !== 'name') {
      // `--5` is two signs.
      const value = this.#unary()
      return value
    }
    const target = this.#token
    const value = wrap(this.#read(target) + (operator === '++' ? 1n : -1n))
    this.#write(target, value)
    this.#advance()
    return value
  }

  #primary(): bigint {
    const token = this.#token
    if (token.kind === 'number') {
      this.#advance()
      return token.value
    }
    if (token.kind === 'name') return this.#variable(token)
    if (!this.#is('(')) this.#fail('syntax error: operand expected')
    this.#advance()
    const value = this.#comma()
    if (!this.#is(')')) this.#fail("missing `)'")
    this.#advance()
    return value
  }

  #variable(target: Target): bigint {
    const value = this.#read(target)
    this.#advance()
    if (!this.#is('++', '--')) return value
    const step = this.#is('++') ? 1n : -1n
    this.#write(target, wrap(value + step))
    this.#advance()
    return value
  }

  #read(target: Target): bigint {
    if (this.#skipping > 0) return 0n
    const text = this.#variables.get(target.text, target.subscript)
    return text ? evaluate(text, this.#variables, this.#depth + 1) : 0n
  }

  #write(target: Target, value: bigint): void {
    if (this.#skipping === 0) this.#variables.set(target.text, target.subscript, value.toString())
  }
}

const APPLY: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '&': (a, b) => a & b,
  '==': (a, b) => BigInt(a === b),
  '!=': (a, b) => BigInt(a !== b),
  '<': (a, b) => BigInt(a < b),
  '>': (a, b) => BigInt(a > b),
  '<=': (a, b) => BigInt(a <= b),
  '>=': (a, b) => BigInt(a >= b),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
}

/** Wraps at every step, so that a large exponent costs little. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = wrap(square * square))
    if (rest & 1n) result = wrap(result * square)
  return result
}
