import { html, nothing, type PropertyValues } from 'lit'
import { type Action, actionsFor } from '../picture/actions.ts'
import type { SceneDevice } from '../picture/scene.ts'
import { sign16 } from './glyphs.ts'
import { LightElement } from './light-element.ts'

/** What can be done to a device; each button shows the command that it types. */
export class LabDeviceMenu extends LightElement {
  static override properties = {
    ...LightElement.properties,
    device: { attribute: false },
    home: { type: String },
    disabled: { type: Boolean },
  }
  declare device: SceneDevice
  declare home: string
  declare disabled: boolean

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('device') || changed.get('device')) return
    this.querySelector<HTMLElement>('button')?.focus()
  }

  protected override render() {
    const { device, words, home } = this
    const place = device.room === '' ? device.machine : `${device.machine}/${device.room}`
    const actions = actionsFor(device, home)
    const modes = actions.filter(isMode)
    const others = actions.filter((one) => !isMode(one))
    return html`<div role="dialog" aria-label=${words.actions(device.name)} @keydown=${this.#key}>
      <header><b>${device.name}</b> <small>${place}</small>
        <button type="button" class="plain" aria-label=${words.close} @click=${this.#close}>✕</button></header>
      ${others.map((action) => this.#button(action))}
      ${modes.length > 0 ? html`<p>${words.setMode}</p>${modes.map((action) => this.#button(action))}` : nothing}
      ${device.mode ? html`<p class="meaning">${words.modeMeaning[device.mode]}</p>` : nothing}
      ${device.ipvlan ? html`<p class="meaning">${words.ipvlanMeaning[device.ipvlan.mode]}</p><p class="meaning">${words.ipvlanMeaning[device.ipvlan.flag]}</p>` : nothing}
      ${device.vlans ? html`<p class="meaning">${words.vlansOf(device.vlans.pvid, device.vlans.untagged, device.vlans.tagged)}</p>` : nothing}
      ${device.vlan === undefined ? nothing : html`<p class="meaning">${words.vlanMeaning(device.vlan)}</p>`}
      ${device.hairpin === undefined ? nothing : html`<p class="meaning">${words.hairpinMeaning}</p>`}
    </div>`
  }

  #button(action: Action) {
    const isCurrent = isMode(action) && action.current
    return html`<button type="button" class=${action.kind === 'mode' ? `mode-${action.mode}` : ''} ?disabled=${this.disabled || isCurrent}
      aria-pressed=${isMode(action) ? String(isCurrent) : nothing} @click=${() => this.tell('command', action.command)}>
      <span>${action.kind === 'mode' ? sign16(action.mode) : nothing} ${this.#label(action)}${isCurrent ? ' ✓' : ''}</span><code>${action.command}</code></button>`
  }

  #label(action: Action): string {
    const { words } = this
    switch (action.kind) {
      case 'mode':
        return words.mode[action.mode]
      case 'ipvlan':
        return action.word
      case 'hairpin':
        return words.setHairpin(action.to === 'on' ? words.on : words.off)
      case 'admin':
        return action.to === 'up' ? words.setUp : words.setDown
    }
  }

  readonly #close = (): void => this.tell('close-menu', undefined)

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    this.#close()
  }
}

/** One of several, of which it is one now. */
function isMode(action: Action): action is Extract<Action, { readonly current: boolean }> {
  return action.kind === 'mode' || action.kind === 'ipvlan'
}

customElements.define('lab-device-menu', LabDeviceMenu)
