import { type Actor, createActor, type SnapshotFrom } from 'xstate'
import type { Beat, Flight } from '../record/flights.ts'
import { beatAt, nextBeat, stepBeat, stepDecision } from '../record/steps.ts'
import { type TimelineEvent, timelineMachine } from '../record/timeline-machine.ts'

/** What a movement takes at ×1, in milliseconds. */
const MOVEMENT = 520
/** Between two movements at ×1. */
const BREATH = 160

export interface Film {
  readonly beats: readonly Beat[]
  readonly flights: readonly Flight[]
}

export const BLANK: Film = { beats: [], flights: [] }

export interface PlaybackHooks {
  readonly film: () => Film
  /** Another moment is shown. */
  readonly onChange: () => void
  /** A frame has come into the reader's view. */
  readonly onShow: (flight: Flight) => void
}

/** Runs the timeline: which moment is shown, and the movement that leads there. */
export class Playback {
  moment: SnapshotFrom<typeof timelineMachine>
  /** Milliseconds that the movement takes that is to be drawn now; 0: it just stands there. */
  duration = 0
  readonly #hooks: PlaybackHooks
  readonly #timeline: Actor<typeof timelineMachine> = createActor(timelineMachine)
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')
  #moving: ReturnType<typeof setTimeout> | undefined
  /** The reader stepped: how long the movement takes that is to be drawn next. */
  #stepping = 0
  /** The movement that is being shown ends here. */
  #showing: number | undefined

  constructor(hooks: PlaybackHooks) {
    this.#hooks = hooks
    this.moment = this.#timeline.getSnapshot()
    this.#timeline.subscribe((moment) => {
      this.moment = moment
      hooks.onChange()
    })
    this.#timeline.start()
  }

  get position(): number {
    return this.#showing ?? this.moment.context.at
  }

  get end(): number {
    return this.moment.context.end
  }

  get isAtEnd(): boolean {
    return this.position >= this.end
  }

  /** The movement that is shown. */
  get shown(): Beat | undefined {
    return beatAt(this.#hooks.film().beats, this.position)
  }

  send(event: TimelineEvent): void {
    this.#timeline.send(event)
  }

  /** Before each drawing: goes on if it plays. */
  prepare(): void {
    this.duration = this.#stepping
    this.#stepping = 0
    if (this.moment.matches('playing')) this.#playOn()
    else this.#stopMoving()
  }

  seek(at: number): void {
    this.#stopMoving()
    this.send({ type: 'SEEK', at })
    const { shown } = this
    if (shown) this.#hooks.onShow(shown.flight)
  }

  /** To the end of a frame's last movement. */
  seekFlight(flight: Flight): void {
    const last = this.#hooks.film().beats.findLast((beat) => beat.flight === flight)
    this.#stopMoving()
    this.send({ type: 'SEEK', at: (last?.last ?? 0) + 1 })
  }

  /** From just before a frame's first movement. */
  playFlight(flight: Flight): void {
    const first = this.#hooks.film().beats.find((beat) => beat.flight === flight)
    this.#stopMoving()
    this.send({ type: 'SEEK', at: first?.first ?? 0 })
    this.#hooks.onShow(flight)
    this.send({ type: 'PLAY' })
  }

  step(way: 1 | -1, byDecision: boolean): void {
    const { beats, flights } = this.#hooks.film()
    const at = this.position
    this.seek(byDecision ? stepDecision(flights, at, way) : stepBeat(beats, at, way))
    if (!byDecision && way === 1) this.#stepping = this.#movement
  }

  toggle(): void {
    const playing = this.moment.matches('playing')
    const at = this.position
    this.#stopMoving()
    if (playing) this.send({ type: 'SEEK', at })
    this.send({ type: playing ? 'PAUSE' : 'PLAY' })
  }

  /** What the timeline's buttons ask for. */
  act(action: string): void {
    switch (action) {
      case 'toggle':
        return this.toggle()
      case 'first':
        return this.seek(0)
      case 'last':
        return this.seek(this.end)
      case 'back':
        return this.step(-1, false)
      case 'forward':
        return this.step(1, false)
    }
  }

  get #movement(): number {
    return this.#calm.matches ? 0 : MOVEMENT / this.moment.context.speed
  }

  /** Shows the next movement, then tells the timeline that it has been shown. */
  #playOn(): void {
    if (this.#moving !== undefined) {
      this.duration = this.#movement
      return
    }
    const beat = nextBeat(this.#hooks.film().beats, this.moment.context.at)
    if (beat) this.#show(beat)
    else queueMicrotask(() => this.send({ type: 'SHOWN', at: this.end }))
  }

  #show(beat: Beat): void {
    const { at, speed } = this.moment.context
    this.duration = this.#movement
    this.#hooks.onShow(beat.flight)
    this.#showing = beat.last + 1
    const pause = this.#calm.matches ? MOVEMENT : this.#movement + BREATH / speed
    this.#moving = setTimeout(() => {
      this.#stopMoving()
      this.send({ type: 'SHOWN', at: Math.max(at, beat.last + 1) })
    }, pause)
  }

  #stopMoving(): void {
    clearTimeout(this.#moving)
    this.#moving = undefined
    this.#showing = undefined
  }
}
