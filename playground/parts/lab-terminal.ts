import { html, nothing, type PropertyValues } from 'lit'
import type { Completion } from '../lab/completion.ts'
import type { Entry, PlaceName } from '../lab/script.ts'
import { LightElement } from './light-element.ts'
import type { TerminalView } from './terminal-view.ts'

export interface GuidedScript {
  readonly title: string
  readonly entries: readonly Entry[]
  readonly next: number
}

/** What the terminals need of the page; set when the shell has been loaded. */
export interface TerminalServices {
  readonly View: typeof TerminalView
  readonly isIncomplete: (text: string) => boolean
  readonly complete: (place: PlaceName, text: string, cursor: number) => Completion
  readonly promptOf: (place: PlaceName) => string
}

const DARK = {
  background: '#10161d',
  foreground: '#dfe7ee',
  cursor: '#6cb6ff',
  cursorAccent: '#10161d',
  selectionBackground: '#2d4a6b',
  brightBlack: '#8d9aa8',
}
const LIGHT = {
  background: '#ffffff',
  foreground: '#1b2733',
  cursor: '#0a5dc2',
  cursorAccent: '#ffffff',
  selectionBackground: '#bcd7f5',
  brightBlack: '#66727f',
}

/** As in the style sheet. */
const SHEET = matchMedia('(max-width: 900px)')

/** Terminals, one a place, behind tabs; and the script that is being gone through. */
export class LabTerminal extends LightElement {
  static override properties = {
    ...LightElement.properties,
    places: { attribute: false },
    current: { type: String },
    busy: { attribute: false },
    script: { attribute: false },
    services: { attribute: false },
    dark: { type: Boolean },
    open: { type: Boolean, reflect: true },
  }
  declare places: readonly PlaceName[]
  declare current: PlaceName
  declare busy: ReadonlySet<PlaceName>
  declare script: GuidedScript | undefined
  declare services: TerminalServices | undefined
  declare dark: boolean
  /** On narrow screens the terminals are a sheet that comes up; until then its dock alone is seen. */
  declare open: boolean

  readonly #views = new Map<PlaceName, TerminalView>()

  constructor() {
    super()
    Object.assign(this, { places: [], current: '', busy: new Set(), dark: false, open: false })
  }

  override firstUpdated(): void {
    const screen = this.querySelector('.screen')!
    new ResizeObserver(() => this.#views.get(this.current)?.fit()).observe(screen)
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.services || this.current === '') return
    if (changed.has('current') || changed.has('services')) this.#show()
    const before = changed.get('script') as GuidedScript | undefined
    const ghostMoved = before?.entries !== this.script?.entries || before?.next !== this.script?.next
    if (changed.has('script') && ghostMoved) for (const view of this.#views.values()) view.refresh()
    if (changed.has('dark')) for (const view of this.#views.values()) view.theme = this.dark ? DARK : LIGHT
  }

  /** Terminals of another lab: all of them empty. */
  reset(): void {
    for (const [place, view] of this.#views) {
      if (place === this.current) view.clear()
      else {
        view.dispose()
        this.#views.delete(place)
      }
    }
  }

  write(place: PlaceName, text: string): void {
    this.#view(place)?.write(text)
  }

  prompt(place: PlaceName): void {
    this.#view(place)?.prompt()
  }

  /** Types a command for the reader. */
  enter(place: PlaceName, text: string): void {
    this.#view(place)?.enter(text)
  }

  /** Shows a command that is run from elsewhere. */
  echo(place: PlaceName, text: string): void {
    this.#view(place)?.echo(text)
  }

  /** Whether what is typed can be seen. */
  get isSeen(): boolean {
    return this.open || !SHEET.matches
  }

  override focus(): void {
    this.#views.get(this.current)?.focus()
  }

  textOf(place: PlaceName): string {
    return this.#views.get(place)?.text ?? ''
  }

  #ghostAt(place: PlaceName): string | undefined {
    const entry = this.script?.entries[this.script.next]
    return entry?.place === place ? entry.text : undefined
  }

  /** Only ever said once: before the first line. */
  #hintAt(place: PlaceName): string | undefined {
    return this.script?.next === 0 && this.#ghostAt(place) !== undefined
      ? `   ⏎ ${this.words.pressEnter}`
      : undefined
  }

  #show(): void {
    const view = this.#view(this.current)!
    for (const [place, each] of this.#views) each.element.hidden = place !== this.current
    view.fit()
    view.refresh()
  }

