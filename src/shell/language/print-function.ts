import type { ShellFunction } from './shell.ts'

/** A function as `declare -f` and `type` print it. Its body is shown as it was written, not laid out anew. */
export function printFunction({ name, body, source }: ShellFunction): string {
  return `${name} () \n${source.text.slice(body.pos, body.end)}`
}
