import { claimEvidence } from 'virtual:labs/claims'
import { html, nothing } from 'lit'
import type { Source } from '../../src/claims/saying.ts'
import '../style/claims.css'
import { LINK_TO_CLAIMS, linkToClaim } from '../claims/claim-link.ts'
import { type Draft, draftOf, FIRST_DRAFT, sayingCalled } from '../claims/draft.ts'
import { commandsIn, type Finding, findingOf } from '../claims/finding.ts'
import { Hunt, NOTHING_SEEN, type Sight } from '../claims/hunt.ts'
import type { LabFile } from '../lab/lab-file.ts'
import type { WatchedWorld } from '../page/detour.ts'
import { claimWordsIn } from '../words/claim-words.ts'
import type { ClaimWords } from '../words/claims-en.ts'
import './lab-claims-finding.ts'
import './lab-claims-form.ts'
import './lab-claims-list.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { searchBar } from './claims-search-bar.ts'
import { LightElement } from './light-element.ts'

/** Sentences about macvlan: choose one or compose one, and let the computer look for the world that contradicts it. */
export class LabClaims extends LightElement {
  static override properties = {
    ...LightElement.properties,
    draft: { state: true },
    worlds: { state: true },
    sight: { state: true },
    finding: { state: true },
    chosen: { state: true },
    closer: { state: true },
  }
  declare draft: Draft
  /** How many worlds are tried at most. */
  declare worlds: number
  /** undefined: no search has begun. */
  declare sight: Sight | undefined
  declare finding: Finding | undefined
  /** Whether there is a claim to look at, where there is no room for claim and list. */
  declare chosen: boolean
  /** Whether the claim is open to be changed. */
  declare closer: boolean

  #hunt: Hunt | undefined
  #seed = 1

  constructor() {
    super()
    Object.assign(this, {
      draft: FIRST_DRAFT,
      worlds: 10_000,
      sight: undefined,
      chosen: false,
      closer: false,
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.closest('dialog')?.addEventListener('close', () => {
      this.#hunt?.stop()
      this.tell('claims-closed', undefined)
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#hunt?.drop()
  }

  /** The view is opened, or opened again, with a claim's text or ID; '': with whatever it showed last. */
  async enter(claim: string): Promise<void> {
    if (claim !== '') this.#take(draftOf(claim))
    await this.updateComplete
    this.tell('claim-address', this.chosen ? linkToClaim(this.draft) : LINK_TO_CLAIMS)
  }

  get #said(): ClaimWords {
    return claimWordsIn(this.words)
  }

  get #isHunting(): boolean {
    return this.sight !== undefined && this.sight.verdict === undefined && this.sight.broken === undefined
  }

  /** What the claim says, in the reader's language: its author's sentence, or else ours. */
  get #sentence(): string {
    const { id, says, claim } = this.draft
    return sayingCalled(id)?.says[this.#said.inBoth] ?? says ?? this.#said.sentence(claim)
  }

  #take(draft: Draft): void {
    if (draft.text !== this.draft.text) this.#forget()
    Object.assign(this, { draft, chosen: true })
  }

  #forget(): void {
    this.#hunt?.drop()
    Object.assign(this, { sight: undefined, finding: undefined })
  }

