import { dissect, PLAIN } from '../frame/dissect/dissect.ts'
import { formatMac } from '../frame/mac.ts'
import type { DecisionRecord, Fate, Sighting, TraceRecord } from '../world/trace.ts'
import type { Journey } from './journeys.ts'
import { ruleOf } from './rule-book.ts'

/** What `macvlan-lab explain` prints of one frame: each device it came to, each rule asked, and how it ended. */
export function tellJourney(journey: Journey): string {
  const lines = [headline(journey)]
  let place = ''
  for (const record of journey.records) {
    const here = placeOf(record)
    if (here !== place) lines.push(`  ${here}`)
    place = here
    lines.push(`    ${tell(record)}`)
  }
  return lines.join('\n') + '\n'
}

function headline({ number, frame, start }: Journey): string {
  const at = `${(start / 1e6).toFixed(3)} ms`
  if (frame === undefined) return `Frame ${number}, at ${at}: it was never on any device.`
  const who = `${formatMac(frame.src)} > ${formatMac(frame.dst)}`
  return `Frame ${number}, at ${at}: ${who}, ${dissect(frame.bytes, PLAIN)}`
}

function placeOf({ machine, netns, dev }: TraceRecord): string {
  return netns === '' ? `${machine}: ${dev}` : `${machine}/${netns}: ${dev}`
}

function tell(record: TraceRecord): string {
  switch (record.kind) {
    case 'seen':
      return tellSighting(record)
    case 'decision':
      return tellDecision(record)
    case 'fate':
      return tellFate(record)
  }
}

function tellSighting({ copy, type }: Sighting): string {
  return type === 'outgoing' ? `goes out (copy ${copy})` : `comes in, as ${type} (copy ${copy})`
}

function tellDecision({ rule, held, values }: DecisionRecord): string {
  const { question, kernel } = ruleOf(rule)
  const facts = Object.entries(values).map(([name, value]) => `${name} ${value}`)
  const because = facts.length > 0 ? ` (${facts.join(', ')})` : ''
  return `${rule.padEnd(5)} ${kernel}: ${question} ${held ? 'Yes' : 'No'}${because}`
}

const ARROWS: Record<Fate['outcome'], string> = {
  cloned: '=> copied',
  forwarded: '-> goes on',
  queued: '.. waits',
  delivered: '** delivered',
  consumed: '-- done',
  dropped: 'xx dropped',
}

function tellFate({ rule, outcome, reason, copy }: Fate): string {
  return `${ARROWS[outcome]}: ${reason} [${rule}, copy ${copy}]`
}
