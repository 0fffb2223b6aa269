import { DropLine } from '../control.ts'
import type { Shell } from '../shell.ts'
import { arrayIndex, assignText } from '../variables/assign.ts'
import { readElement } from '../variables/read.ts'
import { ArithmeticError } from './error.ts'
import { type ArithmeticVariables, evaluate } from './evaluate.ts'

/** Evaluates an expression; its errors are thrown as {@link ArithmeticError}. */
export function arithmetic(shell: Shell, expression: string): bigint {
  return evaluate(expression, variablesOf(shell))
}

/** Evaluates for an expansion: an error is reported and drops the line. */
export function arithmeticOrDrop(shell: Shell, expression: string): bigint {
  try {
    return arithmetic(shell, expression)
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error
    shell.complain(arithmeticMessage(error))
    throw new DropLine(1)
  }
}

export function arithmeticMessage(error: ArithmeticError): string {
  return `${error.expression}: ${error.message} (error token is "${error.token}")`
}

function variablesOf(shell: Shell): ArithmeticVariables {
  return {
    get: (name, subscript) => readElement(shell, name, subscript),
    set: (name, subscript, value) => assignText(shell, { name, subscript, append: false }, value),
  }
}

export { ArithmeticError, arrayIndex }
