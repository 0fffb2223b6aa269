import { html, nothing, type PropertyValues } from 'lit'
import { formatMac } from '../../src/frame/mac.ts'
import type { Flight } from '../record/flights.ts'
import { infoOf } from '../record/frame-info.ts'
import { kindOf, labelOf } from '../record/frame-words.ts'
import type { Sight } from '../record/sight.ts'
import { type Chapter, storyOf } from '../record/story.ts'
import { LightElement } from './light-element.ts'
import { absence } from './why-absence.ts'
import { type StepContext, stepItem } from './why-step.ts'

/** Why a frame went where it went: its way through the rules, each with its question, its answer and the values. */
export class LabWhy extends LightElement {
  static override properties = {
    ...LightElement.properties,
    sight: { attribute: false },
    asked: { state: true },
  }
  declare sight: Sight
  /** The device of which the reader asks why it did not get the frame. */
  declare asked: number

  constructor() {
    super()
    this.asked = 0
  }

  protected override updated(changed: PropertyValues): void {
    const list = this.querySelector<HTMLElement>('.story')
    if (!list || !changed.has('sight')) return
    const before = changed.get('sight') as Sight | undefined
    if (before?.flight !== this.sight.flight) list.scrollTop = 0
    else if (before.at !== this.sight.at) this.#scrollToPresent(list)
  }

  #scrollToPresent(list: HTMLElement): void {
    const last = [...list.querySelectorAll<HTMLElement>('section li.step:not(.later)')].at(-1)
    if (!last) return
    const [top, bottom] = [last.offsetTop, last.offsetTop + last.offsetHeight]
    if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight)
      list.scrollTop = top - list.clientHeight / 2
  }

  get #context(): StepContext {
    const { rules, scene } = this.sight
    return { words: this.words, rules, scene, openRule: (id) => this.tell('rule-opened', id) }
  }

  protected override render() {
    const { words, asked, sight } = this
    const { flight, scene } = sight
    const ask = (device: number) => {
      this.asked = device
    }
    return html`<div class="story" tabindex="0" role="region" aria-label=${`${words.why}: ${words.frameNumber(flight.number)}`}>
      ${this.#subject(flight)}
      ${absence({ flight, scene, asked, ask }, this.#context)}
      ${storyOf(flight).map((chapter, i) => this.#chapter(chapter, i))}
    </div>`
  }

  #subject({ frame, purpose }: Flight) {
    if (!frame) return html`<p class="subject">${this.sight.rules.reason(purpose)}</p>`
    return html`<p class="subject"><span class=${`badge ${kindOf(frame)}`}>${labelOf(frame)}</span><span>${this.words.info(infoOf(frame))}</span></p>
      <p class="macs"><code>${formatMac(frame.src)}</code> → <code>${formatMac(frame.dst)}</code></p>`
  }

  #chapter({ place, steps }: Chapter, index: number) {
    const { words, sight } = this
    const where = place.netns === '' ? place.machine : `${place.machine}/${place.netns}`
    const decided = steps.some(({ kind }) => kind === 'decision')
    const open = () => this.tell('graph-opened', index)
    return html`<section class=${steps[0]!.sequence >= sight.at ? 'later' : ''}>
      <h3><span>${place.dev}</span> <small>${where}</small>
        ${decided ? html`<button type="button" class="link whole" data-graph=${index} @click=${open} aria-label=${words.wholeGraphAt(place.dev)}>${words.wholeGraph}</button>` : nothing}</h3>
      <ol>${steps.map((step) => stepItem(step, step.sequence >= sight.at, this.#context))}</ol>
    </section>`
  }
}

customElements.define('lab-why', LabWhy)
