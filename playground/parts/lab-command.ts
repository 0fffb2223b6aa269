import { html } from 'lit'
import '../style/command.css'
import { LightElement } from './light-element.ts'

/** How long it says that it was copied: milliseconds. */
const SAID_FOR = 2000

/** A command to run in one's own shell, and a button that copies it. */
export class LabCommand extends LightElement {
  static override properties = {
    ...LightElement.properties,
    command: { attribute: false },
    copied: { state: true },
  }
  declare command: string
  declare copied: boolean

  constructor() {
    super()
    Object.assign(this, { command: '', copied: false })
  }

  protected override render() {
    const { words, command, copied } = this
    return html`<code>${command}</code><button type="button" data-copy @click=${() => this.#copy()}>${copied ? `✓ ${words.copied}` : words.copy}</button>`
  }

  async #copy(): Promise<void> {
    await navigator.clipboard?.writeText(this.command).catch(() => {})
    this.copied = true
    setTimeout(() => {
      this.copied = false
    }, SAID_FOR)
  }
}

customElements.define('lab-command', LabCommand)
