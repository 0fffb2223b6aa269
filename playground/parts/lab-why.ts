import { html, nothing, type PropertyValues } from 'lit'
import { formatMac } from '../../src/frame/mac.ts'
import type { Scene, SceneDevice } from '../picture/scene.ts'
import { whyAbsent } from '../record/absence.ts'
import type { Flight } from '../record/flights.ts'
import { infoOf, kindOf, labelOf } from '../record/frame-words.ts'
import { type Chapter, type DecisionStep, isEnd, type Step, storyOf } from '../record/story.ts'
import { hexRows } from './lab-frames.ts'
import { LightElement } from './light-element.ts'

/** Puts a rule's question and its answers' ends in the reader's language. */
export interface RuleWords {
  readonly question: (id: string, english: string) => string
  readonly end: (english: string) => string
}

export const ENGLISH_RULES: RuleWords = { question: (_, english) => english, end: (english) => english }

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
    if (changed.has('flight')) {
      const body = this.querySelector('.story')
      if (body) body.scrollTop = 0
      return
    }
    if (!changed.has('at')) return
    const list = this.querySelector<HTMLElement>('.story')
    const last = [...this.querySelectorAll<HTMLElement>('li.step:not(.later)')].at(-1)
    if (!list || !last) return
    const top = last.offsetTop - list.clientHeight / 2
    if (
      last.offsetTop < list.scrollTop ||
      last.offsetTop + last.offsetHeight > list.scrollTop + list.clientHeight
    )
      list.scrollTop = top
  }

  protected override render() {
    const { words, flight } = this
    if (!flight)
      return html`<header class="bar"><h2>${words.why}</h2></header><p class="empty">${words.chooseFrame}</p>`
    const { frame } = flight
    return html`
      <header class="bar"><h2>${words.why} <small>${words.frameNumber(flight.number)}</small></h2></header>
      <div class="story" tabindex="0" role="region" aria-label=${words.frameNumber(flight.number)}>
        <p class="subject">
          ${frame ? html`<span class=${`badge ${kindOf(frame)}`}>${labelOf(frame)}</span>` : nothing}
          <span>${frame ? infoOf(frame) : flight.purpose}</span>
        </p>
        ${frame ? html`<p class="macs"><code>${formatMac(frame.src)}</code> → <code>${formatMac(frame.dst)}</code></p>` : nothing}
        ${this.#absence(flight)}
        ${storyOf(flight).map((chapter) => this.#chapter(chapter))}
        ${
          frame
            ? html`<details class="bytes"><summary>${words.bytes} <small>${frame.bytes.length}</small></summary>
          <pre tabindex="0">${hexRows(frame.bytes)}</pre></details>`
            : nothing
        }
      </div>`
  }

  #chapter({ place, steps }: Chapter) {
    const where = place.netns === '' ? place.machine : `${place.machine}/${place.netns}`
    const later = steps[0]!.sequence >= this.at
    return html`<section class=${later ? 'later' : ''}>
      <h3><span>${place.dev}</span> <small>${where}</small></h3>
      <ol>${steps.map((step) => this.#step(step))}</ol>
    </section>`
  }

  #step(step: Step) {
    const later = step.sequence >= this.at ? 'later' : ''
    switch (step.kind) {
      case 'begun':
        return html`<li class=${`step seen ${later}`}>${this.words.begins(step.what)}</li>`
      case 'seen':
        return html`<li class=${`step seen ${later}`}>${this.words.comesIn[step.type]}</li>`
      case 'fate':
        return html`<li class=${`step fate ${step.outcome} ${later}`}>
          ${this.words.outcome[step.outcome](step.reason)} <code class="rule">${step.rule}</code></li>`
      case 'decision':
        return this.#decision(step, later)
    }
  }

  /** The opposite question: why did a device not get it? */
  #absence(flight: Flight) {
    const devices = this.scene?.devices ?? []
    const asked = devices.find(({ id }) => id === this.asked)
    return html`<label class="ask"><span>${this.words.askAbsence}</span>
      <select @change=${(event: Event) => {
        this.asked = Number((event.target as HTMLSelectElement).value)
      }}>
        <option value="0">${this.words.chooseDevice}</option>
        ${devices.map((device) => html`<option value=${device.id} ?selected=${device.id === this.asked}>${placeOf(device)}</option>`)}
      </select></label>
      ${asked ? html`<div class="answer" role="status">${this.#answer(flight, asked)}</div>` : nothing}`
  }

  #answer(flight: Flight, device: SceneDevice) {
    const { absence } = this.words
    const answer = whyAbsent(flight, device, this.scene!)
    switch (answer.kind) {
      case 'got':
        return absence.got
      case 'sent':
        return absence.sent
      case 'left-out':
        return html`<p>${absence.leftOut(answer.at)}</p><ol>${answer.steps.map((step) => this.#decision(step, ''))}</ol>`
      case 'never-near':
        return html`<p>${absence.neverNear}</p>
          <ol>${answer.ends.map(({ at, step }) => (step.kind === 'fate' ? html`<li class=${`step fate ${step.outcome}`}>${absence.atDevice(at)} ${this.words.outcome[step.outcome](step.reason)} <code class="rule">${step.rule}</code></li>` : nothing))}</ol>`
    }
  }

  #decision({ rule, held, values, led, otherwise }: DecisionStep, later: string) {
    const { words, rules } = this
    const target = (to: string) => (isEnd(to) ? rules.end(to) : words.goOnWith(to))
    return html`<li class=${`step decision ${held ? 'yes' : 'no'} ${later}`}>
      <p class="question">${rules.question(rule.id, rule.question)} <strong>${held ? words.yes : words.no}</strong></p>
      ${values.length > 0 ? html`<p class="values">${values.map(([name, value]) => html`<span><i>${name}</i> ${value}</span> `)}</p>` : nothing}
      ${isEnd(led) ? html`<p class="led">${rules.end(led)}</p>` : nothing}
      <p class="source"><code class="rule">${rule.id}</code> <code>${rule.kernel}</code></p>
      <p class="otherwise">${words.otherwise}: ${target(otherwise)}</p>
    </li>`
  }
}

function placeOf({ machine, room, name }: SceneDevice): string {
  return `${room === '' ? machine : `${machine}/${room}`} ${name}`
}

customElements.define('lab-why', LabWhy)
