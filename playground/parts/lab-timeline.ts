import { html, nothing } from 'lit'
import type { Branch } from '../lab/branches.ts'
import { type SIGNS, sign } from './glyphs.ts'
import { LightElement } from './light-element.ts'

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const

/** Play, step, scrub. Positions on the slider are movements; the space between them says nothing about time. */
export class LabTimeline extends LightElement {
  static override properties = {
    ...LightElement.properties,
    state: { type: String },
    at: { type: Number },
    count: { type: Number },
    time: { type: Number },
    speed: { type: Number },
    marks: { attribute: false },
    branches: { attribute: false },
  }
  declare state: 'following' | 'playing' | 'paused' | 'hurrying'
  /** How many movements have been shown, of how many. */
  declare at: number
  declare count: number
  /** Virtual time, nanoseconds since the script began. */
  declare time: number
  declare speed: number
  /** Before which movements a command was typed, with its text. */
  declare marks: readonly { readonly at: number; readonly text: string }[]
  declare branches: readonly Branch[]

  constructor() {
    super()
    Object.assign(this, { state: 'following', at: 0, count: 0, time: 0, speed: 1, marks: [], branches: [] })
  }

  protected override render() {
    const { words, at, count } = this
    const playing = this.state === 'playing'
    const idle = count === 0
    return html`
      <div class="buttons" role="group" aria-label=${words.time}>
        ${this.#button(words.first, 'first', idle)}${this.#button(`${words.back} (←)`, 'back', idle)}
        <button type="button" class="play" ?disabled=${idle} @click=${() => this.tell('time', 'toggle')}
          aria-label=${playing ? words.pause : words.play} title=${`${playing ? words.pause : words.play} (Space)`}>
          ${sign(playing ? 'pause' : 'play')}
        </button>
        ${this.#button(`${words.forward} (→)`, 'forward', idle)}${this.#button(words.last, 'last', idle)}
      </div>
      <div class="track" style=${`--share:${count === 0 ? 0 : at / count}`}>
        <div class="marks" aria-hidden="true">
          ${this.marks.map(({ at: mark, text }) => html`<i style=${`--share:${count === 0 ? 0 : mark / count}`} title=${text}></i>`)}
        </div>
        <input type="range" min="0" .max=${String(count)} .value=${String(at)} ?disabled=${idle} aria-label=${words.position}
          aria-valuetext=${`${words.movement(at, count)}, ${milliseconds(this.time)}`}
          @input=${(event: Event) => this.tell('seek', Number((event.target as HTMLInputElement).value))} />
      </div>
      <button type="button" class="fork" ?disabled=${at >= count} title=${words.forkHint} @click=${() => this.tell('fork', undefined)}>${sign('fork')} ${words.fork}</button>
      ${this.branches.length === 0 ? nothing : this.#branches()}
      <output class="clock" title=${words.movement(at, count)}>${milliseconds(this.time)}</output>
      <label class="speed"><span class="hidden">${words.speed}</span>
        <select title=${words.speed} @change=${(event: Event) => this.tell('speed', Number((event.target as HTMLSelectElement).value))}>
          ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === this.speed}>×${speed}</option>`)}
        </select>
      </label>`
  }

  /** A list that leads back to each history that was left. */
  #branches() {
    const { words, branches } = this
    const choose = (event: Event) => {
      const list = event.target as HTMLSelectElement
      this.tell('branch', list.selectedIndex - 1)
      list.selectedIndex = 0
    }
    return html`<select class="branches" aria-label=${words.branches} title=${words.branchesHint} @change=${choose}>
      <option selected>${words.otherBranches(branches.length)}</option>
      ${branches.map(({ entries }) => html`<option>${words.branch(entries.length, entries.at(-1)?.text ?? '')}</option>`)}
    </select>`
  }

  #button(label: string, action: keyof typeof SIGNS, disabled: boolean) {
    return html`<button type="button" ?disabled=${disabled} @click=${() => this.tell('time', action)} aria-label=${label} title=${label}>${sign(action)}</button>`
  }
}

export function milliseconds(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toFixed(3)} ms`
}

customElements.define('lab-timeline', LabTimeline)
