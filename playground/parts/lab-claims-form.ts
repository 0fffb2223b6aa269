import { html, nothing } from 'lit'
import {
  ANSWERING,
  type AskEvent,
  BEFORE,
  BEING,
  type Circumstances,
  type Claim,
  LISTENING,
  PLACES,
  ROLES,
  type Role,
  type SendEvent,
  type Verb,
} from '../../src/claims/claim.ts'
import { MACVLAN_MODES, type MacvlanMode } from '../../src/device/macvlan-device.ts'
import {
  aboutAnother,
  concluding,
  type Draft,
  draftOf,
  inCircumstances,
  redraft,
  SUBJECTS,
  subjectOf,
  toggled,
} from '../claims/draft.ts'
import type { ClaimWords } from '../words/claims-en.ts'
import { chips, choice, type Option } from './claims-fields.ts'
import { sign16 } from './glyphs.ts'
import { LightElement } from './light-element.ts'

const MACVLANS = ['child', 'sibling'] as const
const DESTINATIONS = [...ROLES, 'everyone', 'group', 'stranger'] as const
const SOURCES = ['own', ...ROLES, 'stranger'] as const
const DEEDS = ['create', 'mode', 'address', 'up', 'down'] as const
const LISTS = ['lists', 'promisc', 'down', 'joined'] as const

/** A claim as a form, and beside it as text; whichever is changed, the other follows. */
export class LabClaimsForm extends LightElement {
  static override properties = {
    ...LightElement.properties,
    said: { attribute: false },
    draft: { attribute: false },
    more: { state: true },
  }
  declare said: ClaimWords
  declare draft: Draft
  /** Whether the reader wants to see all circumstances. */
  declare more: boolean

  constructor() {
    super()
    this.more = false
  }

  protected override render() {
    const { said } = this
    return html`<div class="sheet">
      <fieldset class="fields"><legend class="hidden">${said.form}</legend>
        ${this.#subject()}${this.#event()}${this.#conclusion()}${this.#circumstances()}
      </fieldset>
      ${this.#text()}
    </div>`
  }

