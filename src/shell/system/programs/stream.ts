import type { Program } from '../../process.ts'
import { MILLISECOND } from '../clock.ts'
import { writeAll } from '../streams.ts'

/** Small programs that answer with a status or a line. */

export const succeed: Program = function* () {
  return 0
}

export const fail: Program = function* () {
  return 1
}

const BLOCKS_PER_MILLISECOND = 64

/** Writes its line for ever; ends when nobody reads any more. */
export const yes: Program = function* (process) {
  const line = `${process.argv.slice(1).join(' ') || 'y'}\n`
  const block = line.repeat(Math.ceil(4096 / line.length))
  for (let blocks = 1; ; blocks++) {
    yield* writeAll(process.stdout, block)
    // A reader that never makes it wait (a file, /dev/null) must not stop time.
    if (blocks % BLOCKS_PER_MILLISECOND === 0) yield { until: process.system.now() + MILLISECOND }
  }
}
