import type { Process, Wait } from '../process.ts'
import { writeAll } from '../system/streams.ts'
import { openOperand, readBlock, reasonOf, type ToolSyntax, tool } from '../system/tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'cat',
  short: 'AbeEnstTuv',
  long: {
    'number-nonblank': 'b',
    number: 'n',
    'squeeze-blank': 's',
    'show-ends': 'E',
    'show-tabs': 'T',
    'show-all': 'A',
    'show-nonprinting': 'v',
  },
}

export const cat = tool(SYNTAX, function* (process, { options, operands }) {
  const show = decorator(new Set(options.keys()))
  let status = 0
  for (const name of operands.length > 0 ? operands : ['-']) {
    try {
      yield* copy(process, name, show)
    } catch (error) {
      yield* writeAll(process.stderr, `cat: ${name}: ${reasonOf(error)}\n`)
      status = 1
    }
  }
  return status
})

function* copy(process: Process, name: string, show: (bytes: string) => string): Generator<Wait, void, void> {
  const input = openOperand(process, name)
  for (let block = yield* readBlock(input); block !== undefined; block = yield* readBlock(input))
    yield* writeAll(process.stdout, show(block))
}

/** Line numbers and visible characters. Its state goes on from file to file. */
function decorator(options: ReadonlySet<string>): (bytes: string) => string {
  if (options.size === 0) return (bytes) => bytes
  const has = (...letters: string[]) => letters.some((letter) => options.has(letter))
  let line = 0
  let atStart = true
  let blanks = 0
  const visible = (text: string) => {
    const tabs = has('T', 'A', 't') ? text.replaceAll('\t', '^I') : text
    return has('v', 'A', 'e', 't') ? tabs.replace(/[\x00-\x08\x0b-\x1f\x7f-\xff]/g, caret) : tabs
  }
  return (bytes) =>
    (bytes.match(/[^\n]*\n|[^\n]+/g) ?? [])
      .map((text) => {
        const blank = text === '\n' && atStart
        blanks = blank ? blanks + 1 : 0
        if (has('s') && blanks > 1) return ''
        const numbered = atStart && (has('b') ? !blank : has('n'))
        const prefix = numbered ? `${String(++line).padStart(6)}\t` : ''
        atStart = text.endsWith('\n')
        const body = visible(atStart ? text.slice(0, -1) : text)
        return prefix + body + (atStart ? `${has('E', 'A', 'e') ? '$' : ''}\n` : '')
      })
      .join('')
}

function caret(byte: string): string {
  const code = byte.charCodeAt(0)
  if (code >= 0x80)
    return `M-${/[\x20-\x7e]/.test(String.fromCharCode(code - 0x80)) ? String.fromCharCode(code - 0x80) : caret(String.fromCharCode(code - 0x80))}`
  return code === 0x7f ? '^?' : `^${String.fromCharCode(code + 64)}`
}
