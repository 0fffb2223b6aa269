import { html, nothing } from 'lit'
import type { Finding } from '../claims/finding.ts'
import { chipsAt } from '../record/chips.ts'
import type { Beat } from '../record/flights.ts'
import type { ClaimWords } from '../words/claims-en.ts'
import { LightElement } from './light-element.ts'
import './lab-topology.ts'

/** A movement and the pause after it, in milliseconds. */
const MOVEMENT = 600
const BREATH = 250

/** The world of a finding, and in it the one frame that decides: it moves once by itself, and then when asked to. */
export class LabClaimsPicture extends LightElement {
  static override properties = {
    ...LightElement.properties,
    said: { attribute: false },
    finding: { attribute: false },
    shown: { state: true },
  }
  declare said: ClaimWords
  declare finding: Finding
  /** How many of the frame's movements have been made. */
  declare shown: number

  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')
  #timer: ReturnType<typeof setTimeout> | undefined
  #playing: Finding | undefined

  constructor() {
    super()
    this.shown = 0
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  get #beats(): readonly Beat[] {
    const { recording, flight } = this.finding
    return recording.flights.beats.filter((beat) => beat.flight === flight)
  }

  protected override updated(): void {
    if (this.#playing !== this.finding) this.#play()
  }

  readonly #play = (): void => {
    this.#playing = this.finding
    clearTimeout(this.#timer)
    this.shown = 0
    if (this.#beats.length > 0) this.#timer = setTimeout(() => this.#step(), BREATH)
  }

  #step(): void {
    this.shown++
    if (this.shown < this.#beats.length) this.#timer = setTimeout(() => this.#step(), MOVEMENT + BREATH)
  }

  protected override render() {
    const { said, words, finding, shown } = this
    const { recording, flight } = finding
    const beat = this.#beats[shown - 1]
    const chips = beat ? chipsAt(recording.flights.beats, beat.last + 1) : []
    return html`<figure>
      <div class="panel stage" inert aria-hidden="true"><lab-topology .words=${words} .scene=${recording.sceneAt(this.#beats[0]?.first ?? Infinity)} .chips=${chips}
        .duration=${this.#calm.matches ? 0 : MOVEMENT}></lab-topology></div>
      <figcaption>${flight ? said.picture : said.still} ${flight ? this.#steps() : nothing}</figcaption>
    </figure>`
  }

  #steps() {
    const { said, words, shown } = this
    return html`<span data-step>${words.movement(shown, this.#beats.length)}</span>
      <button type="button" class="plain" data-again @click=${this.#play}>↻ ${said.again}</button>`
  }
}

customElements.define('lab-claims-picture', LabClaimsPicture)
