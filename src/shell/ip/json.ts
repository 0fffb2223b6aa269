import type { Branch, Node, Scalar } from './document.ts'

/**
 * JSON exactly as iproute2's json_writer lays it out. Its pretty form is its own: an array stays on the line it
 * began on, and only names of objects start new lines.
 */
export function toJson(nodes: readonly Node[], pretty: boolean): string {
  const writer: Writer = { pretty, out: '', depth: 0, separator: false }
  writeBranch(writer, { kind: 'array', nodes })
  return `${writer.out}\n`
}

interface Writer {
  readonly pretty: boolean
  out: string
  depth: number
  /** Something stands before: the next value needs a comma, a closing brace its own line. */
  separator: boolean
}

function writeNode(writer: Writer, node: Node): void {
  const branch = 'nodes' in node
  if (!branch && node.value === undefined) return
  if (node.key !== undefined) writeName(writer, node.key)
  if (branch) return writeBranch(writer, node)
  comma(writer)
  writer.out += scalar(node.value!)
  writer.separator = true
}

function writeBranch(writer: Writer, branch: Branch): void {
  const isArray = branch.kind === 'array'
  comma(writer)
  writer.out += isArray ? '[' : '{'
  if (isArray && writer.pretty) writer.out += ' '
  writer.depth++
  writer.separator = false
  for (const node of branch.nodes) writeNode(writer, node)
  writer.depth--
  if (isArray) closeArray(writer)
  else closeObject(writer)
  writer.separator = true
}

function closeArray(writer: Writer): void {
  if (writer.pretty && writer.separator) writer.out += ' '
  writer.out += ']'
}

function closeObject(writer: Writer): void {
  if (writer.separator) newLine(writer)
  writer.out += '}'
}

function writeName(writer: Writer, key: string): void {
  comma(writer)
  newLine(writer)
  writer.separator = false
  writer.out += quote(key) + (writer.pretty ? ': ' : ':')
}

function comma(writer: Writer): void {
  if (writer.separator) writer.out += ','
}

function newLine(writer: Writer): void {
  if (writer.pretty) writer.out += `\n${'    '.repeat(writer.depth)}`
}

function scalar(value: Scalar): string {
  if (typeof value === 'string') return quote(value)
  if (value !== null && typeof value === 'object') return value.literal
  return String(value)
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\f': '\\f',
  '\b': '\\b',
  '\\': '\\\\',
  '"': '\\"',
}

function quote(value: string): string {
  return `"${value.replace(/[\t\n\r\f\b\\"]/g, (character) => ESCAPES[character]!)}"`
}
