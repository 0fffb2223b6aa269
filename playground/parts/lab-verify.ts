import { html, nothing } from 'lit'
import '../style/verify.css'
import type { LabFile } from '../lab/lab-file.ts'
import { scriptOf, topologyFileOf } from '../lab/own-machine.ts'
import type { Entry } from '../lab/script.ts'
import { download } from '../page/download.ts'
import { kernelBadge } from './kernel-badge.ts'
import './lab-command.ts'
import { LightElement } from './light-element.ts'

/** Real or model? Which kernels did the same, and how to ask one's own. */
export class LabVerify extends LightElement {
  static override properties = {
    ...LightElement.properties,
    file: { attribute: false },
    kernels: { attribute: false },
    entries: { attribute: false },
  }
  declare file: LabFile | undefined
  /** Of the lab as it is now: whoever changes a scenario leaves what was verified. */
  declare kernels: readonly string[]
  declare entries: readonly Entry[]

  constructor() {
    super()
    Object.assign(this, { kernels: [], entries: [] })
  }

  protected override render() {
    const { words, file, kernels } = this
    if (!file) return nothing
    const scenario = kernels.length > 0
    const command = `npx macvlan-lab verify ${scenario ? (file.path ?? `test/scenarios/${file.name}.sh`) : 'lab.sh'}`
    return html`<p>${kernelBadge(kernels, words)}</p>
      <p>${scenario ? words.verifiedMeaning(kernels) : words.modelMeaning}</p>
      <h3>${words.onYourMachine}</h3>
      <p>${scenario ? words.fromCheckout : words.twoFiles}</p>
      ${scenario ? nothing : this.#files()}
      <lab-command .words=${words} .command=${command}></lab-command>
      <p class="quiet">${words.verifyNeeds}</p>
      ${scenario ? this.#files() : nothing}`
  }

  #files() {
    const { file, entries, words } = this
    const { topology } = file!
    const script = () => download('lab.sh', scriptOf(entries, topology, 'lab.clab.yml'), 'text/plain')
    const world = () => download('lab.clab.yml', topologyFileOf(topology), 'text/plain')
    return html`<p class="files"><button type="button" @click=${script}>↓ lab.sh</button> <button type="button" @click=${world}>↓ lab.clab.yml</button> <small>${words.filesHold}</small></p>`
  }
}

customElements.define('lab-verify', LabVerify)
