import { html, nothing } from 'lit'
import type { Saying } from '../../src/claims/saying.ts'
import type { Verdict } from '../../src/claims/search.ts'
import { CHANGES } from '../../src/device/kernel-changes.ts'
import type { Draft } from '../claims/draft.ts'
import { sayingCalled } from '../claims/draft.ts'
import type { Played, RecordedLab } from '../claims/evidence.ts'
import { commandsIn, type Finding } from '../claims/finding.ts'
import { countHeard, wayOf } from '../claims/telling.ts'
import { writeClaim } from '../claims/write-claim.ts'
import { download } from '../page/download.ts'
import type { ClaimWords } from '../words/claims-en.ts'
import { number } from './claims-search-bar.ts'
import { kernelBadge } from './kernel-badge.ts'
import './lab-claims-picture.ts'
import './lab-command.ts'
import { LightElement } from './light-element.ts'

/** What a search has found: how many worlds say so, or the one that says no, with its picture, script and kernels. */
export class LabClaimsFinding extends LightElement {
  static override properties = {
    ...LightElement.properties,
    said: { attribute: false },
    draft: { attribute: false },
    verdict: { attribute: false },
    finding: { attribute: false },
    recorded: { attribute: false },
    played: { attribute: false },
  }
  declare said: ClaimWords
  declare draft: Draft
  declare verdict: Verdict
  /** undefined while the world is being run. */
  declare finding: Finding | undefined
  /** The recording of just this lab. */
  declare recorded: RecordedLab | undefined
  declare played: readonly Played[] | undefined

  protected override render() {
    const { said, words, verdict } = this
    const { kind, worlds, fit } = verdict
    return html`<section class=${`verdict ${kind.replaceAll(' ', '-')}`} data-verdict=${kind}>
        <p><b class="stamp">${SIGN[kind]} ${said.verdict[kind]}</b> ${said.summary[kind](number(worlds, words), number(fit, words))}</p>
        ${this.finding ? html`<p class="happened">${this.#happened(this.finding)}</p>` : nothing}
      </section>
      ${'world' in verdict ? this.#world() : this.#count()}`
  }

  #happened({ output }: Finding): string {
    const { verb, who } = this.draft.claim
    const name = who === undefined ? '' : this.said.roles[who]
    return this.said.happened(verb, name, this.verdict.kind === 'example', countHeard(output))
  }

  #world() {
    const { said, words, finding } = this
    if (!finding) return html`<p class="quiet" role="status">${said.running}</p>`
    return html`<div class="world">
      <lab-claims-picture .words=${words} .said=${said} .finding=${finding}></lab-claims-picture>
      <div class="seen">
        <p class="act"><button type="button" class="accent" data-watch title=${said.watchHint} @click=${() => this.tell('claim-watch', undefined)}>▶ ${said.watch}</button></p>
        ${this.#because()}
        ${finding.flight ? this.#way(finding) : nothing}
      </div>
      <div class="told">${this.#script(finding)}${this.#kernel(finding)}</div>
    </div>`
  }

  #because() {
    const saying = sayingCalled(this.draft.id)
    if (!saying) return nothing
    return html`<h4>${this.said.because}</h4><p>${saying.because[this.said.inBoth]}</p>${this.#otherKernels(saying)}`
  }

  /** Where a kernel's version decides. */
  #otherKernels({ since, until }: Saying) {
    const { said } = this
    if (since !== undefined) return html`<p>${said.since(CHANGES[since].since)}</p>`
    if (until === undefined) return nothing
    const { since: version, now } = CHANGES[until]
    return html`<p><b>${said.until(version, now)}</b></p>`
  }

  #way({ flight, recording, story }: Finding) {
    const { said } = this
    return html`<h4>${said.way}</h4><ol class="way">${wayOf(flight!, recording.flights.beats, said).map((step) => html`<li>${step}</li>`)}</ol>
      ${story === undefined ? nothing : html`<details class="rules"><summary>${said.ruleByRule}</summary><pre lang="en" tabindex="0">${story}</pre></details>`}`
  }

  #script({ script, output }: Finding) {
    const { said } = this
    return html`<h4>${said.script}</h4><pre class="listing" tabindex="0">${commandsIn(script)
      .split('\n')
      .map(
        (line) => html`<span>${line}
</span>`,
      )}</pre>
      <h4>${said.prints}</h4><pre class="output" tabindex="0">${output.trim()}</pre>`
  }

  #kernel({ script }: Finding) {
    const { said, words, recorded } = this
    const command = `npx macvlan-lab verify ${recorded ? `test/claims/${recorded.id}.sh` : 'claim.sh'}`
    return html`<section class="kernel"><h4>${said.realKernel}</h4>
      <p>${kernelBadge(recorded?.kernels ?? [], words)}</p>
      <p>${recorded ? said.recorded(recorded.kernels) : said.unrecorded}</p>
      <p>${recorded ? said.fromCheckout : said.withFile}</p>
      ${this.#command(command)}
      <p class="files"><button type="button" @click=${() => download('claim.sh', script, 'text/plain')}>↓ claim.sh</button></p>
      <p class="quiet">${words.verifyNeeds}</p></section>`
  }

  #count() {
    const { said, draft, verdict, played } = this
    const { kind } = verdict
    const worth = kind === 'holds' || kind === 'no example'
    return html`<div class="counted">
      ${kind === 'holds' ? html`<p class="quiet">${said.holdsNote}</p>` : nothing}
      ${kind === 'holds' ? this.#because() : nothing}
      ${
        worth
          ? html`<section class="kernel"><h4>${said.realKernel}</h4>
        ${
          played === undefined
            ? html`<p>${kernelBadge([], this.words)}</p>`
            : html`<p>${kernelBadge(
                played.map(({ kernel }) => kernel),
                this.words,
              )}</p>`
        }
        ${played?.map(({ kernel, worlds }) => html`<p>${said.played(worlds, kernel)}</p>`) ?? nothing}
        <p>${said.searchAtHome}</p>${this.#command(`npx macvlan-lab claim ${draft.id ?? 'claim.yml'} --worlds 100000`)}
        ${draft.id ? nothing : html`<p class="files"><button type="button" @click=${() => download('claim.yml', writeClaim(draft.claim), 'text/plain')}>↓ claim.yml</button></p>`}
      </section>`
          : nothing
      }
    </div>`
  }

  #command(command: string) {
    return html`<lab-command .words=${this.words} .command=${command}></lab-command>`
  }
}

const SIGN: Readonly<Record<Verdict['kind'], string>> = {
  ...{ counterexample: '✗', holds: '✓', example: '✓', 'no example': '✗', 'no such world': '∅', stopped: '■' },
}

customElements.define('lab-claims-finding', LabClaimsFinding)
