import { html, nothing } from 'lit'
import '../style/rule.css'
import { RULE_BOOK, ruleOf } from '../../src/explain/rule-book.ts'
import type { RuleEvidence } from '../lab/evidence.ts'
import type { Flight } from '../record/flights.ts'
import { usesOf } from '../record/rule-uses.ts'
import { isEnd } from '../record/story.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import { kernelBadge } from './kernel-badge.ts'
import { LightElement } from './light-element.ts'

/** How many scenarios or frames are named before the rest is only counted. */
const NAMED = 8

/** One rule of the book: its question, its answers, where it comes from, and how it is known to be true. */
export class LabRule extends LightElement {
  static override properties = {
    ...LightElement.properties,
    rule: { type: String },
    rules: { attribute: false },
    flights: { attribute: false },
    evidence: { attribute: false },
  }
  declare rule: string
  declare rules: RuleWords
  declare flights: readonly Flight[]
  declare evidence: RuleEvidence | undefined

  constructor() {
    super()
    Object.assign(this, { rule: '', flights: [], rules: ENGLISH_RULES })
  }

  protected override render() {
    if (this.rule === '') return nothing
    const { words, rules } = this
    const rule = ruleOf(this.rule)
    const uses = usesOf(rule.id, this.flights)
    return html`
      <p class="question">${rules.question(rule.id, rule.question)}</p>
      <dl>
        <dt>${words.yes}</dt><dd>${this.#target(rule.yes)}</dd>
        <dt>${words.no}</dt><dd>${this.#target(rule.no)}</dd>
        <dt>${words.kernelFunction}</dt><dd><code>${rule.kernel}</code> <small>${uses.source}</small></dd>
        ${uses.from.length > 0 ? html`<dt>${words.ledFrom}</dt><dd class="many">${uses.from.map((id) => this.#target(id, true))}</dd>` : nothing}
        <dt>${words.framesThatMet}</dt><dd class="many">${this.#frames(uses.frames)}</dd>
        <dt>${words.verified}</dt><dd>${this.#evidence()}</dd>
      </dl>
      <p class="foot"><a href=${`./spec.html#${rule.id.toLowerCase()}`} target="_blank" rel="noopener">${words.inSpec(rule.id)} ↗</a>
        <label>${words.otherRule} <select data-rule-chooser @change=${this.#choose}>
          ${RULE_BOOK.map(({ title, rules: all }) => html`<optgroup label=${title}>${all.map(({ id }) => html`<option ?selected=${id === rule.id}>${id}</option>`)}</optgroup>`)}
        </select></label></p>`
  }

  readonly #choose = (event: Event): void =>
    this.tell('rule-opened', (event.target as HTMLSelectElement).value)

  #target(target: string, brief = false) {
    if (isEnd(target)) return this.rules.end(target)
    const question = brief ? '' : this.rules.question(target, ruleOf(target).question)
    return html`<button type="button" class="link" @click=${() => this.tell('rule-opened', target)}><code class="rule">${target}</code> ${question}</button>`
  }

  #frames(numbers: readonly number[]) {
    if (numbers.length === 0) return this.words.noFrameMet
    const shown = numbers.slice(0, NAMED)
    return html`${shown.map((n) => html`<button type="button" class="link" @click=${() => this.tell('frame-chosen', n)}>${n}</button> `)}${numbers.length > NAMED ? this.words.andMore(numbers.length - NAMED) : nothing}`
  }

  #evidence() {
    const { words, evidence } = this
    if (!evidence || evidence.kernels.length === 0)
      return html`${kernelBadge([], words)} ${words.ruleUnverified}`
    const names = evidence.scenarios.slice(0, NAMED).map((name) => words.labTitle(name))
    const rest = evidence.scenarios.length - names.length
    return html`${kernelBadge(evidence.kernels, words)}
      <small>${words.verifiedBy(names, rest)}</small>`
  }
}

customElements.define('lab-rule', LabRule)
