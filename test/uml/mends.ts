/** What of older sources today's compiler does not take as it is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Mend {
  readonly file: string
  readonly from: RegExp
  readonly to: string
}

const MENDS: readonly Mend[] = []

/** Where the text is as it was, and nowhere else. */
export function mend(tree: string): void {
  for (const { file, from, to } of MENDS) {
    const path = join(tree, file)
    if (existsSync(path)) writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }
}
