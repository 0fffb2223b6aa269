import { html, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'

export type Option<T extends string> = readonly [value: T, text: string | TemplateResult]

/** One of several, with what it is called before it; `name`: for who does not see where it stands. */
export function choice<T extends string>(
  label: string,
  options: readonly Option<T>[],
  chosen: T,
  onChoose: (value: T) => void,
  name = label,
) {
  const choose = (event: Event) => onChoose((event.target as HTMLSelectElement).value as T)
  return html`<label class="choice">${label === '' ? html`<span class="hidden">${name}</span>` : html`<span>${label}</span>`}
    <select .value=${live(chosen)} @change=${choose}>${options.map(
      ([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`,
    )}</select></label>`
}

export interface Chips<T extends string> {
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly isChosen: (value: T) => boolean
  readonly classOf: (value: T) => string
  readonly onToggle: (value: T) => void
}

/** Any of several. */
export function chips<T extends string>({ label, options, isChosen, classOf, onToggle }: Chips<T>) {
  return html`<div class="chips" role="group" aria-label=${label}><span aria-hidden="true">${label}</span>
    ${options.map(
      ([value, text]) =>
        html`<button type="button" class=${classOf(value)} aria-pressed=${isChosen(value) ? 'true' : 'false'} @click=${() => onToggle(value)}>${text}</button>`,
    )}</div>`
}
