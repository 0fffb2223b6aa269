import { html } from 'lit'
import type { Sight } from '../record/sight.ts'
import { LightElement } from './light-element.ts'

const VIEWS = ['why', 'details'] as const
type View = (typeof VIEWS)[number]

/** One frame, looked at in two ways: why it went where it went, and what it is made of. */
export class LabInspector extends LightElement {
  static override properties = {
    ...LightElement.properties,
    sight: { attribute: false },
    begun: { type: Boolean },
    view: { state: true },
  }
  declare sight: Sight | undefined
  /** Whether there is a frame to choose. */
  declare begun: boolean
  declare view: View

  constructor() {
    super()
    Object.assign(this, { view: 'why', begun: false })
  }

  protected override willUpdate(): void {
    // Fields and bytes are for who asks for them, and there is no story before the first frame.
    if (this.view === 'details') void import('./lab-details.ts')
    else if (this.sight) void import('./lab-why.ts')
  }

  protected override render() {
    const { words, view, sight } = this
    return html`
      <header class="bar tabs">
        <div role="tablist" aria-label=${words.inspect} @keydown=${this.#key}>${VIEWS.map((one) => this.#tab(one))}</div>
        <small>${sight ? words.frameNumber(sight.flight.number) : ''}</small>
      </header>
      <div class="view" role="tabpanel" id="inspect-panel" aria-label=${view === 'why' ? words.why : words.details}>${this.#view()}</div>`
  }

  #view() {
    const { words, view, sight } = this
    if (!this.begun) return this.#beginning()
    if (view === 'details')
      return html`<lab-details .words=${words} .frame=${sight?.flight.frame}></lab-details>`
    if (!sight) return html`<p class="empty">${words.chooseFrame}</p>`
    return html`<lab-why .words=${words} .sight=${sight}></lab-why>`
  }

  #beginning() {
    const { beginning, firstSteps } = this.words
    return html`<div class="empty beginning"><h3>${beginning}</h3><ol>${firstSteps.map((step) => html`<li>${step}</li>`)}</ol></div>`
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
