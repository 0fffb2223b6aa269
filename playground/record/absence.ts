import type { Scene, SceneDevice } from '../picture/scene.ts'
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

export function whyAbsent(flight: Flight, device: SceneDevice, scene: Scene): Absence {
  const sightings = flight.records.filter((one) => one.kind === 'seen' && one.place.device === device.id)
  if (sightings.some((one) => one.kind === 'seen' && one.type !== 'outgoing')) return { kind: 'got' }
  if (sightings.length > 0) return { kind: 'sent' }
  for (const one of wayTo(device, scene)) {
    const left = leftOut(flight, one)
    if (left) return left
  }
  return { kind: 'never-near', ends: endsOf(flight) }
}

/** The device, what it stands on, and what that is plugged into: a frame for it comes through all of them. */
function wayTo(device: SceneDevice, { devices }: Scene): SceneDevice[] {
  const find = (id: number | undefined) => devices.find((one) => one.id === id)
  const lower = find(device.lower)
  return [device, lower, find((lower ?? device).peer)].filter((one) => one !== undefined)
}

function leftOut(flight: Flight, device: SceneDevice): Absence | undefined {
  for (const { place, steps } of storyOf(flight)) {
    if (place.machine !== device.machine) continue
    const step = steps.find((one) => one.kind === 'decision' && isAbout(one, device.name) && refuses(one))
    if (step?.kind === 'decision') return { kind: 'left-out', at: place.dev, steps: [step] }
  }
  return undefined
}

function refuses({ led }: DecisionStep): boolean {
  return isEnd(led) && /\bno copy\b|dropped|drops/.test(led)
}

function endsOf(flight: Flight) {
  return storyOf(flight).flatMap(({ place, steps }) =>
    steps.filter(isEnding).map((step) => ({ at: place.dev, step })),
  )
}

function isEnding(step: Step): boolean {
  return step.kind === 'fate' && (step.outcome === 'dropped' || step.outcome === 'delivered')
}

function isAbout({ values }: DecisionStep, name: string): boolean {
  return values.some(([key, value]) => (key === 'to' || key === 'port') && value === name)
}
