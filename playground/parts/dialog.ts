import { html, type TemplateResult } from 'lit'
import type { Words } from '../words/en.ts'

/** A dialog over the page; a click beside it closes it. */
export function dialog(name: string, title: string, words: Words, content: TemplateResult) {
  return html`<dialog class=${name} aria-label=${title} @click=${closeOutside}>
    <header><h2>${title}</h2><button type="button" class="plain" aria-label=${words.close} @click=${closeDialog}>✕</button></header>
    ${content}
  </dialog>`
}

function closeDialog(event: Event): void {
  ;(event.currentTarget as HTMLElement).closest('dialog')?.close()
}

function closeOutside(event: Event): void {
  if (event.target === event.currentTarget) closeDialog(event)
}
