import type { Topology } from '../topology/topology.ts'
import type { ObservedFrame } from './observation.ts'

/** What we ask of the agent: one line of JSON on its control pipe, which then stays open as long as we live. */
export interface AgentRequest {
  readonly topology: Topology
  readonly script: { readonly name: string; readonly text: string }
  /** IPv6 is on, but for switches. */
  readonly ipv6: boolean
  /** Bytes for the script's standard input; absent: /dev/null. */
  readonly stdin?: string
  readonly limits: Limits
}

export interface Limits {
  readonly seconds: number
  /** Frames in the trace. */
  readonly frames: number
  /** Bytes of standard output and standard error together. */
  readonly output: number
}

export const DEFAULT_LIMITS: Limits = { seconds: 300, frames: 1_000_000, output: 64 * 1024 * 1024 }

/** What the agent answers: lines of JSON. `frames` come last but one, `ended` or another end comes last. */
export type AgentMessage =
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly base64: string }
  | { readonly kind: 'frames'; readonly frames: readonly ObservedFrame[] }
  | { readonly kind: 'ended'; readonly status: number }
  | { readonly kind: 'stopped'; readonly limit: keyof Limits; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }

/** Descriptors of the agent process. */
export const REPORT_FD = 1
export const CONTROL_FD = 3
