import type { SceneDevice } from '../picture/scene.ts'
import type { Flight } from './flights.ts'
import { type DecisionStep, isEnd, type Step, storyOf } from './story.ts'

/** Why a device did not get a frame, from the decisions that were taken about it. */
export type Absence =
  | { readonly kind: 'sent' }
  | { readonly kind: 'got' }
  /** A rule was asked about this very device, and left it out. */
  | { readonly kind: 'left-out'; readonly at: string; readonly steps: readonly DecisionStep[] }
  /** No rule ever came to it: this is where the copies ended. */
  | { readonly kind: 'never-near'; readonly ends: readonly { readonly at: string; readonly step: Step }[] }

export function whyAbsent(flight: Flight, device: SceneDevice): Absence {
  const sightings = flight.records.filter((one) => one.kind === 'seen' && one.place.device === device.id)
  if (sightings.some((one) => one.kind === 'seen' && one.type !== 'outgoing')) return { kind: 'got' }
  if (sightings.length > 0) return { kind: 'sent' }
  const left: DecisionStep[] = []
  let at = ''
  const ends: { at: string; step: Step }[] = []
  for (const { place, steps } of storyOf(flight))
    for (const [i, step] of steps.entries()) {
      if (
        step.kind === 'decision' &&
        place.machine === device.machine &&
        isAbout(step, device.name) &&
        isEnd(step.led)
      ) {
        left.push(...leadingTo(steps, i))
        at = place.dev
      }
      if (step.kind === 'fate' && (step.outcome === 'dropped' || step.outcome === 'delivered'))
        ends.push({ at: place.dev, step })
    }
  return left.length > 0 ? { kind: 'left-out', at, steps: left.slice(-2) } : { kind: 'never-near', ends }
}

function isAbout({ values }: DecisionStep, name: string): boolean {
  return values.some(([key, value]) => (key === 'to' || key === 'port') && value === name)
}

/** The decision, and the one before it where that was about the same device. */
function leadingTo(steps: readonly Step[], at: number): DecisionStep[] {
  const found = steps[at]
  return found?.kind === 'decision' ? [found] : []
}
