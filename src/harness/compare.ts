import type { Mac } from '../frame/mac.ts'
import { type DiffLine, diffLines, onlyChanges } from './line-diff.ts'
import { type NormalFrame, type NormalObservation, normalise } from './normalise.ts'
import type { Observation } from './observation.ts'
import { withoutOverwritten } from './overwritten.ts'

/** One thing that two observations do not have in common. */
export interface Difference {
  /** `stdout`, `stderr`, `exit status`, or `frames at MACHINE [NETNS] DEVICE`. */
  readonly where: string
  readonly lines: readonly DiffLine[]
}

/** What differs between two runs of one lab, after `normalise`; nothing if they are the same to the letter. */
export function compare(
  left: Observation,
  right: Observation,
  named: ReadonlySet<Mac>,
): readonly Difference[] {
  const [a, b] = withoutOverwritten([left, right]).map((one) => normalise(one, named)) as [
    NormalObservation,
    NormalObservation,
  ]
  return [
    ...compareText('stdout', a.stdout, b.stdout),
    ...compareText('stderr', a.stderr, b.stderr),
    ...compareText('exit status', `${a.status}\n`, `${b.status}\n`),
    ...compareTraces(a, b),
  ]
}

/** As diff(1) would print them; of each part, the first `most` lines. */
export function formatDifferences(
  differences: readonly Difference[],
  left: string,
  right: string,
  most = 40,
): string {
  if (differences.length === 0) return ''
  const parts = differences.map(({ where, lines }) => {
    const shown = lines.slice(0, most).map(({ sign, text }) => `${sign}${text}\n`)
    const more = lines.length > most ? `  (${lines.length - most} more lines)\n` : ''
    return `@@ ${where} @@\n${shown.join('')}${more}`
  })
  return `--- ${left}\n+++ ${right}\n${parts.join('')}`
}

function compareText(where: string, left: string, right: string): readonly Difference[] {
  return left === right ? [] : [difference(where, splitLines(left), splitLines(right))]
}

/** Shows whether the last line ends. */
function splitLines(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split('\n')
  const last = lines.pop()!
  return last === '' ? lines : [...lines, `${last}\\ (no newline at the end)`]
}

function compareTraces(left: NormalObservation, right: NormalObservation): readonly Difference[] {
  const devices = [...new Set([...left.devices.keys(), ...right.devices.keys()])].sort()
  return devices.flatMap((device) =>
    compareDevice(device, left.devices.get(device), right.devices.get(device)),
  )
}

/**
 * Frames at one device must be the same, and in the same order within a conversation: the unicast frames between
 * two addresses, or the group frames of one sender. Between conversations the order is free, because a macvlan
 * hands group frames to a work queue (macvlan_broadcast_enqueue): when the copy arrives relative to other frames
 * is for the scheduler to say, while the queue itself is first in, first out. A probe for a duplicate IPv6 address
 * is sent at a random time, so that each is a conversation of its own.
 */
function compareDevice(
  device: string,
  left: readonly NormalFrame[] = [],
  right: readonly NormalFrame[] = [],
): readonly Difference[] {
  const [a, b] = [byConversation(left), byConversation(right)]
  return a.join('\n') === b.join('\n') ? [] : [difference(`frames at ${device}`, a, b)]
}

function byConversation(frames: readonly NormalFrame[]): readonly string[] {
  const conversations = new Map<string, string[]>()
  for (const frame of frames) {
    const key = conversationOf(frame)
    const lines = conversations.get(key) ?? []
    lines.push(`${frame.type} ${frame.text}`)
    conversations.set(key, lines)
  }
  return [...conversations].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, lines]) => lines)
}

function conversationOf({ apart, group, src, dst, text }: NormalFrame): string {
  if (apart) return `probe ${text}`
  return group ? `group ${src}` : `pair ${[src, dst].sort().join(' ')}`
}

function difference(where: string, left: readonly string[], right: readonly string[]): Difference {
  return { where, lines: onlyChanges(diffLines(left, right)) }
}
