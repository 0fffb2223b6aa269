import { ArithmeticError, arithmetic, arithmeticMessage, arrayIndex } from '../arithmetic/index.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { complain, readOptions } from './usage.ts'

const shift: Builtin = (shell, { words }) => {
  const count = words[1] ?? '1'
  if (!/^[+-]?\d+$/.test(count)) return complain(shell, 'shift', `${count}: numeric argument required`)
  if (Number(count) < 0) return complain(shell, 'shift', `${count}: shift count out of range`)
  if (Number(count) > shell.positional.length) return 1
  shell.positional = shell.positional.slice(Number(count))
  return 0
}

const unset: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'fvn')
  if (typeof options === 'number') return options
  let status = 0
  for (const name of options.rest) status = unsetOne(shell, name, options.given) || status
  return status
}

function unsetOne(shell: Shell, name: string, options: ReadonlyMap<string, string>): number {
  if (options.has('f')) return shell.functions.delete(name) ? 0 : 0
  const element = /^(\w+)\[(.*)\]$/s.exec(name)
  if (element) return unsetElement(shell, element[1]!, element[2]!)
  if (!/^[A-Za-z_]\w*$/.test(name))
    return options.has('v') ? complain(shell, 'unset', `\`${name}': not a valid identifier`) : 0
  const target = options.has('n') ? name : shell.variables.resolve(name)
  const variable = shell.variables.find(target)
  if (variable?.attributes.has('r'))
    return complain(shell, 'unset', `${name}: cannot unset: readonly variable`)
  if (!variable && !options.has('v') && !shell.variables.dynamic.has(target)) shell.functions.delete(name)
  shell.variables.unset(target)
  return 0
}

function unsetElement(shell: Shell, name: string, subscript: string): number {
  const variable = shell.variables.find(shell.variables.resolve(name))
  if (!variable) return 0
  if (variable.attributes.has('r'))
    return complain(shell, 'unset', `${name}: cannot unset: readonly variable`)
  if (variable.map) {
    variable.map.delete(subscript)
    return 0
  }
  if (subscript === '@' || subscript === '*') {
    shell.variables.unset(name)
    return 0
  }
  if (!variable.array && arithmetic(shell, subscript) !== 0n)
    return complain(shell, 'unset', `${name}: not an array variable`)
  const { array } = variable
  if (array) {
    delete array[arrayIndex(shell, variable, subscript, name)]
    while (array.length > 0 && array[array.length - 1] === undefined) array.length--
  } else delete variable.text
  return 0
}

const evaluateLet: Builtin = (shell, { words }) => {
  if (words.length < 2) return complain(shell, 'let', 'expression expected')
  let value = 0n
  for (const expression of words.slice(1)) {
    try {
      value = arithmetic(shell, expression)
    } catch (error) {
      if (!(error instanceof ArithmeticError)) throw error
      return complain(shell, 'let', arithmeticMessage(error))
    }
  }
  return value === 0n ? 1 : 0
}

export const parameters: Readonly<Record<string, Builtin>> = { shift, unset, let: evaluateLet }