  #view(place: PlaceName): TerminalView | undefined {
    const known = this.#views.get(place)
    const { services } = this
    if (known || !services) return known
    const view = new services.View(
      {
        prompt: () => services.promptOf(place),
        ghost: () => this.#ghostAt(place),
        hint: () => this.#hintAt(place),
        complete: (text, cursor) => services.complete(place, text, cursor),
        isIncomplete: services.isIncomplete,
        onLine: (text) => this.tell('line', { place, text }),
        onInterrupt: () => this.tell('interrupt', place),
        onLeave: (way) => this.#leave(way),
      },
      this.dark ? DARK : LIGHT,
      this.words.tabFor(place),
    )
    view.element.hidden = place !== this.current
    this.#views.set(place, view)
    this.querySelector('.screen')!.append(view.element)
    return view
  }

  #leave(way: 'back' | 'forward'): void {
    const inside = [...this.querySelectorAll<HTMLElement>('[role=tab][aria-selected=true]')]
    if (way === 'back') inside[0]?.focus()
    else this.tell('leave-terminal', undefined)
  }

  protected override render() {
    const { words } = this
    return html`
      <div class="dock">${this.#scriptBar()}${this.#toggle()}</div>
      <header class="bar tabs" @focusin=${this.#rise}>
        <div role="tablist" aria-label=${words.terminal} @keydown=${this.#key}>
          ${this.places.map((place) => this.#tab(place))}
        </div>
        ${this.busy.has(this.current) ? html`<button type="button" class="stop" title=${words.stopHint} @click=${() => this.#stop()}>■ ${words.stop}</button>` : nothing}
      </header>
      <div class="screen" role="tabpanel" aria-label=${words.tabFor(this.current)} @click=${() => this.focus()} @focusin=${this.#rise}>
        ${this.services ? nothing : html`<pre class="placeholder">${this.current === '' ? '' : `root@${this.current}:~# `}<span>${this.#ghostAt(this.current) ?? ''}${this.#hintAt(this.current) ?? ''}</span></pre>`}
      </div>`
  }

  /** Whoever comes here by keyboard wants to see it. */
  readonly #rise = (): void => {
    this.open = true
  }

  #toggle() {
    const { words, open } = this
    const label = open ? words.closeTerminal : words.openTerminal
    return html`<button type="button" class="sheet-toggle" aria-expanded=${open ? 'true' : 'false'} aria-label=${label} title=${label} @click=${() => {
      this.open = !open
    }}>${words.terminal} <span aria-hidden="true">${open ? '▾' : '▴'}</span></button>`
  }

  /** The button goes away, so the terminal gets the focus. */
  #stop(): void {
    this.tell('interrupt', this.current)
    this.focus()
  }

  #tab(place: PlaceName) {
    const selected = place === this.current
    return html`<button type="button" role="tab" aria-selected=${selected ? 'true' : 'false'} tabindex=${selected ? 0 : -1}
      @click=${() => this.tell('place', place)}>${place}${this.busy.has(place) ? html`<i class="running" aria-hidden="true"></i>` : nothing}</button>`
  }

  #scriptBar() {
    const { script, words } = this
    if (!script) return nothing
    const { next, entries, title } = script
    const done = next >= entries.length
    const home = entries[next]?.place ?? ''
    return html`<div class="script">
      <span class="what">${done ? nothing : html`<code aria-hidden="true">${entries[next]!.text}</code>`}<b>${title}</b> <small>${done ? words.scriptDone : words.lineOf(next + 1, entries.length)}</small></span>
      ${
        done
          ? nothing
          : html`<button type="button" class="accent" ?disabled=${!this.services || this.busy.has(home)} @click=${() => this.tell('next-line', undefined)}>${words.nextLine} ⏎</button>
              <button type="button" ?disabled=${!this.services || this.busy.has(home)} @click=${() => this.tell('run-all', undefined)}>${words.runAll}</button>`
      }
      <button type="button" class="plain" aria-label=${words.skipScript} title=${words.skipScript} @click=${() => this.tell('skip-script', undefined)}>✕</button>
    </div>`
  }

  readonly #key = (event: KeyboardEvent): void => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (way === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const at = this.places.indexOf(this.current)
    const place = this.places[(at + way + this.places.length) % this.places.length]
    if (place === undefined) return
    this.tell('place', place)
    this.updateComplete.then(() => this.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus())
  }
}

customElements.define('lab-terminal', LabTerminal)
