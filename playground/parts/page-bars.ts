import { html, nothing } from 'lit'
import type { WatchedWorld } from '../page/detour.ts'
import type { Variant } from '../whatif/variants.ts'
import type { Words } from '../words/en.ts'

/** What the page has to say, until the reader closes it. */
export function noticeBar(text: string, words: Words, close: () => void) {
  if (text === '') return nothing
  return html`<p class="notice" role="status">${text}<button type="button" class="plain" aria-label=${words.close} @click=${close}>✕</button></p>`
}

/** The way back from the world that decides a claim. */
export function claimBar(
  { sentence, at }: WatchedWorld,
  words: Words,
  goHome: () => void,
  showClaim: () => void,
) {
  return html`<p class="away" role="status"><span><b>${words.claims}</b> ${sentence} ${at === undefined ? nothing : html`<small>${words.beforeDecision}</small>`}</span>
    <button type="button" data-claim-again @click=${showClaim}>← ${words.backToClaim}</button>
    <button type="button" class="plain" data-home @click=${goHome}>${words.backToMyLab}</button></p>`
}

/** The way back from a variant of the lab. */
export function awayBar(
  variant: Variant | undefined,
  words: Words,
  goHome: () => void,
  showTable: () => void,
) {
  return html`<p class="away" role="status"><span><b>${words.whatIf}</b> ${variant ? words.variant(variant.mode, variant.hairpin) : words.yourRun}</span>
    <button type="button" data-home @click=${goHome}>← ${words.backToMyLab}</button>
    <button type="button" class="plain" data-table @click=${showTable}>${words.backToTable}</button></p>`
}
