import { quote } from '../system/locale.ts'
import { readAll, writeAll } from '../system/streams.ts'
import { misuse, openOperand, reasonOf, ToolFailure, type ToolSyntax, tool } from '../system/tool.ts'

const OD: ToolSyntax = {
  name: 'od',
  short: 'A:abcdj:N:ot:vw:x',
  long: {
    'address-radix=': 'A',
    'skip-bytes=': 'j',
    'read-bytes=': 'N',
    'format=': 't',
    'output-duplicates': 'v',
    'width=': 'w',
  },
}

/** A way to show bytes: how many make one number, how wide it is, and its text. */
interface Format {
  readonly size: number
  readonly width: number
  show(bytes: string): string
}

const NAMED: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
}

const CHARACTER: Format = {
  size: 1,
  width: 3,
  show: (byte) =>
    NAMED[byte] ?? (/[ -~]/.test(byte) ? byte : byte.charCodeAt(0).toString(8).padStart(3, '0')),
}

function littleEndian(bytes: string): bigint {
  return [...bytes].reduceRight((value, byte) => value * 256n + BigInt(byte.charCodeAt(0)), 0n)
}

/** x2, o1, d4, u1, c. */
function formatOf(text: string): Format | undefined {
  if (text === 'c') return CHARACTER
  const found = /^([xoud])([1248CSIL]?)$/.exec(text)
  if (!found) return undefined
  const size = { C: 1, S: 2, I: 4, L: 8 }[found[2]!] ?? Number(found[2] || 4)
  const base = { x: 16, o: 8, u: 10, d: 10 }[found[1]!]!
  const digits = (2n ** BigInt(size * 8) - 1n).toString(base).length
  const fill = found[1] === 'x' || found[1] === 'o' ? '0' : ' '
  const value = (bytes: string) =>
    found[1] === 'd' ? BigInt.asIntN(size * 8, littleEndian(bytes)) : littleEndian(bytes)
  const width = found[1] === 'd' ? digits + (size === 1 ? 1 : 1) : digits
  return {
    size,
    width,
    show: (bytes) =>
      value(bytes)
        .toString(base)
        .padStart(fill === '0' ? digits : 0, '0'),
  }
}

const LETTERS: Readonly<Record<string, string>> = { b: 'o1', c: 'c', d: 'u2', o: 'o2', x: 'x2' }

export const od = tool(OD, function* (process, { all, options, operands }) {
  const types = all
    .filter(([letter]) => letter === 't' || LETTERS[letter])
    .flatMap(([letter, text]) => (letter === 't' ? splitTypes(text) : [LETTERS[letter]!]))
  const formats = (types.length > 0 ? types : ['o2']).map((type) => {
    const format = formatOf(type)
    if (!format) throw misuse(OD, `invalid type string ${quote(process, type)}`)
    return format
  })
  let bytes = ''
  for (const file of operands.length > 0 ? operands : ['-']) {
    try {
      bytes += yield* readAll(openOperand(process, file))
    } catch (error) {
      throw new ToolFailure(`od: ${file}: ${reasonOf(error)}\n`)
    }
  }
  const skip = Number(options.get('j') ?? 0)
  const end = options.has('N') ? skip + Number(options.get('N')) : bytes.length
  yield* writeAll(process.stdout, dump(bytes.slice(0, end), skip, formats, options))
  return 0
})

function splitTypes(text: string): string[] {
  return text.match(/[a-z][0-9A-Z]?z?/g) ?? [text]
}

function dump(
  bytes: string,
  skip: number,
  formats: readonly Format[],
  options: ReadonlyMap<string, string>,
): string {
  const radix = { o: 8, d: 10, x: 16, n: 0 }[options.get('A') ?? 'o'] ?? 8
  const address = (at: number) => (radix === 0 ? '' : at.toString(radix).padStart(radix === 16 ? 6 : 7, '0'))
  const row = Number(options.get('w') || 16)
  // Several formats are lined up, so each takes the room of the widest, byte by byte.
  const perByte = Math.max(...formats.map((format) => (format.width + 1) / format.size))
  let out = ''
  let last = ''
  let starred = false
  for (let at = skip; at < bytes.length; at += row) {
    const text = bytes.slice(at, at + row)
    if (text === last && text.length === row && !options.has('v')) {
      if (!starred) out += '*\n'
      starred = true
      continue
    }
    starred = false
    last = text
    for (const [i, format] of formats.entries())
      out += `${i === 0 ? address(at) : ' '.repeat(address(at).length)}${line(text, format, perByte)}\n`
  }
  return out + (radix === 0 ? '' : `${address(bytes.length)}\n`)
}

function line(text: string, format: Format, perByte: number): string {
  let out = ''
  for (let i = 0; i < text.length; i += format.size)
    out += format
      .show(text.slice(i, i + format.size).padEnd(format.size, '\0'))
      .padStart(Math.ceil(perByte * format.size))
  return out
}
