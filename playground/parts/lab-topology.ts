import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { afterPaint } from '../page/after-paint.ts'
import {
  type Bar,
  type Card,
  type Layout,
  type Line,
  layoutOf,
  type PortBox,
  type Room,
} from '../picture/layout.ts'
import { SPINE } from '../picture/measures.ts'
import type { Scene, SceneDevice, SceneVlans } from '../picture/scene.ts'
import type { Chip } from '../record/chips.ts'
import { addressLine } from './address-line.ts'
import { HAIRPIN_GLYPH, MODE_GLYPHS } from './glyphs.ts'
import { LightElement } from './light-element.ts'
import type { MapMotion, Standing } from './map-motion.ts'

const UPRIGHT_BELOW = 640
const MARGIN = 20
/** Little is not blown up. */
const LARGEST = 1.2

/** Machines, rooms, devices and cables at one moment, and the frames that move between them. */
export class LabTopology extends LightElement {
  static override properties = {
    ...LightElement.properties,
    scene: { attribute: false },
    chips: { attribute: false },
    duration: { type: Number },
    chosen: { attribute: false },
    upright: { state: true },
  }
  declare scene: Scene | undefined
  declare chips: readonly Chip[]
  /** Milliseconds that a movement takes; 0: none. */
  declare duration: number
  /** The device whose menu is open. */
  declare chosen: number | undefined
  declare upright: boolean

  #layout: Layout | undefined
  #laidOut: Scene | undefined
  #motion: MapMotion | undefined
  #size = { w: 0, h: 0 }
  #touched = false

  constructor() {
    super()
    this.chips = []
    this.duration = 0
    this.upright = false
  }

  get layout(): Layout | undefined {
    return this.#layout
  }

