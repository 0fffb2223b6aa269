import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { CannotRun } from './cannot-run.ts'

/** Bytes as characters. `from`: a path or a descriptor; `name`: what the user calls it. Throws CannotRun. */
export function readText(from: string | number, name: string): string {
  return attempt(name, () => readFileSync(from, 'latin1'))
}

/**
 * A file to be written once, when the work is done. It is opened before, so that a name that cannot be is told of before;
 * what it holds stays until then.
 */
export class OutputFile {
  readonly #name: string
  readonly #fd: number

  /** Throws CannotRun. */
  constructor(name: string) {
    this.#name = name
    this.#fd = attempt(name, () => openSync(name, 'a'))
  }

  /** Throws CannotRun. */
  write(text: string): void {
    attempt(this.#name, () => {
      // A pipe or a terminal holds nothing that could be in the way.
      if (fstatSync(this.#fd).isFile()) ftruncateSync(this.#fd)
      writeFileSync(this.#fd, text)
      closeSync(this.#fd)
    })
  }
}

function attempt<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new CannotRun(`${name}: ${reasonOf(error)}`)
  }
}

/** Why a file could not be read or written, in the words of the C library. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return WORDS[code ?? ''] ?? message
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
}
