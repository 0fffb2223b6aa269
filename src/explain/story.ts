import { CHANGES } from '../device/kernel-changes.ts'
import { valuesOf } from '../device/rule-values.ts'
import { dissect, PLAIN } from '../frame/dissect/dissect.ts'
import { formatMac } from '../frame/mac.ts'
import type { Decision, Fate, Sighting, TraceRecord } from '../world/trace.ts'
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

function placeOf({ place: { machine, netns, dev } }: TraceRecord): string {
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

function tellDecision({ rule: id, held, facts: given }: Decision): string {
  const rule = ruleOf(id)
  const facts = Object.entries(valuesOf(rule, given)).map(([name, value]) => `${name} ${value}`)
  const because = facts.length > 0 ? ` (${facts.join(', ')})` : ''
  const since = (rule.changes ?? []).map((name) => `; since Linux ${CHANGES[name].since}`).join('')
  return `${id.padEnd(5)} ${rule.kernel}: ${rule.question} ${held ? 'Yes' : 'No'}${because}${since}`
}

function tellFate({ rule, outcome, reason }: Fate): string {
  switch (outcome) {
    case 'cloned':
      return `=> ${isName(reason) ? `a copy for ${reason}` : reason} [${rule}]`
    case 'forwarded':
      return `-> ${isName(reason) ? `on to ${reason}` : reason} [${rule}]`
    case 'queued':
      return `.. ${reason} [${rule}]`
    case 'delivered':
      return `** delivered: ${reason} [${rule}]`
    case 'consumed':
      return `-- ${reason} [${rule}]`
    case 'dropped':
      return `xx dropped: ${reason} [${rule}]`
  }
}

/** Where the frame goes on is a device's name; what it goes on as is a sentence. */
function isName(reason: string): boolean {
  return !reason.includes(' ')
}