  /** Two such elements stand in each other, and the event goes up. */
  readonly #remember = (event: Event): void => {
    event.stopPropagation()
    this.more = (event.target as HTMLDetailsElement).open
  }

  #change(claim: Claim): void {
    this.tell('claim-drafted', redraft(this.draft, claim))
  }

  #when(change: Partial<Circumstances>): void {
    this.#change(inCircumstances(this.draft.claim, change))
  }

  #subject() {
    const { said, draft } = this
    const options = SUBJECTS.map((one): Option<typeof one> => [one, said.subjects[one]])
    return html`<div class="row">${choice(said.subject, options, subjectOf(draft.claim), (one) => this.#change(aboutAnother(draft.claim, one)))}</div>`
  }

  #event() {
    const { event } = this.draft.claim
    if (event === undefined) return nothing
    return html`<div class="row">${event.do === 'send' ? this.#sending(event) : this.#asking(event)}</div>`
  }

  #sending(event: SendEvent) {
    const { said, draft } = this
    const change = (part: Partial<SendEvent>) =>
      this.#change({ ...draft.claim, event: { ...event, ...part } })
    const sources = SOURCES.map(
      (one): Option<typeof one> => [one, one === 'own' ? said.ownAddress : said.destinations[one]],
    )
    return html`${choice(said.from, this.#roles(ROLES), event.from, (from) => change({ from }))}
      ${choice(
        said.to,
        DESTINATIONS.map((one): Option<typeof one> => [one, said.destinations[one]]),
        event.to,
        (to) => change({ to }),
      )}
      ${choice(said.as, sources, event.as ?? 'own', (as) => change({ as: as === 'own' ? undefined : as }))}`
  }

  #asking(event: AskEvent) {
    const { said, draft } = this
    const change = (next: AskEvent) => this.#change({ ...draft.claim, event: next })
    const deed = event.do === 'up' && !event.up ? 'down' : event.do
    const deeds = DEEDS.map((one): Option<typeof one> => [one, said.deeds[one]])
    return html`${choice(said.asks, deeds, deed, (one) => change(asked(one, event.dev)))}
      ${choice('', this.#roles(MACVLANS), event.dev, (dev) => change({ ...event, dev }), said.form)}
      ${this.#object(event, change)}`
  }

  #object(event: AskEvent, change: (next: AskEvent) => void) {
    const { said } = this
    switch (event.do) {
      case 'up':
        return nothing
      case 'mode':
        return choice(
          said.toMode,
          MACVLAN_MODES.map((one): Option<MacvlanMode> => [one, one]),
          event.mode,
          (mode) => change({ ...event, mode }),
        )
      case 'address':
        return choice(said.withAddress, this.#roles(ROLES), event.address, (address) =>
          change({ ...event, address }),
        )
      case 'create': {
        const options: readonly Option<Role | 'own'>[] = [['own', said.anyAddress], ...this.#roles(ROLES)]
        return choice(said.withAddress, options, event.address ?? 'own', (one) =>
          change({ ...event, address: one === 'own' ? undefined : one }),
        )
      }
    }
  }

  #roles<T extends Role>(roles: readonly T[]): readonly Option<T>[] {
    return roles.map((one) => [one, this.said.roles[one]])
  }

  #conclusion() {
    const { said, draft } = this
    const { claim } = draft
    const verbs: readonly Verb[] = { send: LISTENING, ask: ANSWERING, be: BEING }[subjectOf(claim)]
    const options = (verbs.includes(claim.verb) ? verbs : [...verbs, claim.verb]).map(
      (one): Option<Verb> => [one, said.verbs[one]],
    )
    const places = verbs === BEING ? ROLES : PLACES
    return html`<div class="row">
      ${
        claim.who === undefined
          ? nothing
          : choice(
              said.conclusion,
              places.map((one): Option<typeof one> => [one, said.roles[one]]),
              claim.who,
              (who) => this.#change({ ...claim, who }),
            )
      }
      ${choice(claim.who === undefined ? said.conclusion : '', options, claim.verb, (verb) => this.#change(concluding(claim, verb)), said.conclusion)}
    </div>`
  }

  #circumstances() {
    const { said, draft } = this
    const { when } = draft.claim
    const hairpin = when.hairpin === undefined ? 'unsaid' : when.hairpin ? 'true' : 'false'
    const hairpins = (['unsaid', 'true', 'false'] as const).map(
      (one): Option<typeof one> => [one, said.hairpins[one]],
    )
    return html`${MACVLANS.map((role) => this.#modes(role))}
      <div class="row">${choice(said.hairpin, hairpins, hairpin, (one) => this.#when({ hairpin: one === 'unsaid' ? undefined : one === 'true' }))}</div>
      <details ?open=${this.more || isUnusual(draft.claim)} @toggle=${this.#remember}><summary>${said.more}</summary>${this.#more(when)}</details>`
  }

  #modes(role: (typeof MACVLANS)[number]) {
    const { said, words, draft } = this
    const chosen = draft.claim.when[role]
    return html`<div class="modes">${chips({
      label: said.modesOf(said.roles[role]),
      options: MACVLAN_MODES.map(
        (mode): Option<MacvlanMode> => [mode, html`${sign16(mode)} ${words.mode[mode]}`],
      ),
      isChosen: (mode) => chosen?.includes(mode) ?? false,
      classOf: (mode) => `mode-${mode}`,
      onToggle: (mode) => this.#setModes(role, toggled(MACVLAN_MODES, chosen ?? [], mode)),
    })}${chosen === undefined ? html`<small class="quiet">${said.anyMode}</small>` : nothing}</div>`
  }

  #setModes(role: (typeof MACVLANS)[number], modes: readonly MacvlanMode[]): void {
    this.#when({ [role]: modes.length > 0 ? modes : undefined })
  }

  #more(when: Circumstances) {
    const { said, draft } = this
    return html`<div class="row">${choice(
      said.before,
      BEFORE.map((one): Option<typeof one> => [one, said.befores[one]]),
      when.before,
      (before) => this.#when({ before }),
    )}</div>
      <div class="row">${choice(
        said.others,
        (['any', 'none'] as const).map((one): Option<typeof one> => [one, said.othersAre[one]]),
        when.others,
        (others) => this.#when({ others }),
      )}
      ${choice(
        said.how,
        (['always', 'sometimes'] as const).map((one): Option<typeof one> => [one, said.hows[one]]),
        draft.claim.how,
        (how) => this.#change({ ...draft.claim, how }),
      )}</div>
      ${LISTS.map((list) =>
        chips({
          label: said[list],
          options: this.#roles(ROLES),
          isChosen: (role) => when[list].includes(role),
          classOf: () => '',
          onToggle: (role) => this.#when({ [list]: toggled(ROLES, when[list], role) }),
        }),
      )}
      <label class="check"><input type="checkbox" .checked=${when.nodst} @change=${(event: Event) => this.#when({ nodst: (event.target as HTMLInputElement).checked })} /> ${said.nodst}</label>`
  }

  #text() {
    const { said, draft } = this
    const { errors, text } = draft
    const rows = Math.max(8, text.split('\n').length + 1)
    return html`<div class="text"><label><span>${said.yaml}</span>
        <textarea spellcheck="false" autocapitalize="off" rows=${rows} .value=${text} aria-describedby="claim-errors" aria-invalid=${errors.length > 0 ? 'true' : 'false'}
          @input=${(event: Event) => this.tell('claim-drafted', draftOf((event.target as HTMLTextAreaElement).value, draft.claim))}></textarea></label>
      <div id="claim-errors" role="status">${
        errors.length === 0
          ? html`<p class="quiet">${said.yamlHint}</p>`
          : html`<ul class="wrong">${errors.map(({ line, message }) => html`<li><b>${said.atLine(line)}</b> ${said.error(message)}</li>`)}</ul><p class="quiet">${said.notYet}</p>`
      }</div></div>`
  }
}

/** What is asked, where nothing more is said of it yet. */
function asked(deed: (typeof DEEDS)[number], dev: AskEvent['dev']): AskEvent {
  switch (deed) {
    case 'create':
      return { do: 'create', dev, address: undefined }
    case 'mode':
      return { do: 'mode', dev, mode: 'private' }
    case 'address':
      return { do: 'address', dev, address: 'parent' }
    case 'up':
    case 'down':
      return { do: 'up', dev, up: deed === 'up' }
  }
}

/** Whether it says something that is not seen at first. */
function isUnusual({ when, how }: Claim): boolean {
  const said = LISTS.some((list) => when[list].length > 0) || when.nodst || how === 'sometimes'
  return said || when.before !== 'ordinary' || when.others !== 'any'
}

customElements.define('lab-claims-form', LabClaimsForm)
