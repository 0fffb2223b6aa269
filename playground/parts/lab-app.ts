import { firstLab } from 'virtual:labs/first'
import { html, nothing, type PropertyValues } from 'lit'
import { type Actor, createActor, type SnapshotFrom } from 'xstate'
import { buildWorld } from '../../src/world/build-world.ts'
import type { Lab } from '../lab/lab.ts'
import type { LabFile } from '../lab/lab-file.ts'
import type { Entry, PlaceName } from '../lab/script.ts'
import { type Scene, sceneOf } from '../picture/scene.ts'
import { chipsAt } from '../record/chips.ts'
import { labelOf } from '../record/frame-words.ts'
import { type Row, rowOf } from '../record/rows.ts'
import { beatAt, nextBeat, stepBeat, stepDecision } from '../record/steps.ts'
import { timelineMachine } from '../record/timeline-machine.ts'
import './lab-frames.ts'
import type { LabTerminal, TerminalServices } from './lab-terminal.ts'
import './lab-terminal.ts'
import './lab-timeline.ts'
import './lab-topology.ts'
import './lab-why.ts'
import { LightElement } from './light-element.ts'
import { chooseTheme, prefersDark } from './theme.ts'

type Shell = typeof import('../lab/shell-door.ts')

/** What a movement takes at ×1, in milliseconds. */
const MOVEMENT = 520

/** The page: one lab, its past, and the views on it. */
export class LabApp extends LightElement {
  static override properties = {
    ...LightElement.properties,
    file: { state: true },
    next: { state: true },
    chosenFrame: { state: true },
    filter: { state: true },
    place: { state: true },
    services: { state: true },
    dark: { state: true },
    revision: { state: true },
    moment: { state: true },
    notice: { state: true },
  }
  declare file: LabFile
  /** Which block of the file's script comes next. */
  declare next: number
  declare scriptShown: boolean
  declare chosenFrame: number
  declare filter: string
  declare place: PlaceName
  declare services: TerminalServices | undefined
  declare dark: boolean
  /** Counts up whenever the lab has moved on. */
  declare revision: number
  declare moment: SnapshotFrom<typeof timelineMachine>
  declare notice: string

  #shell: Shell | undefined
  #lab: Lab | undefined
  #bareScene: Scene
  readonly #timeline: Actor<typeof timelineMachine> = createActor(timelineMachine)
  #rows: Row[] = []
  #replaying = false
  #moving: ReturnType<typeof setTimeout> | undefined
  #duration = 0
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')

