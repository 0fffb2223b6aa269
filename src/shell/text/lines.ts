import type { Input, Process, Wait } from '../process.ts'
import { writeAll } from '../system/streams.ts'
import { openOperand, readBlock, reasonOf } from '../system/tool.ts'

/** Reading line by line from operands, as filters do. */

/** A block of stdio's: what a filter collects before it writes, unless it writes to a terminal. */
const BLOCK = 4096

/** Output that leaves in blocks, so that lines appear when those of the real tool do. */
export class BlockWriter {
  readonly #process: Process
  readonly #immediate: boolean
  #pending = ''

  constructor(process: Process, lineBuffered = false) {
    this.#process = process
    this.#immediate = lineBuffered || process.stdout.terminal === true
  }

  add(text: string): void {
    this.#pending += text
  }

  /** To be called between lines; `end` writes all there is. */
  *flush(end = false): Generator<Wait, void, void> {
    const size =
      end || this.#immediate ? this.#pending.length : this.#pending.length - (this.#pending.length % BLOCK)
    if (size === 0) return
    const text = this.#pending.slice(0, size)
    this.#pending = this.#pending.slice(size)
    yield* writeAll(this.#process.stdout, text)
  }
}

/** Each line without its newline. `take` returns false to stop. */
export function* eachLine(
  input: Input,
  take: (line: string, ended: boolean) => boolean,
  between: () => Generator<Wait, void, void>,
  end = '\n',
): Generator<Wait, void, void> {
  let rest = ''
  for (;;) {
    const block = yield* readBlock(input)
    if (block === undefined) break
    rest += block
    let from = 0
    for (let stop = rest.indexOf(end); stop >= 0; stop = rest.indexOf(end, from)) {
      const line = rest.slice(from, stop)
      from = stop + 1
      if (!take(line, true)) return
    }
    rest = rest.slice(from)
    yield* between()
  }
  if (rest !== '') take(rest, false)
}

/** The whole of each operand; complaints about those that cannot be read. Returns the status. */
export function* eachFile(
  process: Process,
  name: string,
  operands: readonly string[],
  run: (input: Input, file: string) => Generator<Wait, void, void>,
): Generator<Wait, number, void> {
  let status = 0
  for (const file of operands.length > 0 ? operands : ['-']) {
    try {
      yield* run(openOperand(process, file), file)
    } catch (error) {
      yield* writeAll(process.stderr, `${name}: ${file}: ${reasonOf(error)}\n`)
      status = 1
    }
  }
  return status
}

/** Every line of every operand, at once. */
export function* allLines(
  process: Process,
  name: string,
  operands: readonly string[],
  end = '\n',
): Generator<Wait, { lines: string[]; status: number }, void> {
  const lines: string[] = []
  const nothing = function* () {}
  const status = yield* eachFile(process, name, operands, (input) =>
    eachLine(input, (line) => lines.push(line) > 0, nothing, end),
  )
  return { lines, status }
}
