import type { BashExecResult, CommandName } from 'just-bash'
import type { Process, Program, Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { readAll, writeAll } from '../system/streams.ts'
import { fileSystem } from './file-system.ts'
import { readsStdin, type Syntax } from './operands.ts'

/** Text tools out of just-bash, which is loaded when the first of them is called. */

/** What its build for browsers has too. */
type Library = Pick<typeof import('just-bash'), keyof typeof import('just-bash/browser')>
let library: Promise<Library> | undefined

export function bridged(name: string, syntax: Syntax): Program {
  return function* (process) {
    const args = process.argv.slice(1)
    const streams = yield* openStreams(process, args)
    const stdin = readsStdin(syntax, args) ? yield* readAll(process.stdin) : ''
    const { status, stdout, stderr } = yield* settle(call(process, name, args, streams, stdin))
    yield* writeAll(process.stderr, stderr)
    yield* writeAll(process.stdout, stdout)
    return status
  }
}

/** The contents of open descriptors that are named as files, such as /dev/fd/63 for <(…). */
function* openStreams(process: Process, args: readonly string[]): Generator<Wait, Map<string, string>, void> {
  const streams = new Map<string, string>()
  for (const arg of args) {
    const number = /^\/dev\/fd\/(\d+)$/.exec(arg)?.[1]
    const stream =
      number === '0' || arg === '/dev/stdin' ? process.stdin : process.descriptors.get(Number(number))
    if (stream && 'poll' in stream) streams.set(arg, yield* readAll(stream))
  }
  return streams
}

interface Result {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

async function call(
  process: Process,
  name: string,
  args: readonly string[],
  streams: ReadonlyMap<string, string>,
  stdin: string,
): Promise<Result> {
  library ??= import('just-bash')
  const { Bash } = await library
  const fs = fileSystem(process.system.files, process.place, streams)
  const bash = new Bash({ fs, commands: [name as CommandName], defenseInDepth: false })
  const result = await bash.exec(name, {
    ...{ args: [...args], stdin, stdinKind: 'bytes' as const, cwd: process.cwd, replaceEnv: true },
    env: Object.fromEntries(process.env),
  })
  return { status: result.exitCode, stdout: outputOf(result), stderr: encode(result.stderr) }
}

/** A tool gives bytes, or text that is to become bytes. */
function outputOf({ stdout, stdoutKind, stdoutEncoding }: BashExecResult): string {
  const areBytes = stdoutKind === undefined ? stdoutEncoding === 'binary' : stdoutKind === 'bytes'
  return areBytes ? stdout : encode(stdout)
}

/** Waits for a promise and gives its value. */
function* settle<T>(promise: Promise<T>): Generator<Wait, T, void> {
  let outcome: { value: T } | { error: unknown } | undefined
  const settled = promise.then(
    (value) => {
      outcome = { value }
    },
    (error: unknown) => {
      outcome = { error }
    },
  )
  while (!outcome) yield { promise: settled }
  if ('error' in outcome) throw outcome.error
  return outcome.value
}
