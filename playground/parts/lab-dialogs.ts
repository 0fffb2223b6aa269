import { html, type TemplateResult } from 'lit'
import type { Evidence } from '../lab/evidence.ts'
import type { GalleryLab } from '../lab/lab-file.ts'
import type { Session } from '../page/session.ts'
import type { Flight } from '../record/flights.ts'
import { storyOf } from '../record/story.ts'
import type { Trial } from '../whatif/variants.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import { dialog } from './dialog.ts'
import './lab-help.ts'
import type { LabClaims } from './lab-claims.ts'
import type { LabWhatIf } from './lab-what-if.ts'
import { LightElement } from './light-element.ts'

export type DialogName = 'labs' | 'help' | 'rule' | 'graph' | 'what-if' | 'verify' | 'claims'

/** What lies over the page when it is asked for, and is not loaded before. */
export class LabDialogs extends LightElement {
  static override properties = {
    ...LightElement.properties,
    session: { attribute: false },
    flight: { attribute: false },
    length: { type: Number },
    rules: { attribute: false },
    labs: { state: true },
    evidence: { state: true },
    rule: { state: true },
    chapter: { state: true },
    trial: { state: true },
  }
  declare session: Session
  /** The frame that is looked at. */
  declare flight: Flight | undefined
  /** Of the recording: what is open may grow. */
  declare length: number
  declare rules: RuleWords
  declare labs: readonly GalleryLab[]
  declare evidence: Evidence
  /** The rule that is open. */
  declare rule: string
  /** Which stay of the frame's story is drawn as a graph. */
  declare chapter: number
  declare trial: Trial | undefined

  constructor() {
    super()
    Object.assign(this, { length: 0, labs: [], evidence: {}, rule: '', chapter: 0, rules: ENGLISH_RULES })
  }

  showHelp(): void {
    this.#show('help')
  }

  async showLabs(): Promise<void> {
    this.#show('labs')
    await import('./lab-gallery.ts')
    this.labs = (await import('virtual:labs/all')).labs
  }

  /** '': whichever was looked at last. */
  async showClaims(claim: string): Promise<void> {
    this.#show('claims')
    await import('./lab-claims.ts')
    await this.querySelector<LabClaims>('lab-claims')?.enter(claim)
  }

  async showRule(id: string): Promise<void> {
    await import('./lab-rule.ts')
    this.rule = id
    await this.updateComplete
    this.#show('rule')
    this.evidence = (await import('virtual:labs/evidence')).evidence
  }

  async showGraph(chapter: number): Promise<void> {
    await import('./lab-graph.ts')
    this.chapter = chapter
    await this.updateComplete
    this.#show('graph')
  }

  async showVerify(): Promise<void> {
    await import('./lab-verify.ts')
    this.requestUpdate()
    this.#show('verify')
  }

  async showWhatIf(): Promise<void> {
    this.#show('what-if')
    await import('./lab-what-if.ts')
    this.trial = { topology: this.session.file.topology, entries: this.session.script }
    await this.updateComplete
    this.querySelector<LabWhatIf>('lab-what-if')?.run()
  }

  #show(name: DialogName): void {
    const found = this.querySelector<HTMLDialogElement>(`dialog.${name}`)
    if (found?.open === false) found.showModal()
  }

  protected override render() {
    const { words } = this
    return html`
      ${this.#dialog('labs', words.scenarios, html`<lab-gallery .words=${words} .labs=${this.labs} .current=${this.session.file.name}></lab-gallery>`)}
      ${this.#dialog('help', words.help, html`<lab-help .words=${words}></lab-help>`)}
      ${this.#dialog('what-if', words.whatIf, html`<lab-what-if .words=${words} .trial=${this.trial} .hosts=${this.session.hosts}></lab-what-if>`)}
      ${this.#dialog('claims', words.claims, html`<lab-claims .words=${words}></lab-claims>`)}
      ${this.#dialog('verify', words.realOrModel, this.#verify())}
      ${this.#dialog('graph', words.whyAt(this.#place), this.#graph())}
      ${this.#dialog('rule', words.ruleTitle(this.rule), this.#rule())}`
  }

  #dialog(name: DialogName, title: string, content: TemplateResult) {
    return dialog(name, title, this.words, content)
  }

  #verify() {
    const { file, kernels, script } = this.session
    return html`<lab-verify .words=${this.words} .file=${file} .kernels=${kernels} .entries=${script}></lab-verify>`
  }

  #rule() {
    const { words, rules, rule, evidence, session } = this
    return html`<lab-rule .words=${words} .rules=${rules} .rule=${rule} .flights=${session.film.flights} .evidence=${evidence[rule]}></lab-rule>`
  }

  get #chapterShown() {
    return this.flight && storyOf(this.flight)[this.chapter]
  }

  get #place(): string {
    return this.#chapterShown?.place.dev ?? ''
  }

  #graph() {
    const { words, rules, session } = this
    return html`<lab-graph .words=${words} .rules=${rules} .scene=${session.presentScene} .chapter=${this.#chapterShown}></lab-graph>`
  }
}

customElements.define('lab-dialogs', LabDialogs)