  override firstUpdated(): void {
    new ResizeObserver(([entry]) => this.#resize(entry!.contentRect)).observe(this)
    void this.#setInMotion()
  }

  async #setInMotion(): Promise<void> {
    await afterPaint()
    const { MapMotion } = await import('./map-motion.ts')
    this.#motion = new MapMotion(this.#map, this.querySelector('canvas')!, () => {
      this.#touched = true
    })
    this.#fit()
    this.#showChips()
  }

  get #map(): SVGSVGElement {
    return this.querySelector<SVGSVGElement>('svg.map')!
  }

  #resize({ width, height }: DOMRectReadOnly): void {
    this.#size = { w: width, h: height }
    this.upright = width < UPRIGHT_BELOW
    this.#fit()
  }

  protected override willUpdate(): void {
    if (!this.scene) return
    if (this.#laidOut === this.scene && this.#layout?.upright === this.upright) return
    this.#laidOut = this.scene
    this.#layout = layoutOf(this.scene, this.upright)
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('scene') || changed.has('upright')) this.#fit()
    if (['chips', 'scene', 'upright', 'words'].some((one) => changed.has(one))) this.#showChips()
  }

  #showChips(): void {
    if (this.#layout) this.#motion?.show(this.#layout, this.chips, this.duration, this.words)
  }

  /** All of it is seen, until the reader looks closer. */
  #fit(): void {
    const layout = this.#layout
    if (!layout || this.#touched || this.#size.w === 0) return
    const standing = this.#standing(layout)
    if (this.upright) this.style.setProperty('--map-height', `${standing.scale * layout.height + 32}px`)
    if (this.#motion) this.#motion.moveTo(standing)
    else this.querySelector('.world')?.setAttribute('transform', transformOf(standing))
  }

  #standing({ width, height }: Layout): Standing {
    const { w, h } = this.#size
    const margin = this.upright ? 8 : MARGIN
    const tall = this.upright ? 1 : (h - 2 * margin) / height
    const scale = Math.min((w - 2 * margin) / width, tall, this.upright ? 1 : LARGEST)
    const y = this.upright ? 16 : Math.max(margin, (h - height * scale) / 2)
    return { x: (w - width * scale) / 2, y, scale }
  }

  #fitByHand(): void {
    this.#touched = false
    this.#fit()
  }

  #zoomBy(factor: number): void {
    this.#touched = true
    this.#motion?.zoomBy(factor)
  }

  protected override render() {
    const layout = this.#layout
    const { words, scene } = this
    return html`
      <svg class="map" role="group" aria-label=${`${words.topology}: ${words.topologyText(scene?.machines.length ?? 0, scene?.devices.length ?? 0)}`}>
        <g class="world">
          ${guard([layout, words, this.chosen], () => (layout ? this.#world(layout) : nothing))}
          <g class="chips" aria-hidden="true"></g>
        </g>
      </svg>
      <canvas class="glides" aria-hidden="true"></canvas>
      <div class="zoom" role="group" aria-label=${words.zoomFit}>
        <button type="button" @click=${() => this.#zoomBy(1.25)} aria-label=${words.zoomIn} title=${words.zoomIn}>+</button>
        <button type="button" @click=${() => this.#zoomBy(0.8)} aria-label=${words.zoomOut} title=${words.zoomOut}>−</button>
        <button type="button" @click=${() => this.#fitByHand()} aria-label=${words.zoomFit} title=${words.zoomFit}>⤢</button>
      </div>`
  }

  /** Everything but the frames, which come and go without it. */
  #world(layout: Layout) {
    return svg`
      ${layout.houses.map((house) => this.#house(house))}
      ${layout.rooms.map((room) => this.#room(room, false))}
      ${layout.attic.map((room) => this.#room(room, true))}
      ${layout.lines.filter(({ kind }) => kind !== 'cable').map(line)}
      ${layout.lines.filter(({ kind }) => kind === 'cable').map(line)}
      ${layout.bars.map((bar) => this.#bar(bar))}
      ${layout.ports.map((port) => this.#port(port))}
      ${layout.cards.map((card) => this.#card(card))}`
  }

  #house({ x, y, w, h, name, isSwitch, isGuest }: Layout['houses'][number]) {
    const what = isSwitch ? this.words.switch : isGuest ? this.words.guest : ''
    return svg`<g class=${isSwitch ? 'switch' : 'house'} transform=${`translate(${x} ${y})`}>
      <rect width=${w} height=${h} rx="10"/>
      <text class="name" x="16" y="21">${name}</text>
      ${what === '' ? nothing : svg`<text class="what" x=${w - 16} y="21" text-anchor="end">${what}</text>`}
    </g>`
  }

  #room({ x, y, w, h, name }: Room, isEmpty: boolean) {
    return svg`<g class=${isEmpty ? 'room vacant' : 'room'} transform=${`translate(${x} ${y})`}>
      <title>${this.words.namespace} ${name}</title>
      <rect width=${w} height=${h} rx="6"/>
      <text class="name" x="9" y="16.5">${name}</text>
      ${isEmpty ? svg`<text class="what" x=${w - 9} y="16.5" text-anchor="end">${this.words.emptyRoom}</text>` : nothing}
    </g>`
  }

  #bar({ device, x, y, w, h, shelves }: Bar) {
    return svg`<g class=${`bar device ${stateOf(device)}`} transform=${`translate(${x} ${y})`}>
      ${shelves.map((shelf) => svg`<path class="shelf" d=${`M${w} ${shelf - y}H${-SPINE}V${h / 2}H0`}/>`)}
      ${this.#button(device, w, h)}
      <rect class="body" width=${w} height=${h} rx="5"/>
      <circle class="lamp" cx="13" cy="16.5" r="3.5"/>
      <text class="name" x="23" y="21">${device.name}</text>
      ${addressLine(device, { x: w - 10, y: 21, anchor: 'end' })}
      <text class="mac" x="23" y="38">${device.mac}</text>
      <text class="flag" x=${w - 10} y="38" text-anchor="end">${this.#flags(device) || (device.vlan === undefined ? '' : whatIs(device))}</text>
    </g>`
  }

  #card({ device, w, h, x, y }: Card) {
    const { mode, ipvlan } = device
    const sign = mode ?? ipvlan?.flag
    return svg`<g class=${`card device ${stateOf(device)} ${sign ? `mode-${sign}` : ''}`} transform=${`translate(${x} ${y})`}>
      ${this.#button(device, w, h)}
      <rect class="body" width=${w} height=${h} rx="6"/>
      <circle class="lamp" cx="14" cy="17.5" r="3.5"/>
      <text class="name" x="24" y="22">${device.name}</text>
      <text class="flag" x=${w - 10} y="22" text-anchor="end">${this.#flags(device)}</text>
      ${
        sign
          ? svg`<g class="mode" transform="translate(8 31)"><title>${this.#meaning(device)}</title>
              <rect width=${ipvlan ? 104 : 86} height="20" rx="10"/><g class="glyph" transform="translate(7 3) scale(.875)">${MODE_GLYPHS[sign]}</g>
              <text x="27" y="14.5">${modeOf(device)}</text></g>`
          : svg`<text class="what" x="24" y="44">${whatIs(device)}</text>`
      }
      ${addressLine(device, { x: 10, y: 68, anchor: 'start' })}
      <text class="mac" x="10" y="83">${device.mac}</text>
    </g>`
  }

  #port({ device, x, y, w, h }: PortBox) {
    const state = device.hairpin ? this.words.on : this.words.off
    return svg`<g class=${`port device ${stateOf(device)} ${device.hairpin ? 'reflects' : ''}`} transform=${`translate(${x} ${y})`}>
      ${this.#button(device, w, h)}
      <rect class="body" width=${w} height=${h} rx="5"/>
      <circle class="lamp" cx="13" cy="16.5" r="3.5"/>
      <text class="name" x="23" y="21">${device.name}</text>
      <text class="flag" x=${w - 10} y="21" text-anchor="end">${this.#flags(device)}</text>
      <g class="hairpin"><title>${this.words.hairpinMeaning}</title>
        <g class="glyph" transform="translate(9 28) scale(.8)">${HAIRPIN_GLYPH}</g>
        <text x="25" y="39">${this.words.hairpin} ${state}</text></g>
    </g>`
  }

  #button(device: SceneDevice, w: number, h: number) {
    const state = device.up ? '' : `, ${this.words.down}`
    const mode = device.mode || device.ipvlan ? `, ${modeOf(device)}` : ''
    const hairpin =
      device.hairpin === undefined
        ? ''
        : `, ${this.words.hairpin} ${device.hairpin ? this.words.on : this.words.off}`
    const place = device.room === '' ? device.machine : `${device.machine}/${device.room}`
    const open = () => this.tell('device-chosen', device.id)
    return svg`<rect class="hit" role="button" tabindex="0" x="-3" y="-3" width=${w + 6} height=${h + 6} rx="8"
      aria-haspopup="dialog" aria-expanded=${this.chosen === device.id ? 'true' : 'false'}
      aria-label=${`${place} ${device.name}${mode}${hairpin}${state}, ${[...device.addresses, device.mac].join(', ')}`}
      @click=${open} @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.stopPropagation()
        open()
      }}/>`
  }

  #flags(device: SceneDevice): string {
    if (!device.up) return this.words.down
    if (!device.running) return this.words.noCarrier
    if (device.promiscuous && device.kind !== 'port') return this.words.promiscuous
    if (device.vlans) return vlanOf(device.vlans)
    return ['macvtap', 'ipvlan', 'ipvtap'].includes(device.kind) ? device.kind : ''
  }

  #meaning({ mode, ipvlan }: SceneDevice): string {
    const { ipvlanMeaning, modeMeaning } = this.words
    if (mode !== undefined) return modeMeaning[mode]
    return ipvlan === undefined ? '' : `${ipvlanMeaning[ipvlan.mode]} ${ipvlanMeaning[ipvlan.flag]}`
  }
}

/** An ipvlan’s port has two settings: how it forwards, and to whom. */
function modeOf({ mode, ipvlan }: SceneDevice): string {
  return mode ?? (ipvlan === undefined ? '' : `${ipvlan.mode} ${ipvlan.flag}`)
}

function whatIs({ kind, vlan }: SceneDevice): string {
  return vlan === undefined ? kind : `VLAN ${vlan}`
}

/** The VLAN that a port is in, in short. */
function vlanOf({ pvid, tagged }: SceneVlans): string {
  const more = tagged.length > 0 ? `+${tagged.length}` : ''
  return pvid === 0 ? `VLAN ${tagged.length === 1 ? tagged[0] : more}` : `VLAN ${pvid}${more}`
}

function transformOf({ x, y, scale }: Standing): string {
  return `translate(${x},${y}) scale(${scale})`
}

function stateOf({ up, running }: SceneDevice): string {
  return running ? 'is-running' : up ? 'is-up' : 'is-down'
}

function line({ kind, points, live }: Line): TemplateResult {
  const d = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  return svg`<path class=${`line ${kind} ${live ? 'live' : ''}`} d=${d}/>` as unknown as TemplateResult
}

customElements.define('lab-topology', LabTopology)
