import type { Nanoseconds } from '../process.ts'
import { SECOND } from './clock.ts'

/** How far a script may go. Whoever goes further is ended with {@link LIMIT_STATUS} and a message naming the limit. */
export interface Limits {
  /** Commands run, builtins included. */
  readonly commands: number
  /** Virtual time. */
  readonly time: Nanoseconds
  /** Bytes written to the script's own stdout and stderr. */
  readonly output: number
  /** Processes alive at one time. */
  readonly processes: number
  /** Function calls, `source` and `eval` inside each other. */
  readonly depth: number
  /** Times that some process was resumed: ends what waits without time passing. */
  readonly steps: number
}

export const DEFAULT_LIMITS: Limits = {
  commands: 1_000_000,
  time: 24 * 3600 * SECOND,
  output: 64 * 1024 * 1024,
  processes: 1_000,
  depth: 250,
  steps: 10_000_000,
}

/** Unlike 124–127 and 128 + n, which timeout, the shell and signals use. */
export const LIMIT_STATUS = 122

export class LimitReached extends Error {
  readonly limit: keyof Limits
  constructor(limit: keyof Limits, value: number) {
    super(`limit reached: ${describe(limit, value)}`)
    this.limit = limit
  }
}

function describe(limit: keyof Limits, value: number): string {
  switch (limit) {
    case 'commands':
      return `more than ${value} commands (does the script loop for ever?)`
    case 'time':
      return `more than ${value / SECOND} s of virtual time`
    case 'output':
      return `more than ${value} bytes of output`
    case 'processes':
      return `more than ${value} processes at one time`
    case 'depth':
      return `more than ${value} function calls inside each other`
    case 'steps':
      return `more than ${value} scheduler steps (does a program wait for nothing?)`
  }
}
