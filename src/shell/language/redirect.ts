import type { HereDoc, Redirect, RedirectDescriptor, Redirection, WordPart } from 'unbash'
import { FileFailure, type Input, type Output, type Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { errorText } from '../system/files/errors.ts'
import { resolvePath } from '../system/files/path.ts'
import { textInput } from '../system/streams.ts'
import { TextCollector } from './expansion/fields.ts'
import { expandParts, expandText, expandWords } from './expansion/word.ts'
import type { Shell } from './shell.ts'
import type { Stream } from './variables/descriptors.ts'

/** A redirection failed and has been reported. */
class RedirectionFailed extends Error {}

/** What descriptors were before, to be put back. undefined: closed. */
type Saved = Map<number, Stream | undefined>

/** Runs a command with redirections; its status is 1 if one of them fails. */
export function* withRedirections(
  shell: Shell,
  redirections: readonly Redirection[],
  run: () => Generator<Wait, void, void>,
): Generator<Wait, void, void> {
  if (redirections.length === 0) return yield* run()
  const saved: Saved = new Map()
  try {
    if (yield* redirect(shell, redirections, saved)) yield* run()
    else shell.status = 1
  } finally {
    restore(shell, saved)
  }
}

/** Redirects for good (exec) or until {@link restore}; false after an error. */
export function* redirect(
  shell: Shell,
  redirections: readonly Redirection[],
  saved: Saved | undefined,
): Generator<Wait, boolean, void> {
  try {
    for (const redirection of redirections) yield* redirectOne(shell, redirection, saved)
    return true
  } catch (error) {
    if (error instanceof RedirectionFailed) return false
    throw error
  }
}

export function restore(shell: Shell, saved: Saved): void {
  for (const [number, stream] of [...saved].reverse()) {
    if (stream) shell.descriptors.set(number, stream)
    else shell.descriptors.close(number)
    stream?.release?.()
  }
  saved.clear()
}

function* redirectOne(
  shell: Shell,
  redirection: Redirection,
  saved: Saved | undefined,
): Generator<Wait, void, void> {
  switch (redirection.type) {
    case 'HereString': {
      const text = redirection.target ? yield* expandText(shell, redirection.target) : ''
      const number = yield* numberOf(shell, redirection.descriptor, 0)
      return put(shell, number, textInput(encode(`${text}\n`)), saved)
    }
    case 'HereDoc': {
      const text = yield* expandDocument(shell, redirection)
      return put(shell, yield* numberOf(shell, redirection.descriptor, 0), textInput(encode(text)), saved)
    }
    case 'Redirect':
      return yield* redirectTo(shell, redirection, saved)
  }
}

function* expandDocument(shell: Shell, document: HereDoc): Generator<Wait, string, void> {
  const { parts, text } = document.body
  if (!document.closing) warnOpen(shell, document)
  const tabs = document.operator === '<<-'
  if (document.delimiter?.quoted || !parts) return tabs ? text.replace(/^\t+/gm, '') : text
  const collector = new TextCollector()
  yield* expandParts(shell, tabs ? withoutTabs(parts) : parts, collector, { quoted: true })
  return collector.text()
}

/** The file ended before the delimiter came. */
function warnOpen(shell: Shell, document: HereDoc): void {
  const { source } = shell
  const last = source.lineAt(source.text.replace(/\n$/, '').length)
  const message = `warning: here-document at line ${source.lineAt(document.pos)} delimited by end-of-file (wanted \`${document.delimiter?.value}')`
  shell.write(2, `${shell.name}: line ${last}: ${message}\n`)
}

/** <<- takes the tabs off the beginning of each line. */
function withoutTabs(parts: readonly WordPart[]): readonly WordPart[] {
  let atStart = true
  return parts.map((part) => {
    if (part.type !== 'Literal') {
      atStart = false
      return part
    }
    const value = part.value.replace(atStart ? /^\t+/gm : /(?<=\n)\t+/g, '')
    atStart = part.value.endsWith('\n')
    return { ...part, value }
  })
}

function* numberOf(
  shell: Shell,
  descriptor: RedirectDescriptor | undefined,
  standard: number,
): Generator<Wait, number, void> {
  if (!descriptor) return standard
  if (descriptor.type === 'FileDescriptor') return descriptor.value
  const number = shell.descriptors.free(10)
  shell.variables.set(descriptor.name, String(number))
  return number
}

function put(shell: Shell, number: number, stream: Stream | undefined, saved: Saved | undefined): void {
  if (saved && !saved.has(number)) {
    const old = shell.descriptors.get(number)
    old?.hold?.()
    saved.set(number, old)
  }
  if (stream) shell.descriptors.set(number, stream)
  else shell.descriptors.close(number)
}

function* redirectTo(shell: Shell, node: Redirect, saved: Saved | undefined): Generator<Wait, void, void> {
  const target = yield* targetOf(shell, node)
  const reads = node.operator === '<' || node.operator === '<>' || node.operator === '<&'
  const duplicates = node.operator === '>&' || node.operator === '<&'
  if (duplicates && (reads || node.descriptor || /^\d*-?$/.test(target)))
    return yield* duplicate(shell, node, target, reads ? 0 : 1, saved)
  const stream = open(shell, node.operator, target)
  const both = node.operator === '&>' || node.operator === '&>>' || node.operator === '>&'
  if (both) {
    put(shell, 1, stream, saved)
    put(shell, 2, stream, saved)
  } else if (node.descriptor?.type === 'FileDescriptorVariable') {
    // {fd}>file stays open after the command.
    put(shell, yield* numberOf(shell, node.descriptor, 0), stream, undefined)
  } else put(shell, yield* numberOf(shell, node.descriptor, reads ? 0 : 1), stream, saved)
}

/** The target as one word; anything else is ambiguous. */
function* targetOf(shell: Shell, node: Redirect): Generator<Wait, string, void> {
  if (!node.target) return fail(shell, 'missing redirection target')
  const words = yield* expandWords(shell, [node.target])
  if (words.length !== 1) return fail(shell, `${node.target.text}: ambiguous redirect`)
  return words[0]!
}

function fail(shell: Shell, message: string): never {
  shell.complain(message)
  throw new RedirectionFailed(message)
}

/** n>&m, n<&m-, n>&-. */
function* duplicate(
  shell: Shell,
  node: Redirect,
  target: string,
  standard: number,
  saved: Saved | undefined,
): Generator<Wait, void, void> {
  if (target === '-') {
    const name = node.descriptor?.type === 'FileDescriptorVariable' ? node.descriptor.name : undefined
    const number = name
      ? Number(shell.variables.get(name))
      : yield* numberOf(shell, node.descriptor, standard)
    return put(shell, number, undefined, name ? undefined : saved)
  }
  const found = /^(\d+)(-?)$/.exec(target)
  if (!found) return fail(shell, `${node.target!.text}: ambiguous redirect`)
  const from = Number(found[1])
  const stream = shell.descriptors.get(from)
  if (!stream) return fail(shell, `${from}: Bad file descriptor`)
  const number = yield* numberOf(shell, node.descriptor, standard)
  put(shell, number, stream, saved)
  if (found[2] && from !== number) put(shell, from, undefined, saved)
}

function open(shell: Shell, operator: Redirect['operator'], target: string): Stream {
  const special = specialFile(shell, target)
  if (special) return special
  const path = resolvePath(shell.cwd, target) + (target.endsWith('/') ? '/' : '')
  try {
    return openFile(shell, operator, target, path)
  } catch (error) {
    if (error instanceof FileFailure) return fail(shell, `${target}: ${errorText(error.code)}`)
    throw error
  }
}

function openFile(shell: Shell, operator: Redirect['operator'], target: string, path: string): Stream {
  const { files } = shell.system
  const { place } = shell
  if (target === '') throw new FileFailure('ENOENT', target)
  if (operator === '<') return readOnly(files.open(path, place, 'read'))
  if (operator === '<>') return files.open(path, place, 'both')
  if (operator === '>>' || operator === '&>>') return writeOnly(files.open(path, place, 'append'))
  if (operator !== '>|' && shell.has('noclobber') && files.kind(path, place) === 'file')
    fail(shell, `${target}: cannot overwrite existing file`)
  return writeOnly(files.open(path, place, 'truncate'))
}

function readOnly(stream: Input): Input {
  const { unread } = stream
  return {
    peek: () => stream.peek(),
    poll: (max) => stream.poll(max),
    ...(unread ? { unread: (count: number) => unread(count) } : {}),
  }
}

function writeOnly(stream: Output): Output {
  return { write: (bytes) => stream.write(bytes), writable: () => true }
}

const STANDARD: Readonly<Record<string, number>> = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 }

/** Names in /dev that stand for open descriptors. */
function specialFile(shell: Shell, target: string): Stream | undefined {
  const numbered = /^\/dev\/fd\/(\d+)$/.exec(target)
  const number = numbered ? Number(numbered[1]) : STANDARD[target]
  if (number === undefined) return undefined
  return shell.descriptors.get(number) ?? fail(shell, `${target}: No such file or directory`)
}
