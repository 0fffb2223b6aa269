import { html, nothing } from 'lit'
import '../style/what-if.css'
import type { Replay } from '../page/detour.ts'
import { Experiment, type Result } from '../whatif/experiment.ts'
import type { Outcome } from '../whatif/outcome.ts'
import { type Cell, type ReachRow, tableOf } from '../whatif/table.ts'
import { type Trial, trialOf, type Variant, variantsFor } from '../whatif/variants.ts'
import { sign16 } from './glyphs.ts'
import { LightElement } from './light-element.ts'

/** The script in every mode, with and without a switch that reflects: who hears what. */
export class LabWhatIf extends LightElement {
  static override properties = {
    ...LightElement.properties,
    trial: { attribute: false },
    hosts: { attribute: false },
    own: { state: true },
    results: { state: true },
    stopped: { state: true },
  }
  /** The reader's own script. */
  declare trial: Trial | undefined
  /** Machines whose switch ports are turned to reflect. */
  declare hosts: ReadonlySet<string>
  declare own: Result | undefined
  declare results: readonly (Result | undefined)[]
  declare stopped: boolean

  #experiment: Experiment | undefined
  #shown: Trial | undefined

  constructor() {
    super()
    Object.assign(this, { hosts: new Set(), results: [], stopped: false })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.stop()
  }

  /** Runs everything, unless the table shows this script already. */
  run(): void {
    const { trial } = this
    if (!trial || JSON.stringify(trial) === JSON.stringify(this.#shown)) return
    this.stop()
    this.#shown = trial
    Object.assign(this, { own: undefined, stopped: false })
    this.results = this.#variants.map(() => undefined)
    this.#experiment = new Experiment(this.#trials(trial), (index, result) => this.#hear(index, result))
  }

  stop(): void {
    this.#experiment?.stop()
    this.#experiment = undefined
  }

  get #variants(): Variant[] {
    return this.trial ? variantsFor(this.trial.topology) : []
  }

  /** The reader's own first. */
  #trials(trial: Trial): Trial[] {
    return [trial, ...this.#variants.map((variant) => trialOf(trial, variant, this.hosts))]
  }

  #hear(index: number, result: Result): void {
    if (index === 0) this.own = result
    else this.results = this.results.with(index - 1, result)
  }

  readonly #stop = (): void => {
    this.stop()
    this.stopped = true
    this.#shown = undefined
  }

  protected override render() {
    const { words, own, results } = this
    const done = results.filter((one) => one !== undefined).length + (own === undefined ? 0 : 1)
    const all = results.length + 1
    return html`<p class="about">${words.whatIfAbout}</p>
      <div class="progress" role="status">
        ${
          done < all && !this.stopped
            ? html`<progress max=${all} value=${done} aria-label=${words.whatIf}></progress> ${words.runsOf(done, all)}
          <button type="button" data-stop @click=${this.#stop}>■ ${words.stop}</button>`
            : html`<span><b class="mark">≠</b> ${words.differsMeaning}</span>`
        }
      </div>
      ${own === undefined ? nothing : own === 'stopped' ? html`<p class="empty">${words.tooLong}</p>` : this.#table(own)}`
  }

  #table(own: Outcome) {
    const { words } = this
    const outcomes = this.results.map((one) => (one === 'stopped' ? undefined : one))
    const { rows, more } = tableOf(own, outcomes)
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.whoHearsWhat}><table aria-label=${words.whoHearsWhat}>
      ${this.#head()}
      <tbody>
        <tr class="sum"><th scope="row">${words.pingsAnswered}</th>${this.#sum(own, own)}${this.results.map((one) => this.#sum(one, own))}</tr>
        ${rows.map((row) => this.#row(row))}
      </tbody></table></div>
      ${rows.length === 0 ? html`<p class="empty">${words.nobodyHears}</p>` : nothing}
      ${more > 0 ? html`<p>${words.andMore(more)}</p>` : nothing}`
  }

  #head() {
    const { words } = this
    const variants = this.#variants
    const modes = variants.filter(({ mode }, i) => variants[i - 1]?.mode !== mode)
    const width = variants.length / modes.length
    return html`<thead>
      <tr><th rowspan="2" scope="col" class="pair">${words.senderHearer}</th><th rowspan="2" scope="col" class="own">${words.yourRun}</th>
        ${modes.map(({ mode }) => html`<th colspan=${width} scope="colgroup" class=${`mode-${mode}`}>${sign16(mode)} ${words.mode[mode]}</th>`)}</tr>
      <tr>${variants.map(({ hairpin }) => html`<th scope="col" class="hairpin">${hairpin === undefined ? '' : `${words.hairpin} ${hairpin ? words.on : words.off}`}</th>`)}</tr>
    </thead>`
  }

  #sum(result: Result | undefined, own: Outcome) {
    const { words } = this
    if (result === undefined) return html`<td class="waiting">…</td>`
    if (result === 'stopped') return html`<td>${words.gaveUp}</td>`
    const { replies, complaints, storm } = result
    const differs = replies !== own.replies
    return html`<td class=${differs ? 'differs' : ''}>${differs ? this.#mark() : nothing}${replies}
      ${complaints.length > 0 ? html`<small class="complaint" title=${complaints.join('\n')}>${words.complaints(complaints.length)}</small>` : nothing}
      ${storm ? html`<small class="complaint">${words.loss.storm}</small>` : nothing}</td>`
  }

  #row({ from, to, own, cells }: ReachRow) {
    return html`<tr><th scope="row">${from} <span class="arrow">→</span> ${to}</th>
      ${this.#cell(own, undefined, from, to)}
      ${cells.map((cell, i) => this.#cell(cell, this.#variants[i], from, to))}</tr>`
  }

  #cell(cell: Cell | undefined, variant: Variant | undefined, from: string, to: string) {
    const { words } = this
    if (!cell) return html`<td class="waiting">…</td>`
    const heard = cell.counts.length === 0 ? html`<span class="nothing">–</span>` : cell.counts.map(count)
    return html`<td class=${cell.differs ? 'differs' : ''}><button type="button" class="plain" title=${words.replayCell}
      aria-label=${words.cell(from, to, cell.counts.map(([label, n]) => `${label} ${n}`).join(', '), cell.differs)}
      @click=${() => this.#replay(variant, from, to)}>${cell.differs ? this.#mark() : nothing}${heard}</button></td>`
  }

  #mark() {
    return html`<b class="mark" title=${this.words.differs}>≠</b>`
  }

  #replay(variant: Variant | undefined, from: string, to: string): void {
    const trial = this.trial!
    const replay: Replay = { trial: variant ? trialOf(trial, variant, this.hosts) : trial, variant, from, to }
    this.tell('replay', replay)
  }
}

function count([label, n]: readonly [string, number]) {
  return html`<span class="heard">${label}${n > 1 ? html` <small>×${n}</small>` : nothing}</span>`
}

customElements.define('lab-what-if', LabWhatIf)
