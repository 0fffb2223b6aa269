import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** A mistake in a topology file: data for the reader, never an exception. */
export interface TopologyError {
  /** 1 is the first line. */
  readonly line: number
  readonly message: string
}

export interface Entry {
  readonly key: string
  readonly line: number
  readonly value: Value
}

/** A place in the file: a YAML node, and what reading it as this or that type found wrong. */
export class Value {
  private readonly node: Node | null
  readonly line: number
  private readonly file: File

  constructor(node: Node | null, line: number, file: File) {
    this.node = node
    this.line = line
    this.file = file
  }

  get absent(): boolean {
    return this.node === null || (isScalar(this.node) && this.node.value === null)
  }

  error(message: string): undefined {
    this.file.errors.push({ line: this.line, message })
    return undefined
  }

  /** The entries of a mapping; none if it is absent or something else (an error then). */
  entries(what: string): readonly Entry[] {
    if (this.absent) return []
    if (!isMap(this.node)) {
      this.error(`${what} must be a mapping`)
      return []
    }
    return this.node.items.map((pair) => {
      const line = this.file.lineOf(pair.key as Node, this.line)
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      return { key, line, value: this.file.value(pair.value as Node | null, line) }
    })
  }

  items(what: string): readonly Value[] {
    if (this.absent) return []
    if (!isSeq(this.node)) {
      this.error(`${what} must be a list`)
      return []
    }
    return this.node.items.map((item) => this.file.value(item as Node, this.line))
  }

  get isText(): boolean {
    return isScalar(this.node) && typeof this.node.value === 'string'
  }

  /** Text; a number or boolean counts as the text that was written. */
  text(what: string): string | undefined {
    if (isScalar(this.node) && this.node.value !== null) {
      return typeof this.node.value === 'string'
        ? this.node.value
        : (this.node.source ?? String(this.node.value))
    }
    return this.error(`${what} must be text`)
  }

  integer(what: string): number | undefined {
    const value = isScalar(this.node) ? this.node.value : undefined
    return Number.isInteger(value) ? (value as number) : this.error(`${what} must be a whole number`)
  }
}

class File {
  readonly errors: TopologyError[] = []
  private readonly resolve: (node: Node) => Node | null
  private readonly lines: LineCounter

  constructor(lines: LineCounter, resolve: (node: Node) => Node | null) {
    this.lines = lines
    this.resolve = resolve
  }

  lineOf(node: Node | null, otherwise: number): number {
    return node?.range ? this.lines.linePos(node.range[0]).line : otherwise
  }

  value(node: Node | null, otherwise: number): Value {
    return new Value(node && this.resolve(node), this.lineOf(node, otherwise), this)
  }
}

/** The file's root value and the list into which every error goes, YAML's own among them. */
export function readYaml(text: string): { readonly root: Value; readonly errors: TopologyError[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const file = new File(lines, (node) => (isAlias(node) ? (node.resolve(document) ?? null) : node))
  for (const error of document.errors) {
    file.errors.push({ line: lines.linePos(error.pos[0]).line, message: error.message })
  }
  return { root: file.value(document.contents, 1), errors: file.errors }
}
