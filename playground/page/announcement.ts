import type { Beat } from '../record/flights.ts'
import { labelOf } from '../record/frame-words.ts'
import type { Words } from '../words/en.ts'

/** A movement in words, for who listens to the page. */
export function announce({ flight, moves, endings }: Beat, words: Words): string {
  const { said } = words
  const number = words.frameNumber(flight.number)
  const name = flight.frame ? `${number}, ${labelOf(flight.frame)}` : number
  return [
    ...moves.map(({ from, to }) => said.moved(name, from?.dev ?? '', to.dev)),
    ...endings.map(({ died, at, reason }) =>
      died ? said.died(name, at.dev, reason) : said.delivered(name, at.dev),
    ),
  ].join('. ')
}
