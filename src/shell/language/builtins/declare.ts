import { ArithmeticError, arithmeticMessage } from '../arithmetic/index.ts'
import type { Argument, Assigned } from '../assignment.ts'
import { printFunction } from '../print-function.ts'
import type { Shell } from '../shell.ts'
import { traceLine } from '../trace.ts'
import { AssignmentRefused, assignText, fillArray, makeIndexed } from '../variables/assign.ts'
import { describeForSet, describeVariable } from '../variables/describe.ts'
import { type Attribute, isSet, type Variable } from '../variables/variable.ts'
import type { Builtin } from './index.ts'
import { complain, invalidOption } from './usage.ts'

interface Request {
  readonly command: string
  readonly add: ReadonlySet<string>
  readonly remove: ReadonlySet<string>
}

const LETTERS: Readonly<Record<string, string>> = { export: 'fnp', readonly: 'aAfp', local: 'aAfFgiIlnprtux' }

const declare: Builtin = (shell, { words, arguments: given }) => {
  const command = words[0]!
  const add = new Set<string>()
  const remove = new Set<string>()
  let i = 1
  for (; i < given.length; i++) {
    const word = given[i]!
    if (typeof word !== 'string' || !/^[-+]./.test(word)) break
    if (word === '--') {
      i++
      break
    }
    for (const letter of word.slice(1)) {
      if (!(LETTERS[command] ?? 'aAfFgiIlnprtux').includes(letter))
        return invalidOption(shell, command, word[0] + letter)
      if (word[0] === '-') add.add(letter)
      else remove.add(letter)
    }
  }
  if (command === 'local' && !shell.frames.some((frame) => frame.name !== 'source'))
    return complain(shell, 'local', 'can only be used in a function')
  return carryOut(shell, requestFor(command, add, remove), given.slice(i))
}

/** set -x shows the assignments of export and readonly once more. */
const traced: Builtin = function* (shell, invocation) {
  if (shell.has('xtrace'))
    for (const one of invocation.arguments) if (typeof one !== 'string') yield* traceLine(shell, one.trace())
  const status = declare(shell, invocation)
  return typeof status === 'number' ? status : yield* status
}

/** export is declare -x, and -n takes it back; readonly is declare -r. */
function requestFor(command: string, add: Set<string>, remove: Set<string>): Request {
  if (command === 'export') {
    const back = add.delete('n')
    ;(back ? remove : add).add('x')
  } else if (command === 'readonly') add.add('r')
  return { command, add, remove }
}

function carryOut(shell: Shell, request: Request, names: readonly Argument[]): number {
  if (request.add.has('f') || request.add.has('F')) return functions(shell, request, names)
  if (names.length === 0 || request.add.has('p')) return print(shell, request, names)
  let status = 0
  for (const name of names) {
    try {
      status = declareOne(shell, request, typeof name === 'string' ? parse(name) : name) || status
    } catch (error) {
      if (error instanceof AssignmentRefused) status = refuse(shell, request.command, error.message)
      else if (error instanceof ArithmeticError)
        status = complain(shell, request.command, arithmeticMessage(error))
      else throw error
    }
  }
  shell.variables.changed()
  return status
}

/** export and readonly leave the complaint to the assignment. */
function refuse(shell: Shell, command: string, message: string): number {
  if (command !== 'export' && command !== 'readonly') return complain(shell, command, message)
  shell.complain(message)
  return 1
}

function parse(word: string): Pick<Assigned, 'name' | 'append' | 'subscript' | 'value' | 'elements'> {
  const found = /^([^=[]*)(?:\[(.*?)\])?(?:(\+?)=(.*))?$/s.exec(word)
  const [, name = word, subscript, plus, value] = found ?? []
  return { name, subscript, append: plus === '+', value, elements: undefined }
}

function declareOne(shell: Shell, request: Request, given: ReturnType<typeof parse>): number {
  const { name } = given
  const { command, add, remove } = request
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    const shown = given.value === undefined ? name : `${name}${given.append ? '+' : ''}=${given.value}`
    return complain(shell, command, `\`${shown}': not a valid identifier`)
  }
  const variable = variableFor(shell, request, name)
  if (variable.attributes.has('r') && (given.value !== undefined || given.elements || remove.has('r')))
    throw new AssignmentRefused(`${name}: readonly variable`)
  makeArray(variable, add, given)
  for (const letter of 'ilnux') if (add.has(letter)) variable.attributes.add(letter as Attribute)
  if (add.has('l')) variable.attributes.delete('u')
  if (add.has('u')) variable.attributes.delete('l')
  for (const letter of remove) variable.attributes.delete(letter as Attribute)
  give(shell, variable, given, add.has('n'))
  if (add.has('r')) variable.attributes.add('r')
  return 0
}

