import { html } from 'lit'
import { MACVLAN_MODES } from '../../src/device/macvlan-device.ts'
import { sign16 } from './glyphs.ts'
import { LightElement } from './light-element.ts'

/** What is what on the page, the modes, and every key. */
export class LabHelp extends LightElement {
  protected override render() {
    const { words } = this
    return html`
      ${words.helpText.map((text) => html`<p>${text}</p>`)}
      <h3>${words.storyOfModes}</h3>
      <ul>${MACVLAN_MODES.map((mode) => html`<li><span class=${`mode-${mode}`}>${sign16(mode)}</span> ${words.modeMeaning[mode]}</li>`)}</ul>
      <h3>${words.keysTitle}</h3>
      <dl>${words.keys.map(([key, meaning]) => html`<dt><kbd>${key}</kbd></dt><dd>${meaning}</dd>`)}</dl>`
  }
}

customElements.define('lab-help', LabHelp)
