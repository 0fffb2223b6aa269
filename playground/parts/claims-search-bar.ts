import { html, nothing } from 'lit'
import { paceOf, type Sight } from '../claims/hunt.ts'
import type { ClaimWords } from '../words/claims-en.ts'
import type { Words } from '../words/en.ts'

export interface SearchBar {
  readonly said: ClaimWords
  readonly words: Words
  readonly sight: Sight | undefined
  readonly seed: number
  readonly worlds: number
  readonly isHunting: boolean
  /** The claim is that something can happen. */
  readonly sometimes: boolean
  readonly disabled: boolean
  readonly onSearch: (seed: number) => void
  readonly onStop: () => void
  readonly onWorlds: (worlds: number) => void
}

const CHOICES = [1_000, 10_000, 100_000]

/** Where a search begins, and how far it has come. */
export function searchBar(bar: SearchBar) {
  const { said, words, sight, worlds, isHunting } = bar
  const choose = (event: Event) => bar.onWorlds(Number((event.target as HTMLSelectElement).value))
  return html`<div class="search-bar">
      ${button(bar)}
      <label>${said.upTo} <select ?disabled=${isHunting} @change=${choose}>
        ${CHOICES.map((n) => html`<option value=${n} ?selected=${n === worlds}>${said.worldsOption(number(n, words))}</option>`)}
      </select></label>
    </div>
    ${sight ? progress(bar, sight) : nothing}
    <p class="hidden" role="status">${isHunting ? said.searching : sight?.verdict ? said.verdict[sight.verdict.kind] : ''}</p>`
}

/** One button to begin and to stop: the focus stays on it. */
function button({ said, isHunting, sometimes, disabled, onSearch, onStop }: SearchBar) {
  const find = sometimes ? said.findExample : said.find
  return html`<button type="button" class=${isHunting ? '' : 'accent'} ?data-find=${!isHunting} ?data-stop-search=${isHunting}
    ?disabled=${disabled && !isHunting} @click=${() => (isHunting ? onStop() : onSearch(1))}>${isHunting ? `■ ${said.stop}` : find}</button>`
}

function progress({ said, words, seed, worlds, onSearch }: SearchBar, sight: Sight) {
  const { progress, time, verdict, script, broken } = sight
  const more = verdict?.kind === 'holds' || verdict?.kind === 'no example'
  return html`<div class="progress">
      <progress max=${worlds} value=${verdict && verdict.kind !== 'stopped' ? worlds : progress.worlds} aria-label=${said.searching}></progress>
      <span data-count><b>${said.worlds(number(progress.worlds, words))}</b> ${script === undefined ? html`· ${said.pace(number(paceOf(sight), words))}` : nothing} · ${said.seconds((time / 1000).toFixed(1))}</span>
      ${more ? html`<button type="button" data-more @click=${() => onSearch(seed + worlds)}>${said.tryOthers(number(worlds, words))}</button>` : nothing}
    </div>
    ${broken === undefined ? nothing : html`<p class="wrong" role="alert">${said.broken} ${broken}</p>`}`
}

/** With its thousands set apart. */
export function number(n: number, { language }: Words): string {
  return n.toLocaleString(language)
}
