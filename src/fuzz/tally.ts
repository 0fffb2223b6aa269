import type { Freedom } from './freedoms.ts'
import type { WorldRun } from './run-world.ts'

/** What has been done so far. */
export interface Tally {
  worlds: number
  steps: number
  frames: number
  sightings: number
  /** How often the kernel made use of a freedom. */
  freedoms: Partial<Record<Freedom['id'], number>>
  /** Benches that a world had left beyond repair. */
  rebuilt: number
}

export const newTally = (): Tally => ({
  worlds: 0,
  steps: 0,
  frames: 0,
  sightings: 0,
  freedoms: {},
  rebuilt: 0,
})

export function countWorld(tally: Tally, run: WorldRun): void {
  tally.worlds++
  tally.steps += run.steps.length
  tally.frames += run.frames
  tally.sightings += run.sightings
  countFreedom(tally, 'order', run.reordered)
  countFreedom(tally, 'collision', run.collisions)
  countFreedom(tally, 'late', run.late)
}

export function countFreedom({ freedoms }: Tally, id: Freedom['id'], times = 1): void {
  if (times > 0) freedoms[id] = (freedoms[id] ?? 0) + times
}

export function addTally(sum: Tally, part: Tally): void {
  for (const key of ['worlds', 'steps', 'frames', 'sightings', 'rebuilt'] as const) sum[key] += part[key]
  for (const [id, times] of Object.entries(part.freedoms)) countFreedom(sum, id as Freedom['id'], times)
}
