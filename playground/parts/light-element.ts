import { LitElement } from 'lit'
import type { Words } from '../words/en.ts'
import { en } from '../words/en.ts'

/** An element of the page: it shares the page's style sheet, and speaks the reader's language. */
export class LightElement extends LitElement {
  static override properties: Record<string, object> = { words: { attribute: false } }
  declare words: Words

  constructor() {
    super()
    this.words = en
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}
