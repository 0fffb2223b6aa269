/**
 * A filter as data: comparisons of what is loaded from the packet, joined by and, or, not. Everything that libpcap
 * compiles to BPF becomes one of these.
 */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | Comparison
  | { readonly kind: 'always'; readonly value: boolean }

export interface Comparison {
  readonly kind: 'compare'
  readonly left: Value
  readonly operator: '=' | '>' | '>='
  readonly right: Value
}

export type Value =
  | { readonly kind: 'number'; readonly value: number }
  /** Bytes of the packet as a number, high byte first. */
  | { readonly kind: 'load'; readonly base: Base; readonly offset: Value; readonly size: 1 | 2 | 4 }
  | { readonly kind: 'length' }
  /** 1 for packets that this machine sent, 0 for the rest (SKF_AD_PKTTYPE). */
  | { readonly kind: 'outgoing' }
  | { readonly kind: 'ifindex' }
  /** 1 if the kernel holds a VLAN tag of the packet beside its bytes (SKF_AD_VLAN_TAG_PRESENT), and that tag. */
  | { readonly kind: 'tagged' | 'tag' }
  | {
      readonly kind: 'arithmetic'
      readonly operator: Arithmetic
      readonly left: Value
      readonly right: Value
    }

export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>'

/** Where an offset counts from: a fixed place, or behind the IPv4 header that begins at one. */
export interface Base {
  readonly at: number
  readonly behindIpv4: boolean
  /** A tag was counted that may stand beside the bytes: then it is 4 bytes earlier. */
  readonly lessTag?: boolean
}

export const ALWAYS: Condition = { kind: 'always', value: true }
export const NEVER: Condition = { kind: 'always', value: false }

export function number(value: number): Value {
  return { kind: 'number', value }
}

export function load(base: Base, offset: number | Value, size: 1 | 2 | 4): Value {
  return { kind: 'load', base, offset: typeof offset === 'number' ? number(offset) : offset, size }
}

export function masked(value: Value, mask: number): Value {
  return { kind: 'arithmetic', operator: '&', left: value, right: number(mask) }
}

export function compare(left: Value, operator: Comparison['operator'], right: Value | number): Condition {
  return { kind: 'compare', left, operator, right: typeof right === 'number' ? number(right) : right }
}

export function equals(left: Value, right: number): Condition {
  return compare(left, '=', right)
}

export function and(left: Condition, right: Condition): Condition {
  return { kind: 'and', left, right }
}

export function or(left: Condition, right: Condition): Condition {
  return { kind: 'or', left, right }
}

export function not(of: Condition): Condition {
  return { kind: 'not', of }
}

export function all(conditions: readonly Condition[]): Condition {
  return conditions.reduce(and)
}

export function any(conditions: readonly Condition[]): Condition {
  return conditions.reduce(or)
}
