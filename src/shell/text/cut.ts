import { decode, encode } from '../system/bytes.ts'
import { quote } from '../system/locale.ts'
import { misuse, type ToolSyntax, tool } from '../system/tool.ts'
import { BlockWriter, eachFile, eachLine } from './lines.ts'

const SYNTAX: ToolSyntax = {
  name: 'cut',
  short: 'b:c:d:f:nsz',
  long: {
    'bytes=': 'b',
    'characters=': 'c',
    'delimiter=': 'd',
    'fields=': 'f',
    complement: 'C',
    'only-delimited': 's',
    'output-delimiter=': 'o',
    'zero-terminated': 'z',
  },
}

export const cut = tool(SYNTAX, function* (process, { options, operands }) {
  const kinds = ['b', 'c', 'f'].filter((letter) => options.has(letter))
  if (kinds.length === 0) throw misuse(SYNTAX, 'you must specify a list of bytes, characters, or fields')
  if (kinds.length > 1) throw misuse(SYNTAX, 'only one list may be specified')
  const kind = kinds[0]!
  if (kind !== 'f' && options.has('d'))
    throw misuse(SYNTAX, 'an input delimiter may be specified only when operating on fields')
  const delimiter = encode(options.get('d') ?? '\t')
  if (delimiter.length !== 1 && options.get('d') !== '')
    throw misuse(SYNTAX, 'the delimiter must be a single character')
  const chosen = readList(options.get(kind)!, kind, (text) => quote(process, text))
  const wanted = (position: number) => chosen(position) !== options.has('C')
  const joiner = options.has('o') ? encode(options.get('o')!) : kind === 'f' ? delimiter : ''
  const end = options.has('z') ? '\0' : '\n'
  const writer = new BlockWriter(process)
  const cutLine = (line: string) => {
    if (kind !== 'f') return pick([...(kind === 'c' ? decode(line) : line)], wanted, joiner, kind === 'c')
    if (!line.includes(delimiter)) return options.has('s') ? undefined : line
    return line
      .split(delimiter)
      .filter((_, i) => wanted(i + 1))
      .join(joiner)
  }
  const status = yield* eachFile(process, 'cut', operands, (input) =>
    eachLine(
      input,
      (line) => {
        const out = cutLine(line)
        if (out !== undefined) writer.add(out + end)
        return true
      },
      () => writer.flush(),
      end,
    ),
  )
  yield* writer.flush(true)
  return status
})

/** Characters at the wanted positions; separate runs are joined by the output delimiter. */
function pick(
  all: readonly string[],
  wanted: (position: number) => boolean,
  joiner: string,
  text: boolean,
): string {
  let out = ''
  let last = 0
  for (const [i, character] of all.entries()) {
    if (!wanted(i + 1)) continue
    if (last > 0 && last < i) out += joiner
    out += text ? encode(character) : character
    last = i + 1
  }
  return out
}

/** 1,3-5,7- as a test for positions. */
function readList(
  list: string,
  kind: string,
  shown: (text: string) => string,
): (position: number) => boolean {
  const what = kind === 'f' ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1'
  const ranges = list.split(/[, \t]/).map((part) => {
    const found = /^(\d*)(-?)(\d*)$/.exec(part)
    if (!found)
      throw misuse(
        SYNTAX,
        `invalid ${kind === 'f' ? 'field' : 'byte or character'} ${kind === 'f' ? 'value' : 'position'} ${shown(part)}`,
      )
    const [, from = '', dash, to = ''] = found
    if (part === '-') throw misuse(SYNTAX, 'invalid range with no endpoint: -')
    if (from === '0' || (from === '' && dash === '')) throw misuse(SYNTAX, what)
    const start = Number(from || 1)
    const end = dash ? Number(to || Infinity) : start
    if (end < start) throw misuse(SYNTAX, 'invalid decreasing range')
    return [start, end] as const
  })
  return (position) => ranges.some(([start, end]) => position >= start && position <= end)
}
