import { encode } from '../system/bytes.ts'
import { quote } from '../system/locale.ts'
import { writeAll } from '../system/streams.ts'
import { misuse, readBlock, ToolFailure, type ToolSyntax, tool } from '../system/tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'tr',
  short: 'cCdst',
  long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
  operandsEndOptions: true,
}

export const tr = tool(SYNTAX, function* (process, { options, operands }) {
  const has = (letter: string) => options.has(letter)
  const complement = has('c') || has('C')
  const needed = has('d') === has('s') ? 2 : 1
  if (operands.length === 0) throw misuse(SYNTAX, 'missing operand')
  if (operands.length < needed) {
    const purpose = has('d') ? 'when both deleting and squeezing repeats' : 'when translating'
    throw new ToolFailure(
      `tr: missing operand after ${quote(process, operands[0]!)}\nTwo strings must be given ${purpose}.\nTry 'tr --help' for more information.\n`,
    )
  }
  const extra = operands[has('d') && !has('s') ? 1 : 2]
  if (extra !== undefined) {
    const hint =
      has('d') && !has('s') ? 'Only one string may be given when deleting without squeezing repeats.\n' : ''
    throw new ToolFailure(
      `tr: extra operand ${quote(process, extra)}\n${hint}Try 'tr --help' for more information.\n`,
    )
  }
  const [first, second] = operands.map((operand) => expandSet(encode(operand)))
  const change = transform(complement ? complementOf(first!) : first!, second, has)
  for (
    let block = yield* readBlock(process.stdin);
    block !== undefined;
    block = yield* readBlock(process.stdin)
  )
    yield* writeAll(process.stdout, change(block))
  return 0
})

function transform(
  first: readonly string[],
  second: readonly string[] | undefined,
  has: (letter: string) => boolean,
) {
  const deleted = new Set(has('d') ? first : [])
  const map = new Map<string, string>()
  if (!has('d') && second && second.length > 0)
    first.forEach((from, i) => {
      if (i < second.length || !has('t')) map.set(from, second[Math.min(i, second.length - 1)]!)
    })
  const squeezed = new Set(has('s') ? (second ?? first) : [])
  let last = ''
  return (block: string) => {
    let out = ''
    for (const byte of block) {
      if (deleted.has(byte)) continue
      const changed = map.get(byte) ?? byte
      if (changed === last && squeezed.has(changed)) continue
      out += changed
      last = changed
    }
    return out
  }
}

function complementOf(set: readonly string[]): string[] {
  const without = new Set(set)
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter(
    (byte) => !without.has(byte),
  )
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[\t ]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** a-z, [:upper:], \n, \012, [x*3]. */
function expandSet(text: string): string[] {
  const out: string[] = []
  for (let i = 0; i < text.length; ) {
    const named = /^\[:(\w+):\]/.exec(text.slice(i))
    if (named && CLASSES[named[1]!]) {
      for (let code = 0; code < 256; code++) {
        const byte = String.fromCharCode(code)
        if (CLASSES[named[1]!]!.test(byte)) out.push(byte)
      }
      i += named[0].length
      continue
    }
    const repeated = /^\[(\\.|.)\*(\d*)\]/s.exec(text.slice(i))
    if (repeated) {
      const [byte] = character(repeated[1]!, 0)
      out.push(...Array.from({ length: Number(repeated[2] || 256) }, () => byte))
      i += repeated[0].length
      continue
    }
    const [from, next] = character(text, i)
    i = next
    if (text[i] !== '-' || i + 1 >= text.length) {
      out.push(from)
      continue
    }
    const [to, after] = character(text, i + 1)
    i = after
    if (to < from)
      throw new ToolFailure(
        `tr: range-endpoints of '${from}-${to}' are in reverse collating sequence order\n`,
      )
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) out.push(String.fromCharCode(code))
  }
  return out
}

function character(text: string, i: number): [string, number] {
  if (text[i] !== '\\' || i + 1 >= text.length) return [text[i]!, i + 1]
  const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1))?.[0]
  if (octal) return [String.fromCharCode(Number.parseInt(octal, 8) & 255), i + 1 + octal.length]
  return [ESCAPES[text[i + 1]!] ?? text[i + 1]!, i + 2]
}
