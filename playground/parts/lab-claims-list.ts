import { html, nothing } from 'lit'
import type { Saying } from '../../src/claims/saying.ts'
import { GROUPS, sayingsWith } from '../claims/sayings.ts'
import type { ClaimWords } from '../words/claims-en.ts'
import { LightElement } from './light-element.ts'

/** What people say about macvlan, and the reader's own claim. */
export class LabClaimsList extends LightElement {
  static override properties = {
    ...LightElement.properties,
    said: { attribute: false },
    current: { type: String },
    search: { state: true },
  }
  declare said: ClaimWords
  /** ID of the saying that is looked at, `own`, or nothing. */
  declare current: string
  declare search: string

  constructor() {
    super()
    Object.assign(this, { current: '', search: '' })
  }

  protected override render() {
    const { said, search } = this
    const groups = sayingsWith(search)
    const count = (all: readonly { readonly sayings: readonly Saying[] }[]) =>
      all.reduce((sum, { sayings }) => sum + sayings.length, 0)
    return html`<p class="about">${said.about}</p>
      <button type="button" class="compose" data-compose aria-current=${this.current === 'own' ? 'true' : 'false'} @click=${() => this.tell('claim-chosen', '')}>
        <b>✎ ${said.compose}</b><small>${said.composeHint}</small></button>
      <input type="search" .value=${search} placeholder=${said.search} aria-label=${said.search} @input=${this.#search} />
      <p class="hidden" role="status">${said.found(count(groups), count(GROUPS))}</p>
      ${groups.map(
        ({ name, sayings }) => html`<section><h3>${said.group[name]}</h3>
          <ul>${sayings.map((one) => this.#saying(one))}</ul></section>`,
      )}
      ${groups.length === 0 ? html`<p class="empty">${said.noSaying}</p>` : nothing}`
  }

  #saying({ id, says }: Saying) {
    return html`<li><button type="button" data-claim=${id} aria-current=${id === this.current ? 'true' : 'false'}
      @click=${() => this.tell('claim-chosen', id)}>${says[this.said.inBoth]}</button></li>`
  }

  readonly #search = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value
  }
}

customElements.define('lab-claims-list', LabClaimsList)
