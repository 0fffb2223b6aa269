import type { Scene } from '../picture/scene.ts'
import type { RuleWords } from '../words/rule-words.ts'
import type { Flight } from './flights.ts'

/** A frame as the reader looks at it: another one whenever there is more to see. */
export interface Sight {
  readonly flight: Flight
  /** The position in time: what comes after it has not happened yet. */
  readonly at: number
  readonly scene: Scene
  readonly rules: RuleWords
}
