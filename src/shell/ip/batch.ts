import type { Input, Wait } from '../process.ts'
import { FileFailure } from '../process.ts'
import { decode, encode } from '../system/bytes.ts'
import { readLine, writeAll } from '../system/streams.ts'
import { complain, type Session } from './session.ts'
import { exit, Stop } from './stop.ts'

/** makeargs() of lib/utils.c has room for so many. */
const MOST_ARGUMENTS = 511

/** do_cmd() of the tool whose batch it is: `ip`, or `bridge`. */
export type Runner = (session: Session, list: readonly string[]) => Generator<Wait, number, void>

/** do_batch(): a command a line, until one fails. */
export function* runBatch(session: Session, name: string, run: Runner): Generator<Wait, number, void> {
  const source: Source = { input: openBatch(session, name), line: 0 }
  const family = session.options.family
  let status = 0
  for (;;) {
    const line = yield* readCommand(session, source)
    if (line === undefined) return status
    session.options.family = family
    const list = splitArguments(line)
    if (list.length === 0 || (yield* runLine(session, list, run)) === 0) continue
    complain(session, `Command failed ${name}:${source.line}\n`)
    status = 1
    if (!session.options.force) return status
  }
}

interface Source {
  readonly input: Input
  line: number
}

function openBatch(session: Session, name: string): Input {
  const { system, stdin, place, cwd } = session.process
  if (name === '-') return stdin
  try {
    return system.files.open(name.startsWith('/') ? name : `${cwd}/${name}`, place, 'read')
  } catch (failure) {
    if (!(failure instanceof FileFailure)) throw failure
    return exit(`Cannot open file "${name}" for reading: No such file or directory\n`, 1)
  }
}

/** A command ends and is printed before the next is read. */
function* runLine(session: Session, list: readonly string[], run: Runner): Generator<Wait, number, void> {
  let status: number
  try {
    status = yield* run(session, list)
  } catch (stop) {
    if (!(stop instanceof Stop) || stop.ends === 'program') throw stop
    complain(session, stop.words)
    status = stop.status
  }
  const { out } = session
  session.out = ''
  yield* writeAll(session.process.stdout, encode(out))
  return status
}

/** getcmdline(): `#` begins a comment wherever it stands, and a backslash at the end of a line joins the next. */
function* readCommand(session: Session, source: Source): Generator<Wait, string | undefined, void> {
  let command = ''
  for (;;) {
    const { text, ended } = yield* readLine(source.input)
    if (text === '' && !ended) {
      if (command !== '') complain(session, 'Missing continuation line\n')
      return undefined
    }
    source.line++
    command += decode(text).replace(/#.*$/, '')
    if (!ended || !command.endsWith('\\')) return command
    command = command.slice(0, -1)
  }
}

/** makeargs(): blanks separate; a quote at the beginning of a word holds up to the next of its kind. */
function splitArguments(line: string): string[] {
  const list: string[] = []
  for (let rest = line.replace(/^[ \t\r\n]+/, ''); rest !== ''; ) {
    const quoted = /^(['"])(.*?)\1/.exec(rest)
    if (!quoted && /^['"]/.test(rest)) exit('Unterminated quoted string\n', 1)
    if (list.length >= MOST_ARGUMENTS) exit('Too many arguments to command\n', 1)
    list.push(quoted ? quoted[2]! : /^[^ \t\r\n]+/.exec(rest)![0])
    rest = rest.slice(quoted ? quoted[0].length : list.at(-1)!.length).replace(/^[ \t\r\n]+/, '')
  }
  return list
}
