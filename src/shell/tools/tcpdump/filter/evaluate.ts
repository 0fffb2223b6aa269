import type { Arithmetic, Condition, Value } from './condition.ts'

/** What a filter may ask about. */
export interface Subject {
  /** The link level header and what follows, without a tag that the kernel holds beside them. */
  readonly bytes: Uint8Array
  /** As it was on the wire, without that tag. */
  readonly length: number
  /** That tag: libpcap knows it too, since it puts it in again. */
  readonly tag?: number | undefined
  /** What only the kernel knows; not what a program finds in its own memory. */
  readonly kernel?: { readonly outgoing: boolean; readonly ifindex: number }
}

/** Bytes of an 802.1Q tag. */
const TAG = 4

/** A load beyond the packet: the whole filter says no, whatever it was asked under (BPF returns 0). */
class BeyondPacket extends Error {}
const BEYOND = new BeyondPacket()

export function matches(condition: Condition, subject: Subject): boolean {
  try {
    return holds(condition, subject)
  } catch (error) {
    if (error === BEYOND) return false
    throw error
  }
}

function holds(condition: Condition, subject: Subject): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, subject) && holds(condition.right, subject)
    case 'or':
      return holds(condition.left, subject) || holds(condition.right, subject)
    case 'not':
      return !holds(condition.of, subject)
    case 'always':
      return condition.value
    case 'compare': {
      const left = evaluate(condition.left, subject)
      const right = evaluate(condition.right, subject)
      if (condition.operator === '=') return left === right
      return condition.operator === '>' ? left > right : left >= right
    }
  }
}

/** Numbers are unsigned, of 32 bits. */
function evaluate(value: Value, subject: Subject): number {
  switch (value.kind) {
    case 'number':
      return value.value
    case 'length':
      return subject.length
    case 'outgoing':
      return knownToKernel(subject).outgoing ? 1 : 0
    case 'ifindex':
      return knownToKernel(subject).ifindex
    case 'tagged':
      return subject.tag === undefined ? 0 : 1
    case 'tag':
      return subject.tag ?? 0
    case 'load': {
      const { behindIpv4, lessTag } = value.base
      const at = value.base.at - (lessTag && subject.tag !== undefined ? TAG : 0)
      const start = at + (behindIpv4 ? (loadBytes(subject, at, 1) & 15) * 4 : 0)
      return loadBytes(subject, start + evaluate(value.offset, subject), value.size)
    }
    case 'arithmetic':
      return calculate(value.operator, evaluate(value.left, subject), evaluate(value.right, subject))
  }
}

/** An offset that has a meaning in the kernel is but far beyond the packet elsewhere. */
function knownToKernel({ kernel }: Subject): NonNullable<Subject['kernel']> {
  if (!kernel) throw BEYOND
  return kernel
}

function loadBytes(subject: Subject, at: number, size: number): number {
  if (at + size > subject.bytes.length) throw BEYOND
  let value = 0
  for (let i = 0; i < size; i++) value = value * 256 + subject.bytes[at + i]!
  return value
}

function calculate(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case '+':
      return (left + right) >>> 0
    case '-':
      return (left - right) >>> 0
    case '*':
      return Math.imul(left, right) >>> 0
    case '/':
      if (right === 0) throw BEYOND
      return Math.floor(left / right)
    case '%':
      if (right === 0) throw BEYOND
      return left % right
    case '&':
      return (left & right) >>> 0
    case '|':
      return (left | right) >>> 0
    case '^':
      return (left ^ right) >>> 0
    case '<<':
      return right > 31 ? 0 : (left << right) >>> 0
    case '>>':
      return right > 31 ? 0 : left >>> right
  }
}