  #choose(draft: Draft): void {
    this.#take(draft)
    this.tell('claim-address', linkToClaim(draft))
  }

  #showAll(): void {
    this.chosen = false
    this.tell('claim-address', LINK_TO_CLAIMS)
  }

  #search(seed: number): void {
    this.#forget()
    this.#seed = seed
    const { claim } = this.draft
    this.sight = NOTHING_SEEN
    const remark = [`"${this.#sentence}"`]
    this.#hunt = new Hunt({ claim, seed, worlds: this.worlds, remark }, (sight) => this.#see(sight))
  }

  #see(sight: Sight): void {
    this.sight = sight
    if (sight.script !== undefined) void this.#run(findingOf(sight.script))
  }

  async #run(running: Promise<Finding>): Promise<void> {
    const { sight } = this
    const finding = await running
    if (sight !== this.sight) return
    this.finding = finding
    await this.updateComplete
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'
    this.querySelector('.search-bar')?.scrollIntoView({ block: 'start', behavior })
  }

  /** The kernels that have run just this lab, and where its script is. */
  get #recorded() {
    const commands = this.finding && commandsIn(this.finding.script)
    return claimEvidence.labs.find((lab) => lab.commands === commands && lab.kernels.length > 0)
  }

  #watch(): void {
    const { finding } = this
    if (!finding) return
    const recorded = this.#recorded
    const file: LabFile = {
      ...{
        name: `claim-${this.draft.id ?? 'of-your-own'}`,
        about: this.#sentence,
        topology: defaultTopology,
      },
      blocks: finding.entries.map(({ text }) => text),
      kernels: recorded?.kernels ?? [],
      ...(recorded ? { path: `test/claims/${recorded.id}.sh` } : {}),
    }
    const { entries, flight } = finding
    const at = flight?.records[0]?.sequence
    const world: WatchedWorld = { file, entries, at, sentence: this.#sentence }
    this.tell('claim-watched', world)
  }

  protected override render() {
    const { words, draft } = this
    const said = this.#said
    return html`<div class=${this.chosen ? 'view chosen' : 'view'}>
      <lab-claims-list .words=${words} .said=${said} .current=${this.chosen ? (draft.id ?? 'own') : ''}
        @claim-chosen=${(event: CustomEvent<string>) => this.#open(event.detail)}></lab-claims-list>
      <article aria-label=${said.form}>${this.chosen ? this.#claim() : html`<p class="empty">${said.about}</p>`}</article>
    </div>`
  }

  /** '': a claim of the reader's own. */
  #open(id: string): void {
    this.#choose(id === '' ? (this.draft.id === undefined ? this.draft : FIRST_DRAFT) : draftOf(id))
    this.updateComplete.then(() => this.querySelector<HTMLElement>('article h3')?.focus())
  }

  #claim() {
    const { draft, sight } = this
    const said = this.#said
    const saying = sayingCalled(draft.id)
    return html`<button type="button" class="link all" @click=${() => this.#showAll()}>← ${said.allClaims}</button>
      <p class="kind">${saying ? said.sayings : said.yourClaim}</p>
      <h3 tabindex="-1">${draft.errors.length > 0 ? said.notAClaim : this.#sentence}</h3>
      ${saying ? quoted(saying.source) : nothing}
      ${saying || draft.says ? html`<p class="exactly"><b>${said.exactly}</b> ${said.sentence(draft.claim)}</p>` : nothing}
      ${this.#closely()}
      ${this.#searching()}
      ${sight?.verdict ? this.#verdict(sight) : nothing}`
  }

  /** The form: folded up while the claim is somebody else's. */
  #closely() {
    const { words, draft } = this
    const said = this.#said
    const form = html`<lab-claims-form .words=${words} .said=${said} .draft=${draft}
      @claim-drafted=${(event: CustomEvent<Draft>) => this.#choose(event.detail)}></lab-claims-form>`
    const remember = (event: Event) => {
      if (draft.id !== undefined) this.closer = (event.target as HTMLDetailsElement).open
    }
    return html`<details class="closer" ?open=${this.closer || draft.id === undefined} @toggle=${remember}><summary>${said.lookCloser}</summary>${form}</details>`
  }

  #searching() {
    const { words, draft, sight, worlds } = this
    return searchBar({
      ...{ said: this.#said, words, sight, seed: this.#seed, worlds, isHunting: this.#isHunting },
      ...{ sometimes: draft.claim.how === 'sometimes', disabled: draft.errors.length > 0 },
      onSearch: (seed) => this.#search(seed),
      onStop: () => this.#hunt?.stop(),
      onWorlds: (n) => {
        this.worlds = n
      },
    })
  }

  #verdict({ verdict }: Sight) {
    const { words, draft, finding } = this
    return html`<lab-claims-finding .words=${words} .said=${this.#said} .draft=${draft} .verdict=${verdict} .finding=${finding}
      .recorded=${this.#recorded} .played=${draft.id ? claimEvidence.played[draft.id] : undefined}
      @claim-watch=${() => this.#watch()}></lab-claims-finding>`
  }
}

function quoted({ quote, name, url }: Source) {
  const language = /\p{Script=Han}/u.test(quote) ? 'zh' : 'en'
  return html`<blockquote><span lang=${language}>${quote}</span> <cite>— <a href=${url} target="_blank" rel="noreferrer">${name}</a></cite></blockquote>`
}

customElements.define('lab-claims', LabClaims)
