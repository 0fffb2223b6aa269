import type { LabFile } from '../lab/lab-file.ts'
import type { LabState } from '../lab/link.ts'
import type { Entry } from '../lab/script.ts'
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

/** The world that decides a claim, with the line that sends the frame it is about. */
export interface WatchedWorld {
  readonly file: LabFile
  readonly entries: readonly Entry[]
  /** Where the frame begins, in trace records; undefined: there is none. */
  readonly at: number | undefined
  /** The claim in words. */
  readonly sentence: string
}

/** A look at a variant of the lab, while the reader's own waits for them to come back. */
export class Detour {
  /** The reader's own lab; undefined: it is what they look at. */
  home: LabState | undefined
  variant: Variant | undefined
  /** The claim whose world it is. */
  claim: WatchedWorld | undefined
  readonly #session: Session
  readonly #playback: Playback

  constructor(session: Session, playback: Playback) {
    this.#session = session
    this.#playback = playback
  }

  /** Runs the variant, and plays the frame that the cell is about. */
  async take({ trial, variant, from, to }: Replay): Promise<void> {
    this.home ??= this.#session.state
    Object.assign(this, { variant, claim: undefined })
    const { name, about } = this.#session.file
    await this.#session.resume({ name, about, topology: trial.topology, blocks: [] }, trial.entries)
    const flight = flightBetween(this.#session.film.flights, from, to)
    if (flight) this.#playback.playFlight(flight)
  }

  /** Runs a world, and stops where the frame begins that decides the claim. */
  async watch(claim: WatchedWorld): Promise<void> {
    const { file, entries, at } = claim
    this.home ??= this.#session.state
    Object.assign(this, { variant: undefined, claim })
    await this.#session.resume({ ...file, blocks: [] }, entries)
    if (at === undefined) return
    this.#playback.seek(at)
    this.#playback.step(1, false)
  }

  async goHome(): Promise<void> {
    const { home } = this
    this.end()
    if (home) await this.#session.restore(home)
  }

  end(): void {
    this.home = undefined
    this.variant = undefined
    this.claim = undefined
  }
}
