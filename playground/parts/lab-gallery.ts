import { html } from 'lit'
import type { LabFile } from '../lab/lab-file.ts'
import { LightElement } from './light-element.ts'

/** Labs to begin with, each in a sentence. */
export class LabGallery extends LightElement {
  static override properties = {
    ...LightElement.properties,
    labs: { attribute: false },
    current: { type: String },
  }
  declare labs: readonly LabFile[]
  declare current: string

  constructor() {
    super()
    Object.assign(this, { labs: [], current: '' })
  }

  protected override render() {
    const { words } = this
    return html`<ul>${this.labs.map(
      (
        lab,
      ) => html`<li><button type="button" aria-current=${lab.name === this.current ? 'true' : 'false'} @click=${() => this.tell('lab-chosen', lab)}>
        <b>${words.labTitle(lab.name)}</b><span>${words.labAbout(lab.name, lab.about)}</span></button></li>`,
    )}</ul>`
  }
}

customElements.define('lab-gallery', LabGallery)
