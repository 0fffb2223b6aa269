import { Source } from '../../src/shell/language/source.ts'
import { parseProgram } from '../../src/shell/language/syntax.ts'

/** Whether the shell would ask for more (its second prompt): an open quote, a loop, a line that goes on. */
export function isIncomplete(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\$/.test(text)) return true
  if (hasOpenHereDocument(text)) return true
  return endsTooSoon(text)
}

function endsTooSoon(text: string): boolean {
  const { error } = parseProgram(new Source(`${text}\n`))
  return error !== undefined && /unexpected end of file|unexpected EOF/.test(error.messages[0] ?? '')
}

function hasOpenHereDocument(text: string): boolean {
  const found = /<<-?\s*(["']?)(\w+)\1/.exec(text)
  return found !== null && !text.split('\n').includes(found[2]!)
}

/** A script, cut into what would be entered at a prompt one after the other. */
export function blocksOf(script: string): string[] {
  const blocks: string[] = []
  let begun = ''
  for (const line of script.split('\n')) {
    if (begun === '' && /^\s*(#|$)/.test(line)) continue
    begun += begun === '' ? line : `\n${line}`
    if (isIncomplete(begun)) continue
    blocks.push(begun)
    begun = ''
  }
  return begun === '' ? blocks : [...blocks, begun]
}
