import type { ExecChanges, Process, Program, Wait } from '../../process.ts'
import { encode } from '../bytes.ts'
import { quote } from '../locale.ts'
import { writeAll } from '../streams.ts'
import { ToolFailure, type ToolSyntax, tool } from '../tool.ts'

/** Programs that change something about themselves and then run another in their stead. */

/** What the programs that start others say and return when there is no such command. */
export function* execute(
  process: Process,
  name: string,
  argv: readonly string[],
  changes: ExecChanges,
  fail: (name: string) => string,
): Generator<Wait, number, void> {
  const env = changes.env ?? process.env
  const path = env.get('PATH')
  const place = changes.place ?? process.place
  const program = process.system.lookup(argv[0]!, place, {
    cwd: process.cwd,
    ...(path === undefined ? {} : { path }),
  })
  if (program) return yield* process.system.exec(process, program, { ...changes, argv })
  yield* writeAll(process.stderr, `${name}: ${fail(encode(argv[0]!))}: No such file or directory\n`)
  return 127
}

const ENV: ToolSyntax = {
  name: 'env',
  short: 'iu:0C:v',
  long: { 'ignore-environment': 'i', 'unset=': 'u', null: '0', 'chdir=': 'C', debug: 'v' },
  trouble: 125,
  operandsEndOptions: true,
}

export const env = tool(ENV, function* (process, { all, options, operands }) {
  const words = [...operands]
  const fresh = options.has('i') || words[0] === '-'
  if (words[0] === '-') words.shift()
  const variables = new Map(fresh ? [] : process.env)
  for (const [letter, name] of all) if (letter === 'u') variables.delete(name)
  while (words[0]?.includes('=')) {
    const word = words.shift()!
    variables.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1))
  }
  const cwd = options.get('C') ?? process.cwd
  if (words.length > 0)
    return yield* execute(process, 'env', words, { env: variables, cwd }, (name) => quote(process, name))
  const end = options.has('0') ? '\0' : '\n'
  for (const [name, text] of variables) yield* writeAll(process.stdout, encode(`${name}=${text}`) + end)
  return 0
})

export const printenv: Program = function* (process) {
  const names = process.argv.slice(1)
  let status = 0
  for (const name of names.length > 0 ? names : process.env.keys()) {
    const text = process.env.get(name)
    if (text === undefined) status = 1
    else yield* writeAll(process.stdout, encode(names.length > 0 ? `${text}\n` : `${name}=${text}\n`))
  }
  return status
}

const NOHUP: ToolSyntax = { name: 'nohup', short: '', long: {}, trouble: 125, operandsEndOptions: true }

export const nohup = tool(NOHUP, function* (process, { operands }) {
  if (operands.length === 0)
    throw new ToolFailure("nohup: missing operand\nTry 'nohup --help' for more information.\n")
  const ignored = new Set(process.ignored).add('HUP')
  return yield* execute(process, 'nohup', operands, { ignored }, (name) => `failed to run command '${name}'`)
})

/** A program whose own effect the model has no use for: it only runs its command. */
function transparent(syntax: ToolSyntax): Program {
  return tool(syntax, function* (process, { operands }) {
    const words = [...operands]
    if (words.length === 0)
      throw new ToolFailure(
        `${syntax.name}: missing operand\nTry '${syntax.name} --help' for more information.\n`,
      )
    return yield* execute(process, syntax.name, words, {}, (name) => quote(process, name))
  })
}

const START = { trouble: 125, operandsEndOptions: true } as const

export const nice = transparent({
  ...START,
  name: 'nice',
  short: 'n:',
  long: { 'adjustment=': 'n' },
})
export const stdbuf = transparent({
  ...{ ...START, name: 'stdbuf', short: 'i:o:e:' },
  long: { 'input=': 'i', 'output=': 'o', 'error=': 'e' },
})
export const setsid = transparent({
  ...START,
  name: 'setsid',
  short: 'cfw',
  long: { ctty: 'c', fork: 'f', wait: 'w' },
})
export const sudo = transparent({ ...START, name: 'sudo', short: 'nESHku:g:', long: {} })
