import type { LabState } from '../lab/link.ts'
import { flightBetween } from '../whatif/outcome.ts'
import type { Trial, Variant } from '../whatif/variants.ts'
import type { Playback } from './playback.ts'
import type { Session } from './session.ts'

/** A cell of the table that the reader wants to see for themselves. */
export interface Replay {
  readonly trial: Trial
  /** undefined: the reader's own run. */
  readonly variant: Variant | undefined
  readonly from: string
  readonly to: string
}

/** A look at a variant of the lab, while the reader's own waits for them to come back. */
export class Detour {
  /** The reader's own lab; undefined: it is what they look at. */
  home: LabState | undefined
  variant: Variant | undefined
  readonly #session: Session
  readonly #playback: Playback

  constructor(session: Session, playback: Playback) {
    this.#session = session
    this.#playback = playback
  }

  /** Runs the variant, and plays the frame that the cell is about. */
  async take({ trial, variant, from, to }: Replay): Promise<void> {
    this.home ??= this.#session.state
    this.variant = variant
    const { name, about } = this.#session.file
    await this.#session.resume({ name, about, topology: trial.topology, blocks: [] }, trial.entries)
    const flight = flightBetween(this.#session.film.flights, from, to)
    if (flight) this.#playback.playFlight(flight)
  }

  async goHome(): Promise<void> {
    const { home } = this
    this.end()
    if (home) await this.#session.restore(home)
  }

  end(): void {
    this.home = undefined
    this.variant = undefined
  }
}
