import type { FileFailure, Process } from '../../process.ts'
import { encode } from '../../system/bytes.ts'
import { errorText } from '../../system/files/errors.ts'

/** error(): one line, and the status that tcpdump ends with. */
export function complain(process: Process, text: string): number {
  process.stderr.write(encode(`tcpdump: ${text}\n`))
  return 1
}

export function fileProblem(failure: FileFailure): string {
  return errorText(failure.code)
}
