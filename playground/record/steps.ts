import type { Beat, Flight } from './flights.ts'

/** Where the timeline stops on its way, by movements and by decisions. Positions are numbers of trace records. */

/** The movement that is shown at a position: the last one that has begun. */
export function beatAt(beats: readonly Beat[], at: number): Beat | undefined {
  return beats[countBefore(beats, at) - 1]
}

export function nextBeat(beats: readonly Beat[], at: number): Beat | undefined {
  return beats[countBefore(beats, at)]
}

/** How many movements have begun before a position. */
function countBefore(beats: readonly Beat[], at: number): number {
  let low = 0
  let high = beats.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (beats[middle]!.first < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The end of the movement after the one that is shown, or of the one before it. */
export function stepBeat(beats: readonly Beat[], at: number, way: 1 | -1): number {
  const shown = countBefore(beats, at)
  if (way === 1) return (beats[shown]?.last ?? at - 1) + 1
  return shown < 2 ? 0 : beats[shown - 2]!.last + 1
}

/** The next or the previous decision of any frame. */
export function stepDecision(flights: readonly Flight[], at: number, way: 1 | -1): number {
  let best = way === 1 ? Infinity : 0
  for (const { records } of flights)
    for (const { kind, sequence } of records) {
      if (kind !== 'decision') continue
      if (way === 1 ? sequence >= at && sequence + 1 < best : sequence + 1 < at && sequence + 1 > best)
        best = sequence + 1
    }
  return best === Infinity ? at : best
}
