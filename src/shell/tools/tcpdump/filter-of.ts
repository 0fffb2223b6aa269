import { FileFailure, type Process } from '../../process.ts'
import { decode, encode } from '../../system/bytes.ts'
import { fileProblem } from './complain.ts'
import { compile } from './filter/compile.ts'
import type { Condition } from './filter/condition.ts'
import type { Target } from './filter/link.ts'
import type { Options } from './options.ts'
import { absolute } from './sink.ts'

/** The filter from the command line or from the file of `-F`; text if something is wrong with it. */
export function filterOf(process: Process, options: Options, target: Target): Condition | string {
  const { filterFile } = options
  if (filterFile === undefined) return compile(encode(options.expression), target)
  try {
    return compile(process.system.files.read(absolute(process, filterFile), process.place), target)
  } catch (error) {
    if (!(error instanceof FileFailure)) throw error
    return decode(encode(`can't open ${filterFile}: ${fileProblem(error)}`))
  }
}
