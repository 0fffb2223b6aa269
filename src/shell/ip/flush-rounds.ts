import { complain, print, type Session } from './session.ts'

export interface Flush {
  /** `addresses`, `entries`. */
  readonly what: string
  /** After so many rounds it is done, whatever is left. */
  readonly rounds: number
  /** Deletes what there is, and says how much that was. */
  readonly round: () => number
}

/** Every flush of iproute2 goes over the list until a round finds nothing, and with -s tells about it. */
export function flushRounds(session: Session, flush: Flush): number {
  const { loops, statistics } = session.options
  const tell = (words: string) => void (statistics > 0 && print(session, words))
  for (let round = 0; loops === 0 || round < loops; ) {
    const flushed = round < flush.rounds ? flush.round() : 0
    if (flushed === 0) {
      tell(
        round === 0
          ? 'Nothing to flush.\n'
          : `*** Flush is complete after ${round} round${round > 1 ? 's' : ''} ***\n`,
      )
      return 0
    }
    round++
    tell(`\n*** Round ${round}, deleting ${flushed} ${flush.what} ***\n`)
  }
  complain(session, `*** Flush remains incomplete after ${loops} rounds. ***\n`)
  return 1
}