  constructor() {
    super()
    this.file = firstLab
    Object.assign(this, { next: 0, scriptShown: true, chosenFrame: 0, filter: '', revision: 0, notice: '' })
    this.place = firstLab.topology.scriptMachine
    this.dark = prefersDark()
    this.#bareScene = sceneOf(buildWorld(firstLab.topology), this.place)
    this.moment = this.#timeline.getSnapshot()
    this.#timeline.subscribe((moment) => {
      this.moment = moment
    })
    this.#timeline.start()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('keydown', this.#key)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#key)
  }

  override firstUpdated(): void {
    // The first picture stands before the shell is loaded.
    requestAnimationFrame(() => setTimeout(() => this.#loadShell()))
  }

  async #loadShell(): Promise<void> {
    const [shell, { TerminalView }] = await Promise.all([
      import('../lab/shell-door.ts'),
      import('./terminal-view.ts'),
    ])
    this.#shell = shell
    await this.#open(this.file, [])
    this.services = {
      View: TerminalView,
      isIncomplete: shell.isIncomplete,
      complete: (place, text, cursor) => shell.complete(text, cursor, this.#vocabulary(place)),
      promptOf: (place) => this.#promptOf(place),
    }
  }

  #vocabulary(place: PlaceName) {
    const [machine = '', room = ''] = place.split('/')
    return { commands: this.#shell!.COMMANDS, scene: this.#presentScene, machine, room }
  }

  #promptOf(place: PlaceName): string {
    const cwd = this.#lab?.cwd(place) ?? '/root'
    return `root@${place}:${cwd.replace(/^\/root(?=\/|$)/, '~')}# `
  }

  get #terminal(): LabTerminal {
    return this.querySelector<LabTerminal>('lab-terminal')!
  }

  get #presentScene(): Scene {
    return this.#lab?.recording.sceneAt(Infinity) ?? this.#bareScene
  }

  /** Another lab, or the same one again, with what was typed in it so far. */
  async #open(file: LabFile, entries: readonly Entry[], next = 0): Promise<void> {
    this.#lab?.close()
    const home = file.topology.scriptMachine
    if (file !== this.file) this.#bareScene = sceneOf(buildWorld(file.topology), home)
    Object.assign(this, { file, next, chosenFrame: 0, filter: '', place: home, notice: '' })
    this.#rows = []
    this.#timeline.send({ type: 'RESET' })
    const lab = await this.#shell!.Lab.boot(file.topology, {
      onOutput: (place, text) => lab === this.#lab && this.#terminal.write(place, text),
      onPrompt: (place) => lab === this.#lab && this.#terminal.prompt(place),
      onChange: () => this.#look(),
    })
    this.#lab = lab
    this.#look()
    if (this.services) this.#terminal.reset()
    if (entries.length > 0) await this.#replay(lab, entries)
    lab.speed = 1
  }

  async #replay(lab: Lab, entries: readonly Entry[]): Promise<void> {
    this.#replaying = true
    for (const entry of entries) {
      if (lab !== this.#lab) break
      this.#terminal.echo(entry.place, entry.text)
      await lab.replay([entry])
    }
    this.#replaying = false
    this.#timeline.send({ type: 'TYPED' })
  }

  #look(): void {
    const recording = this.#lab?.recording
    if (!recording) return
    const { flights } = recording.flights
    while (this.#rows.length < flights.length) {
      const flight = flights[this.#rows.length]!
      this.#rows.push(
        rowOf(flight, recording.sceneAt(flight.records[0]?.sequence ?? Infinity), recording.start),
      )
    }
    if (recording.length !== this.moment.context.end) {
      this.#timeline.send({ type: 'GREW', end: recording.length })
      if (this.#replaying) this.#timeline.send({ type: 'TYPED' })
    }
    const storm = recording.storms.at(-1)
    if (storm) this.notice = this.words.storm(storm.dev)
    this.revision++
  }

  async #run(place: PlaceName, text: string): Promise<void> {
    if (!this.#lab) return
    this.#timeline.send({ type: 'TYPED' })
    if (place === this.file.topology.scriptMachine && text === this.file.blocks[this.next]) this.next++
    this.revision++
    await this.#lab.run(place, text)
    this.revision++
  }

  async #runAll(): Promise<void> {
    const { file } = this
    const home = file.topology.scriptMachine
    const lab = this.#lab
    if (!lab) return
    this.place = home
    lab.speed = Infinity
    this.#replaying = true
    while (this.next < file.blocks.length && lab === this.#lab) {
      const text = file.blocks[this.next]!
      this.next++
      this.#terminal.echo(home, text)
      await lab.run(home, text)
    }
    this.#replaying = false
    lab.speed = 1
    this.#timeline.send({ type: 'TYPED' })
  }

  // ── Time ───────────────────────────────────────────────────────────────────

  protected override willUpdate(): void {
    this.#duration = 0
    if (this.moment.matches('playing')) this.#playOn()
    else this.#stopMoving()
  }

  /** Shows the next movement, then tells the timeline that it has been shown. */
  #playOn(): void {
    if (this.#moving !== undefined) {
      this.#duration = this.#movement
      return
    }
    const beats = this.#lab?.recording.flights.beats ?? []
    const { at, end } = this.moment.context
    const beat = nextBeat(beats, at)
    if (!beat) {
      queueMicrotask(() => this.#timeline.send({ type: 'SHOWN', at: end }))
      return
    }
    this.#duration = this.#movement
    this.chosenFrame = beat.flight.number
    this.#showing = beat.last + 1
    const pause = this.#calm.matches ? MOVEMENT : this.#movement + 160 / this.moment.context.speed
    this.#moving = setTimeout(() => {
      this.#moving = undefined
      this.#showing = undefined
      this.#timeline.send({ type: 'SHOWN', at: Math.max(at, beat.last + 1) })
    }, pause)
  }

  /** The movement that is being shown ends here. */
  #showing: number | undefined

  get #movement(): number {
    return this.#calm.matches ? 0 : MOVEMENT / this.moment.context.speed
  }

  #stopMoving(): void {
    clearTimeout(this.#moving)
    this.#moving = undefined
    this.#showing = undefined
  }

  get #position(): number {
    return this.#showing ?? this.moment.context.at
  }

  #seek(at: number): void {
    this.#stopMoving()
    this.#timeline.send({ type: 'SEEK', at })
    const beat = beatAt(this.#beats, at)
    if (beat) this.chosenFrame = beat.flight.number
  }

  get #beats() {
    return this.#lab?.recording.flights.beats ?? []
  }

  #step(way: 1 | -1, byDecision: boolean): void {
    const at = this.#position
    const { flights } = this.#lab?.recording.flights ?? { flights: [] }
    this.#seek(byDecision ? stepDecision(flights, at, way) : stepBeat(this.#beats, at, way))
    if (!byDecision && way === 1) this.#duration = this.#movement
  }

  #time(action: string): void {
    switch (action) {
      case 'toggle': {
        const playing = this.moment.matches('playing')
        const at = this.#position
        this.#stopMoving()
        if (playing) this.#timeline.send({ type: 'SEEK', at })
        this.#timeline.send({ type: playing ? 'PAUSE' : 'PLAY' })
        return
      }
      case 'first':
        return this.#seek(0)
      case 'last':
        return this.#seek(this.moment.context.end)
      case 'back':
        return this.#step(-1, false)
      case 'forward':
        return this.#step(1, false)
    }
  }

  #chooseFrame(number: number): void {
    const flight = this.#lab?.recording.flights.flights[number - 1]
    if (!flight) return
    this.chosenFrame = number
    const last = this.#beats.findLast((beat) => beat.flight === flight)
    this.#stopMoving()
    this.#timeline.send({ type: 'SEEK', at: (last?.last ?? 0) + 1 })
  }

  // ── Keys ───────────────────────────────────────────────────────────────────

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const target = event.target as HTMLElement
    if (event.key === 'Escape' && target.closest('.xterm')) return this.#leaveTerminal()
    if (target.closest('input, textarea, select, .xterm, dialog')) return
    const onButton = target.closest('button, [role=button], summary, a') !== null
    if (event.key === ' ' && onButton) return
    const act = this.#actions[event.key]
    if (
      !act ||
      (target.closest('[role=grid], [role=tablist]') &&
        /^Arrow/.test(event.key) &&
        target.matches('[role=tab]'))
    )
      return
    event.preventDefault()
    act(event)
  }

  readonly #actions: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    ' ': () => this.#time('toggle'),
    ArrowRight: (event) => this.#step(1, event.shiftKey),
    ArrowLeft: (event) => this.#step(-1, event.shiftKey),
    '/': () => this.querySelector<HTMLElement>('lab-frames input')?.focus(),
    '`': () => this.#terminal.focus(),
  }

  #leaveTerminal(): void {
    this.querySelector<HTMLElement>('lab-frames input')?.focus()
  }

  // ── Picture ────────────────────────────────────────────────────────────────

  protected override updated(_changed: PropertyValues): void {
    document.documentElement.lang = this.words.language
  }

  protected override render() {
    const { words, moment } = this
    const recording = this.#lab?.recording
    const at = this.#position
    const scene = recording ? recording.sceneAt(at >= moment.context.end ? Infinity : at) : this.#bareScene
    const beats = this.#beats
    const shown = beatAt(beats, at)
    const flight = recording?.flights.flights[this.chosenFrame - 1]
    return html`
      <header class="top">
        <h1>${words.title}</h1><p class="tagline">${words.tagline}</p>
        <span class="space"></span>
        <button type="button" class="plain" @click=${() => this.#toggleTheme()} aria-label=${words.theme} title=${words.theme}>◐</button>
      </header>
      <main>
        <section class="panel map" aria-label=${words.topology}>
          <lab-topology .words=${words} .scene=${scene} .chips=${chipsAt(beats, at)} .duration=${this.#duration}></lab-topology>
          ${
            this.notice === ''
              ? nothing
              : html`<p class="notice" role="status">${this.notice}<button type="button" class="plain" aria-label=${words.close} @click=${() => {
                  this.notice = ''
                }}>✕</button></p>`
          }
        </section>
        <section class="panel time" aria-label=${words.time}>
          <lab-timeline .words=${words} .state=${moment.value as string} .at=${shown ? shown.index + 1 : 0} .count=${beats.length}
            .time=${(shown?.time ?? recording?.start ?? 0) - (recording?.start ?? 0)} .speed=${moment.context.speed} .marks=${this.#marks()}
            @time=${(event: CustomEvent<string>) => this.#time(event.detail)}
            @seek=${(event: CustomEvent<number>) => this.#seek((beats[event.detail - 1]?.last ?? -1) + 1)}
            @speed=${(event: CustomEvent<number>) => this.#timeline.send({ type: 'SPEED', speed: event.detail })}></lab-timeline>
        </section>
        <section class="panel why" aria-label=${words.why}>
          <lab-why .words=${words} .flight=${flight} .length=${recording?.length ?? 0} .at=${at >= moment.context.end ? Infinity : at}></lab-why>
        </section>
        <section class="panel shell" aria-label=${words.terminal}>
          <lab-terminal .words=${words} .places=${this.#places(scene)} .current=${this.place} .busy=${this.#busy()} .dark=${this.dark}
            .services=${this.services} .script=${this.scriptShown ? { title: this.#title(), blocks: this.file.blocks, next: this.next } : undefined}
            @line=${(event: CustomEvent<Entry>) => this.#run(event.detail.place, event.detail.text)}
            @interrupt=${(event: CustomEvent<PlaceName>) => this.#lab?.interrupt(event.detail)}
            @place=${(event: CustomEvent<PlaceName>) => {
              this.place = event.detail
            }}
            @next-line=${() => this.#typeHere(this.file.blocks[this.next]!)} @run-all=${() => this.#runAll()}
            @skip-script=${() => {
              this.scriptShown = false
              this.revision++
            }}
            @leave-terminal=${() => this.#leaveTerminal()}></lab-terminal>
        </section>
        <section class="panel list" aria-label=${words.frames}>
          <lab-frames .words=${words} .rows=${[...this.#rows]} .chosen=${this.chosenFrame} .filter=${this.filter}
            @filter=${(event: CustomEvent<string>) => {
              this.filter = event.detail
            }}
            @frame-chosen=${(event: CustomEvent<number>) => this.#chooseFrame(event.detail)}></lab-frames>
        </section>
      </main>
      <p class="hidden" aria-live="polite">${shown && this.moment.matches('paused') ? this.#announce() : ''}</p>`
  }

  #title(): string {
    return this.words.publishedLab
  }

  #typeHere(text: string): void {
    const home = this.file.topology.scriptMachine
    this.place = home
    this.#terminal.enter(home, text)
    this.#terminal.updateComplete.then(() => this.#terminal.focus())
  }

  #announce(): string {
    const shown = beatAt(this.#beats, this.#position)
    if (!shown) return ''
    const name = shown.flight.frame
      ? `${this.words.frameNumber(shown.flight.number)}, ${labelOf(shown.flight.frame)}`
      : this.words.frameNumber(shown.flight.number)
    const { said } = this.words
    return [
      ...shown.moves.map(({ from, to }) => said.moved(name, from?.dev ?? '', to.dev)),
      ...shown.endings.map(({ died, at, reason }) =>
        died ? said.died(name, at.dev, reason) : said.delivered(name, at.dev),
      ),
    ].join('. ')
  }

  #marks() {
    const recording = this.#lab?.recording
    if (!recording) return []
    return recording.lines
      .map(({ entry, length }) => ({
        at: beatAt(this.#beats, length)?.index ?? -1,
        text: this.#lab!.entries[entry]?.text ?? '',
      }))
      .map(({ at, text }) => ({ at: at + 1, text }))
  }

  #busy(): ReadonlySet<PlaceName> {
    const lab = this.#lab
    return new Set(lab ? this.#places(this.#presentScene).filter((place) => lab.isBusy(place)) : [])
  }

  /** A terminal for each machine and namespace, the script's machine first. */
  #places(_scene: Scene): readonly PlaceName[] {
    const { machines } = this.#presentScene
    const order = [...machines.filter(({ isHome }) => isHome), ...machines.filter(({ isHome }) => !isHome)]
    return order.flatMap(({ name, rooms }) => [name, ...rooms.map((room) => `${name}/${room}`)])
  }

  #toggleTheme(): void {
    this.dark = !this.dark
    chooseTheme(this.dark)
  }
}

customElements.define('lab-app', LabApp)
