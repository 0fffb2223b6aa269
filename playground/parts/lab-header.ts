import { html } from 'lit'
import { shortBadge } from './kernel-badge.ts'
import { LightElement } from './light-element.ts'

/** What the page's headline can ask for. */
export type PageAction =
  | 'labs'
  | 'verify'
  | 'what-if'
  | 'claims'
  | 'undo'
  | 'share'
  | 'save'
  | 'language'
  | 'theme'
  | 'help'

/** The name of the page and of its lab, and what can be done with both. */
export class LabHeader extends LightElement {
  static override properties = {
    ...LightElement.properties,
    lab: { type: String },
    kernels: { attribute: false },
    undoable: { type: Boolean },
  }
  declare lab: string
  /** That did the same as the model. */
  declare kernels: readonly string[]
  declare undoable: boolean

  constructor() {
    super()
    Object.assign(this, { lab: '', kernels: [], undoable: false })
  }

  protected override render() {
    const { words } = this
    const act = (action: PageAction) => () => this.tell('page-action', action)
    return html`<header class="top">
      <h1>${words.title}</h1>
      <button type="button" class="choose" @click=${act('labs')} title=${words.scenarios}>${this.lab} <span aria-hidden="true">▾</span></button>
      <button type="button" class="plain verified" data-action="verify" @click=${act('verify')} title=${words.realOrModel}>${shortBadge(this.kernels, words)}</button>
      <p class="tagline">${words.tagline}</p>
      <span class="space"></span>
      <button type="button" class="try" data-action="what-if" title=${words.whatIfHint} @click=${act('what-if')}>${words.whatIf}</button>
      <button type="button" class="try" data-action="claims" title=${words.claimsHint} @click=${act('claims')}>${words.claims}</button>
      <button type="button" class="plain" ?disabled=${!this.undoable} title=${words.undoHint} @click=${act('undo')}>${words.undo}</button>
      <button type="button" class="plain" @click=${act('share')}>${words.share}</button>
      <button type="button" class="plain" @click=${act('save')}>${words.save}</button>
      <label class="button plain">${words.open}<input class="hidden" type="file" accept=".json" @change=${this.#open} /></label>
      <button type="button" class="plain" lang=${words.language === 'en' ? 'zh' : 'en'} title=${words.otherLanguageHint} @click=${act('language')}>${words.otherLanguage}</button>
      <button type="button" class="plain" @click=${act('theme')} aria-label=${words.theme} title=${words.theme}>◐</button>
      <button type="button" class="plain" @click=${act('help')} aria-label=${words.help} title=${`${words.help} (?)`}>?</button>
    </header>`
  }

  readonly #open = (event: Event): void => {
    const input = event.target as HTMLInputElement
    const file = input.files?.[0]
    input.value = ''
    if (file) this.tell('file-opened', file)
  }
}

customElements.define('lab-header', LabHeader)
