import { html, type PropertyValues } from 'lit'
import type { Scene } from '../picture/scene.ts'
import type { Flight } from '../record/flights.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import { LightElement } from './light-element.ts'
import './lab-why.ts'

const VIEWS = ['why', 'details'] as const
type View = (typeof VIEWS)[number]

/** One frame, looked at in two ways: why it went where it went, and what it is made of. */
export class LabInspector extends LightElement {
  static override properties = {
    ...LightElement.properties,
    flight: { attribute: false },
    length: { type: Number },
    at: { type: Number },
    rules: { attribute: false },
    scene: { attribute: false },
    view: { state: true },
  }
  declare flight: Flight | undefined
  declare length: number
  declare at: number
  declare rules: RuleWords
  declare scene: Scene | undefined
  declare view: View

  constructor() {
    super()
    Object.assign(this, { length: 0, at: 0, view: 'why', rules: ENGLISH_RULES })
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Fields and bytes are for who asks for them.
    if (changed.has('view') && this.view === 'details') void import('./lab-details.ts')
  }

  protected override render() {
    const { words, view, flight } = this
    return html`
      <header class="bar tabs">
        <div role="tablist" aria-label=${words.inspect} @keydown=${this.#key}>${VIEWS.map((one) => this.#tab(one))}</div>
        <small>${flight ? words.frameNumber(flight.number) : ''}</small>
      </header>
      <div class="view" role="tabpanel" id="inspect-panel" aria-label=${view === 'why' ? words.why : words.details}>
        ${
          view === 'why'
            ? html`<lab-why .words=${words} .flight=${flight} .length=${this.length} .rules=${this.rules} .scene=${this.scene} .at=${this.at}></lab-why>`
            : html`<lab-details .words=${words} .frame=${flight?.frame}></lab-details>`
        }
      </div>`
  }

  #tab(view: View) {
    const chosen = view === this.view
    return html`<button type="button" role="tab" data-view=${view} aria-selected=${chosen ? 'true' : 'false'} aria-controls="inspect-panel" tabindex=${chosen ? 0 : -1}
      @click=${() => this.#show(view)}>${view === 'why' ? this.words.why : this.words.details}</button>`
  }

  #show(view: View): void {
    this.view = view
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    event.preventDefault()
    this.#show(this.view === 'why' ? 'details' : 'why')
    this.updateComplete.then(() => this.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus())
  }
}

customElements.define('lab-inspector', LabInspector)
