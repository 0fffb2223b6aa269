import type { Program } from '../../process.ts'
import { parseDuration } from '../duration.ts'
import { writeAll } from '../streams.ts'

/** coreutils' sleep, in virtual time. */
export const sleep: Program = function* (process) {
  const args = process.argv.slice(1).filter((arg, i) => !(i === 0 && arg === '--'))
  if (args.length === 0) return yield* refuse('missing operand')
  const option = args.find((arg) => /^-./.test(arg))
  if (option) {
    const shown = option.startsWith('--')
      ? `unrecognized option '${option}'`
      : `invalid option -- '${option[1]}'`
    return yield* refuse(shown)
  }
  const bad = args.filter((arg) => parseDuration(arg) === undefined)
  for (const arg of bad) yield* writeAll(process.stderr, `sleep: invalid time interval '${arg}'\n`)
  if (bad.length > 0) return yield* hint()
  const total = args.reduce((sum, arg) => sum + parseDuration(arg)!, 0)
  if (total > 0) yield { until: process.system.now() + total }
  return 0

  function* refuse(message: string) {
    yield* writeAll(process.stderr, `sleep: ${message}\n`)
    return yield* hint()
  }
  function* hint() {
    yield* writeAll(process.stderr, "Try 'sleep --help' for more information.\n")
    return 1
  }
}
