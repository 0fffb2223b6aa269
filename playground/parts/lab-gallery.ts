import { html, nothing } from 'lit'
import '../style/gallery.css'
import { MACVLAN_MODES } from '../../src/device/macvlan-device.ts'
import { choiceOf, topicsIn } from '../lab/gallery-choice.ts'
import type { GalleryLab } from '../lab/lab-file.ts'
import type { Topic } from '../lab/topics.ts'
import { sign16 } from './glyphs.ts'
import { kernelBadge } from './kernel-badge.ts'
import { LightElement } from './light-element.ts'
import { thumbnail } from './thumbnail.ts'

/** Labs to begin with: a picture, a sentence and the kernels that did the same; found by words or by topic. */
export class LabGallery extends LightElement {
  static override properties = {
    ...LightElement.properties,
    labs: { attribute: false },
    current: { type: String },
    search: { state: true },
    topic: { state: true },
  }
  declare labs: readonly GalleryLab[]
  declare current: string
  declare search: string
  declare topic: Topic | undefined

  constructor() {
    super()
    Object.assign(this, { labs: [], current: '', search: '', topic: undefined })
  }

  protected override render() {
    const { words, labs, search, topic } = this
    const said = (lab: GalleryLab) => `${words.labTitle(lab.name)} ${words.labAbout(lab.name, lab.about)}`
    const found = choiceOf(labs, { search, topic }, said)
    return html`<div class="choice">
        <input type="search" .value=${search} placeholder=${words.searchLabs} aria-label=${words.searchLabs} @input=${this.#search} />
        <div class="topics" role="group" aria-label=${words.topics}>${topicsIn(labs).map((one) => this.#topic(one))}</div>
        <p class="hidden" role="status">${words.labsFound(found.length, labs.length)}</p>
      </div>
      <ul>${found.map((lab) => this.#lab(lab))}</ul>
      ${labs.length > 0 && found.length === 0 ? html`<p class="empty">${words.noLab}</p>` : nothing}`
  }

  #lab(lab: GalleryLab) {
    const { words } = this
    return html`<li><button type="button" data-lab=${lab.name} aria-current=${lab.name === this.current ? 'true' : 'false'} @click=${() => this.tell('lab-chosen', lab)}>
      ${thumbnail(lab.thumbnail)}
      <b>${words.labTitle(lab.name)}</b><span class="about">${words.labAbout(lab.name, lab.about)}</span>
      ${kernelBadge(lab.kernels ?? [], words)}</button></li>`
  }

  #topic(topic: Topic) {
    const chosen = topic === this.topic
    const mode = MACVLAN_MODES.find((one) => one === topic)
    return html`<button type="button" class=${mode ? `mode-${mode}` : ''} data-topic=${topic} aria-pressed=${chosen ? 'true' : 'false'} @click=${() => {
      this.topic = chosen ? undefined : topic
    }}>${mode ? sign16(mode) : nothing} ${mode ? this.words.mode[mode] : this.words.topic[topic as keyof typeof this.words.topic]}</button>`
  }

  readonly #search = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value
  }
}

customElements.define('lab-gallery', LabGallery)
