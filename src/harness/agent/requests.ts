import { closeSync, openSync, writeSync } from 'node:fs'
import { makePipe } from './launch.ts'
import { libc, memory } from './libc.ts'

/** What a command of the lab asks of us: its process, and its words. */
export interface Request {
  readonly pid: string
  readonly words: readonly string[]
}

export interface Answer {
  readonly status: number
  readonly message: string
}

const CHUNK = 65536

/**
 * The pipe by which `vm` asks us to do something: process, number of words, words, each ended by a zero byte. The
 * answer goes to the process's third descriptor: status, length, text.
 */
export class Requests {
  private readonly pipe = makePipe()
  private rest = ''

  get fd(): number {
    return this.pipe.read
  }

  /** The end for writing, which the lab finds as /proc/1/fd/N. */
  get door(): number {
    return this.pipe.write
  }

  /** To be called when there is something to read. */
  take(): readonly Request[] {
    const bytes = memory(CHUNK)
    const length = Number(libc.read(this.pipe.read, bytes, CHUNK))
    const fields = (this.rest + bytes.toString('utf8', 0, Math.max(length, 0))).split('\0')
    const found: Request[] = []
    for (let [pid, count] = fields; fields.length > 2 + Number(count); [pid, count] = fields)
      found.push({ pid: pid!, words: fields.splice(0, 2 + Number(count)).slice(2) })
    this.rest = fields.join('\0')
    return found
  }

  answer({ pid }: Request, { status, message }: Answer): void {
    try {
      const fd = openSync(`/proc/${pid}/fd/3`, 'w')
      writeSync(fd, `${status} ${Buffer.byteLength(message)}\n${message}`)
      closeSync(fd)
    } catch {
      // Whoever asked is gone.
    }
  }
}