function variableFor(shell: Shell, { command, add }: Request, name: string): Variable {
  const declaresLocal = command === 'declare' || command === 'typeset' || command === 'local'
  const target = add.has('n') ? name : shell.variables.resolve(name)
  if (add.has('g')) return shell.variables.global(target)
  if (declaresLocal && shell.frames.some((frame) => frame.name !== 'source'))
    return shell.variables.declareLocal(name, add.has('I') || shell.shopts.has('localvar_inherit'))
  return shell.variables.ensure(target)
}

function makeArray(variable: Variable, add: ReadonlySet<string>, given: ReturnType<typeof parse>): void {
  if (add.has('A')) {
    if (variable.array)
      throw new AssignmentRefused(`${given.name}: cannot convert indexed to associative array`)
    variable.map ??= new Map(variable.text === undefined ? [] : [['0', variable.text]])
    delete variable.text
  } else if (add.has('a') || (given.elements && !variable.map)) {
    if (variable.map)
      throw new AssignmentRefused(`${given.name}: cannot convert associative to indexed array`)
    makeIndexed(variable)
  }
}

/** Assigns through the variable at hand, which need not be the one that the name finds. */
function give(shell: Shell, variable: Variable, given: ReturnType<typeof parse>, reference: boolean): void {
  if (given.elements) return fillArray(shell, given.name, variable, given.append, given.elements)
  if (given.value === undefined) return
  if (reference) variable.text = given.value
  else if (shell.variables.find(given.name) === variable || shell.variables.dynamic.has(given.name))
    assignText(shell, given, given.value)
  else variable.text = given.append ? (variable.text ?? '') + given.value : given.value
}

function print(shell: Shell, { command, add }: Request, names: readonly Argument[]): number {
  const wanted = [...add].filter((letter) => 'aAilnrux'.includes(letter))
  const listed =
    command === 'declare' || command === 'typeset' ? 'declare' : command === 'local' ? 'declare' : 'declare'
  if (names.length > 0) {
    let status = 0
    for (const name of names)
      status = printOne(shell, command, String(typeof name === 'string' ? name : name.name)) || status
    return status
  }
  for (const [name, variable] of shell.variables.visible()) {
    if (!isSet(variable) && variable.attributes.size === 0) continue
    if (command === 'local' && !shell.variables.isLocal(name)) continue
    const has = (letter: string) =>
      letter === 'a'
        ? variable.array
        : letter === 'A'
          ? variable.map
          : variable.attributes.has(letter as Attribute)
    if (!wanted.every(has)) continue
    const plain =
      (command === 'declare' || command === 'typeset' || command === 'local') &&
      !add.has('p') &&
      wanted.length === 0
    if (!plain) shell.write(1, `${describeVariable(name, variable, listed)}\n`)
    else if (isSet(variable)) shell.write(1, `${describeForSet(name, variable)}\n`)
  }
  return 0
}

function printOne(shell: Shell, command: string, name: string): number {
  const variable = shell.variables.find(name)
  if (!variable) {
    const text = shell.variables.dynamic.get(name)?.get()
    if (text === undefined) return complain(shell, command, `${name}: not found`)
    shell.write(1, `declare -- ${name}="${text}"\n`)
    return 0
  }
  shell.write(1, `${describeVariable(name, variable, 'declare')}\n`)
  return 0
}

function functions(shell: Shell, { command, add }: Request, names: readonly Argument[]): number {
  if (command === 'readonly' || command === 'export') return 0
  const wanted = names.length > 0 ? names.map(String) : [...shell.functions.keys()].sort()
  let status = 0
  for (const name of wanted) {
    const found = shell.functions.get(name)
    if (!found) status = 1
    else if (!add.has('F')) shell.write(1, `${printFunction(found)}\n`)
    else shell.write(1, names.length > 0 ? `${name}\n` : `declare -f ${name}\n`)
  }
  return status
}

export const declarations: Readonly<Record<string, Builtin>> = {
  ...{ declare, typeset: declare, local: declare, export: traced, readonly: traced },
}
