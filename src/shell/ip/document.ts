/**
 * What `ip` prints is built once, as a tree, and written in either of two ways: as text, where only the `text`
 * of the leaves counts, or as JSON, where keys and values do (print_string(PRINT_ANY, …) of iproute2).
 */
export type Node = Leaf | Branch

export interface Leaf {
  readonly text: string
  readonly key?: string
  /** Absent: the leaf is not part of the JSON. */
  readonly value?: Scalar
}

export interface Branch {
  readonly kind: 'object' | 'array'
  readonly key?: string
  readonly nodes: readonly Node[]
}

/** A number that JSON must show as it stands, such as `0.00`. */
interface Literal {
  readonly literal: string
}

export type Scalar = string | number | boolean | null | Literal

/** Seen in text only. */
export function text(words: string): Leaf {
  return { text: words }
}

/** Seen in JSON only. */
export function data(key: string, value: Scalar): Leaf {
  return { text: '', key, value }
}

export function field(key: string, value: Scalar, words: string): Leaf {
  return { text: words, key, value }
}

/** An element of an array. */
export function element(value: Scalar, words = ''): Leaf {
  return { text: words, value }
}

export function object(key: string | undefined, nodes: readonly Node[]): Branch {
  return key === undefined ? { kind: 'object', nodes } : { kind: 'object', key, nodes }
}

export function array(key: string | undefined, nodes: readonly Node[]): Branch {
  return key === undefined ? { kind: 'array', nodes } : { kind: 'array', key, nodes }
}

export function toText(nodes: readonly Node[]): string {
  let words = ''
  for (const node of nodes) words += 'nodes' in node ? toText(node.nodes) : node.text
  return words
}
