import type { Process } from '../process.ts'
import { encode } from '../system/bytes.ts'
import type { Sysctls } from './sysctl-names.ts'

/** One run of `sysctl`. */
export interface Run {
  readonly process: Process
  readonly tree: Sysctls
  readonly flags: ReadonlySet<string>
  readonly pattern: RegExp | undefined
  out: string
}

export function print(run: Run, words: string): number {
  run.out += words
  return 0
}

export function say(run: Run, words: string, status: number): number {
  run.process.stderr.write(encode(words))
  return status
}

/** xwarnx() of procps: what has been printed so far comes first. */
export function warn(run: Run, words: string): number {
  run.process.stdout.write(encode(run.out))
  run.out = ''
  return say(run, `sysctl: ${words}\n`, 1)
}
