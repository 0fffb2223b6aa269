import { html, nothing, type PropertyValues } from 'lit'
import { EVERYONE, matchesFilter, type Row } from '../record/row.ts'
import { LightElement } from './light-element.ts'

/** The rows that are drawn at most; the filter finds the others. */
const MOST = 400

/** Every frame in a line, as packet analysers list them. */
export class LabFrames extends LightElement {
  static override properties = {
    ...LightElement.properties,
    rows: { attribute: false },
    chosen: { type: Number },
    filter: { type: String },
  }
  declare rows: readonly Row[]
  declare chosen: number
  declare filter: string

  constructor() {
    super()
    Object.assign(this, { rows: [], chosen: 0, filter: '' })
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('chosen') && !changed.has('rows')) return
    const row = this.querySelector<HTMLElement>('tr[aria-selected=true]')
    const list = this.querySelector<HTMLElement>('.list')
    if (!row || !list) return
    // Only the list scrolls, never the page.
    const head = 32
    if (row.offsetTop < list.scrollTop + head) list.scrollTop = row.offsetTop - head
    else if (row.offsetTop + row.offsetHeight > list.scrollTop + list.clientHeight)
      list.scrollTop = row.offsetTop + row.offsetHeight - list.clientHeight
  }

  protected override render() {
    const { words } = this
    const filter = this.filter.trim()
    const found = filter === '' ? this.rows : this.rows.filter((row) => matchesFilter(row, filter))
    return html`
      <header class="bar">
        <h2>${words.frames} <small>${this.rows.length > 0 ? words.frameOf(found.length, this.rows.length) : ''}</small></h2>
        <input type="search" .value=${this.filter} placeholder=${words.filter} aria-label=${words.filterLabel}
          @input=${(event: Event) => this.tell('filter', (event.target as HTMLInputElement).value)} />
        <button type="button" class="plain" ?disabled=${this.rows.length === 0} title=${words.downloadHint}
          @click=${() => this.tell('download', undefined)}>↓ ${words.download}</button>
      </header>
      <div class="list" tabindex="-1">${found.length === 0 ? this.#empty() : this.#table(found.slice(-MOST))}</div>`
  }

  #empty() {
    return html`<p class="empty">${this.rows.length === 0 ? this.words.noFrames : this.words.noMatch}</p>`
  }

  #table(rows: readonly Row[]) {
    const { column } = this.words
    const chosen = rows.some(({ flight }) => flight.number === this.chosen)
      ? this.chosen
      : rows[0]!.flight.number
    const heads = [column.number, column.time, column.where, column.ends, column.protocol, column.info]
    return html`<table role="grid" aria-label=${this.words.frames} @keydown=${this.#key}>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => this.#row(row, row.flight.number === chosen))}</tbody>
    </table>`
  }

  #row({ flight, time, where, ends, kind, protocol, info }: Row, reachable: boolean) {
    const name = (end: string) => (end === EVERYONE ? this.words.everyone : end)
    return html`<tr class=${kind} tabindex=${reachable ? 0 : -1} aria-selected=${this.chosen === flight.number ? 'true' : 'false'}
      data-number=${flight.number} @click=${() => this.tell('frame-chosen', flight.number)}>
      <td class="number">${flight.number}</td>
      <td class="time">${(time / 1e6).toFixed(3)}</td>
      <td>${where}</td>
      <td class="ends" title=${ends ? `${name(ends.source)} → ${name(ends.destination)}` : nothing}>${ends ? html`${name(ends.source)} <span class="arrow" aria-label="→">→</span> ${name(ends.destination)}` : this.words.neverSent}</td>
      <td>${protocol ? html`<span class="kind">${protocol}</span>` : nothing}</td>
      <td class="info" title=${info}>${this.words.info(info)}</td>
    </tr>`
  }

  readonly #key = (event: KeyboardEvent): void => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const row = (event.target as HTMLElement).closest('tr')
    if (!row) return
    if (event.key === 'Enter') this.tell('frame-chosen', Number(row.dataset['number']))
    if (way === undefined) return
    event.preventDefault()
    const next = (way === 1 ? row.nextElementSibling : row.previousElementSibling) as HTMLElement | null
    if (!next) return
    next.focus()
    this.tell('frame-chosen', Number(next.dataset['number']))
  }
}

customElements.define('lab-frames', LabFrames)
