import { html, nothing, type PropertyValues } from 'lit'
import { formatMac } from '../../src/frame/mac.ts'
import type { Scene } from '../picture/scene.ts'
import type { Flight } from '../record/flights.ts'
import { infoOf, kindOf, labelOf } from '../record/frame-words.ts'
import { type Chapter, storyOf } from '../record/story.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import { LightElement } from './light-element.ts'
import { absence } from './why-absence.ts'
import { type StepContext, stepItem } from './why-step.ts'

/** Why a frame went where it went: its way through the rules, each with its question, its answer and the values. */
export class LabWhy extends LightElement {
  static override properties = {
    ...LightElement.properties,
    flight: { attribute: false },
    length: { type: Number },
    at: { type: Number },
    rules: { attribute: false },
    scene: { attribute: false },
    asked: { state: true },
  }
  declare flight: Flight | undefined
  /** Of the recording: a flight grows while it is under way. */
  declare length: number
  /** The position in time: what comes after it has not happened yet. */
  declare at: number
  declare rules: RuleWords
  declare scene: Scene | undefined
  /** The device of which the reader asks why it did not get the frame. */
  declare asked: number

  constructor() {
    super()
    Object.assign(this, { length: 0, at: 0, asked: 0, rules: ENGLISH_RULES })
  }

  protected override updated(changed: PropertyValues): void {
    const list = this.querySelector<HTMLElement>('.story')
    if (!list) return
    if (changed.has('flight')) list.scrollTop = 0
    else if (changed.has('at')) this.#scrollToPresent(list)
  }

  #scrollToPresent(list: HTMLElement): void {
    const last = [...list.querySelectorAll<HTMLElement>('section li.step:not(.later)')].at(-1)
    if (!last) return
    const [top, bottom] = [last.offsetTop, last.offsetTop + last.offsetHeight]
    if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight)
      list.scrollTop = top - list.clientHeight / 2
  }

  get #context(): StepContext {
    const { words, rules, scene } = this
    return { words, rules, scene, openRule: (id) => this.tell('rule-opened', id) }
  }

  protected override render() {
    const { words, flight } = this
    if (!flight) return html`<p class="empty">${words.chooseFrame}</p>`
    return html`<div class="story" tabindex="0" role="region" aria-label=${`${words.why}: ${words.frameNumber(flight.number)}`}>
      ${this.#subject(flight)}
      ${this.scene ? absence({ flight, scene: this.scene, asked: this.asked, ask: (device) => this.#ask(device) }, this.#context) : nothing}
      ${storyOf(flight).map((chapter, i) => this.#chapter(chapter, i))}
    </div>`
  }

  #ask(device: number): void {
    this.asked = device
  }

  #subject({ frame, purpose }: Flight) {
    if (!frame) return html`<p class="subject">${this.rules.reason(purpose)}</p>`
    return html`<p class="subject"><span class=${`badge ${kindOf(frame)}`}>${labelOf(frame)}</span><span>${infoOf(frame)}</span></p>
      <p class="macs"><code>${formatMac(frame.src)}</code> → <code>${formatMac(frame.dst)}</code></p>`
  }

  #chapter({ place, steps }: Chapter, index: number) {
    const { words } = this
    const where = place.netns === '' ? place.machine : `${place.machine}/${place.netns}`
    const decided = steps.some(({ kind }) => kind === 'decision')
    const open = () => this.tell('graph-opened', index)
    return html`<section class=${steps[0]!.sequence >= this.at ? 'later' : ''}>
      <h3><span>${place.dev}</span> <small>${where}</small>
        ${decided ? html`<button type="button" class="link whole" data-graph=${index} @click=${open} aria-label=${words.wholeGraphAt(place.dev)}>${words.wholeGraph}</button>` : nothing}</h3>
      <ol>${steps.map((step) => stepItem(step, step.sequence >= this.at, this.#context))}</ol>
    </section>`
  }
}

customElements.define('lab-why', LabWhy)
