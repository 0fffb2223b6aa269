import type { TestBinaryExpression, TestCommand, TestExpression, Word } from 'unbash'
import type { Wait } from '../process.ts'
import { ArithmeticError, arithmetic, arithmeticMessage } from './arithmetic/index.ts'
import { type Field, textOf } from './expansion/fields.ts'
import { compareBytes } from './expansion/glob.ts'
import { compilePattern, quoteRegExp } from './expansion/pattern.ts'
import { traceQuote } from './expansion/quote.ts'
import { expandField, expandPattern, expandText } from './expansion/word.ts'
import type { Shell } from './shell.ts'
import { compareFiles, isUnary, testUnary } from './tests.ts'
import { traceLine } from './trace.ts'

/** [[ … ]]. */
export function* runConditional(shell: Shell, node: TestCommand): Generator<Wait, void, void> {
  shell.line = shell.source.lineAt(node.pos)
  yield* shell.account()
  try {
    shell.status = (yield* evaluate(shell, node.expression)) ? 0 : 1
  } catch (error) {
    if (error instanceof ArithmeticError) {
      shell.complain(`[[: ${arithmeticMessage(error)}`)
      shell.status = 1
    } else if (error instanceof BadExpression) shell.status = 2
    else throw error
  }
}

/** Reported already. */
class BadExpression extends Error {}

function* evaluate(shell: Shell, node: TestExpression): Generator<Wait, boolean, void> {
  switch (node.type) {
    case 'TestGroup':
      return yield* evaluate(shell, node.expression)
    case 'TestNot': {
      const value = yield* evaluate(shell, node.operand)
      return node.negations.length % 2 === 1 ? !value : value
    }
    case 'TestLogical':
      for (const operand of node.operands)
        if ((yield* evaluate(shell, operand)) !== (node.operator === '&&')) return node.operator === '||'
      return node.operator === '&&'
    case 'TestUnary': {
      const operand = yield* expandText(shell, node.operand)
      if (shell.has('xtrace')) yield* traceLine(shell, `[[ ${node.operator} ${traceQuote(operand)} ]]`)
      return isUnary(node.operator) && testUnary(shell, node.operator, operand)
    }
    case 'TestBinary':
      return yield* evaluateBinary(shell, node)
  }
}

function* evaluateBinary(shell: Shell, node: TestBinaryExpression): Generator<Wait, boolean, void> {
  const left = yield* expandText(shell, node.left)
  switch (node.operator) {
    case '=':
    case '==':
    case '!=': {
      const pattern = yield* expandPattern(shell, node.right)
      yield* trace(shell, left, node.operator, pattern)
      const options = { extended: true, ignoreCase: shell.shopts.has('nocasematch') }
      return compilePattern(pattern, options).test(left) === (node.operator !== '!=')
    }
    case '=~':
      return yield* matchExpression(shell, left, node.right)
    default: {
      const right = yield* expandText(shell, node.right)
      yield* trace(shell, left, node.operator, traceQuote(right))
      return compare(shell, left, node.operator, right)
    }
  }
}

function* trace(shell: Shell, left: string, operator: string, right: string): Generator<Wait, void, void> {
  if (shell.has('xtrace')) yield* traceLine(shell, `[[ ${traceQuote(left)} ${operator} ${right || "''"} ]]`)
}

function compare(shell: Shell, left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '<':
      return compareBytes(left, right) < 0
    case '>':
      return compareBytes(left, right) > 0
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(shell, left, operator, right)
    default:
      return compareNumbers(arithmetic(shell, left), operator, arithmetic(shell, right))
  }
}

export function compareNumbers(a: bigint, operator: string, b: bigint): boolean {
  switch (operator) {
    case '-eq':
      return a === b
    case '-ne':
      return a !== b
    case '-lt':
      return a < b
    case '-le':
      return a <= b
    case '-gt':
      return a > b
    default:
      return a >= b
  }
}

/** =~ with a POSIX extended regular expression; fills BASH_REMATCH. */
function* matchExpression(shell: Shell, text: string, word: Word): Generator<Wait, boolean, void> {
  const field = yield* expandField(shell, word, { quoted: false })
  yield* trace(shell, text, '=~', textOf(field))
  const expression = compileExtended(field, shell.shopts.has('nocasematch'))
  if (!expression) throw new BadExpression()
  const found = expression.exec(text)
  shell.variables.setArray('BASH_REMATCH', found ? [...found].map((one) => one ?? '') : [])
  return found !== null
}

const CLASS_NAMES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9a-fA-F',
}

/** Quoted stretches are literal; brackets are rewritten, since JavaScript's differ. */
function compileExtended(field: Field, ignoreCase: boolean): RegExp | undefined {
  const source = field.map(({ text, quoted }) => (quoted ? quoteRegExp(text) : text)).join('')
  try {
    return new RegExp(rewriteBrackets(source), ignoreCase ? 'si' : 's')
  } catch {
    return undefined
  }
}

function rewriteBrackets(source: string): string {
  const bracket = /\\.|\[(\^?)(\]?(?:\[[:.=][^\]]*[:.=]\]|[^\]])*)\]/gs
  return source.replace(bracket, (all, negation, body) =>
    body === undefined ? all : `[${negation}${rewriteSet(body)}]`,
  )
}

function rewriteSet(body: string): string {
  return body.replace(/\[:(\w+):\]|[\\[\]]/g, (all: string, name?: string) =>
    name ? (CLASS_NAMES[name] ?? '') : `\\${all}`,
  )
}
