import { parseDuration } from '../duration.ts'
import { quote } from '../locale.ts'
import { writeAll } from '../streams.ts'
import { misuse, ToolFailure, type ToolSyntax, tool } from '../tool.ts'

const SYNTAX: ToolSyntax = { name: 'sleep', short: '', long: {} }

/** coreutils' sleep, in virtual time. */
export const sleep = tool(SYNTAX, function* (process, { operands }) {
  if (operands.length === 0) throw misuse(SYNTAX, 'missing operand')
  const bad = operands.filter((operand) => parseDuration(operand) === undefined)
  for (const operand of bad)
    yield* writeAll(process.stderr, `sleep: invalid time interval ${quote(process, operand)}\n`)
  if (bad.length > 0) throw new ToolFailure("Try 'sleep --help' for more information.\n")
  const total = operands.reduce((sum, operand) => sum + parseDuration(operand)!, 0)
  if (total > 0) yield { until: process.system.now() + total }
  return 0
})
