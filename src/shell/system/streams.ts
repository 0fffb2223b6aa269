import type { Input, Output, Wait } from '../process.ts'
import { Signal } from '../process.ts'

/** What a Linux pipe holds before its writer has to wait. */
const PIPE_CAPACITY = 65536

export interface Pipe {
  readonly input: Input
  readonly output: Output
}

/** Both ends start unheld; an end counts as open from its first `hold` to its last `release`. */
export function createPipe(): Pipe {
  let buffer = ''
  let readers = 0
  let writers = 0
  const take = (max: number) => {
    const taken = buffer.length <= max ? buffer : buffer.slice(0, max)
    buffer = buffer.slice(taken.length)
    return taken
  }
  const input: Input = {
    hold: () => void readers++,
    release: () => void readers--,
    peek: () => (buffer === '' && writers === 0 ? undefined : buffer),
    poll: (max = Infinity) => (buffer === '' && writers === 0 ? undefined : take(max)),
  }
  const output: Output = {
    hold: () => void writers++,
    release: () => void writers--,
    write(bytes) {
      if (readers === 0) throw new Signal('PIPE')
      buffer += bytes
    },
    writable: () => readers === 0 || buffer.length < PIPE_CAPACITY,
  }
  return { input, output }
}

/** A stream that holds `text` from the start, as a here-document does. */
export function textInput(text: string): Input {
  let rest = text
  return {
    peek: () => (rest === '' ? undefined : rest),
    poll(max = Infinity) {
      if (rest === '') return undefined
      const taken = rest.length <= max ? rest : rest.slice(0, max)
      rest = rest.slice(taken.length)
      return taken
    },
    unread(count) {
      rest = text.slice(text.length - rest.length - count)
    },
  }
}

export function callbackOutput(write: (bytes: string) => void): Output {
  return { write, writable: () => true }
}

/** /dev/null. */
export const nullStream: Input & Output = {
  poll: () => undefined,
  peek: () => undefined,
  write() {},
  writable: () => true,
}

/** Everything up to the end of the stream. */
export function* readAll(input: Input): Generator<Wait, string, void> {
  let text = ''
  for (;;) {
    const bytes = input.poll()
    if (bytes === undefined) return text
    if (bytes === '') yield { ready: () => input.peek() !== '' }
    else text += bytes
  }
}

/** The next line without its newline; undefined at the end. Takes nothing beyond the line. */
export function* readLine(input: Input, end = '\n'): Generator<Wait, { text: string; ended: boolean }, void> {
  let text = ''
  for (;;) {
    const available = input.peek()
    if (available === undefined) return { text, ended: false }
    const stop = available.indexOf(end)
    if (stop >= 0) {
      input.poll(stop + 1)
      return { text: text + available.slice(0, stop), ended: true }
    }
    if (available === '') yield { ready: () => input.peek() !== '' }
    else text += input.poll() ?? ''
  }
}

/** Writes, then waits while the pipe is full. */
export function* writeAll(output: Output, bytes: string): Generator<Wait, void, void> {
  for (let at = 0; at < bytes.length; at += PIPE_CAPACITY) {
    if (!output.writable()) yield { ready: () => output.writable() }
    output.write(bytes.length <= PIPE_CAPACITY ? bytes : bytes.slice(at, at + PIPE_CAPACITY))
  }
}
