import { firstLab } from 'virtual:labs/first'
import { html, nothing, type PropertyValues } from 'lit'
import { type Actor, createActor, type SnapshotFrom } from 'xstate'
import { buildWorld } from '../../src/world/build-world.ts'
import type { Lab } from '../lab/lab.ts'
import type { LabFile } from '../lab/lab-file.ts'
import { fileOf, type LabState, linkOf, type Opened, openFile, openLink } from '../lab/link.ts'
import type { Entry, PlaceName } from '../lab/script.ts'
import { placedOf } from '../picture/geometry.ts'
import type { SceneDevice } from '../picture/scene.ts'
import { type Scene, sceneOf } from '../picture/scene.ts'
import { chipsAt } from '../record/chips.ts'
import { labelOf } from '../record/frame-words.ts'
import { type Row, rowOf } from '../record/rows.ts'
import { beatAt, nextBeat, stepBeat, stepDecision } from '../record/steps.ts'
import { timelineMachine } from '../record/timeline-machine.ts'
import './lab-device-menu.ts'
import './lab-frames.ts'
import './lab-gallery.ts'
import './lab-help.ts'
import type { LabTerminal, TerminalServices } from './lab-terminal.ts'
import './lab-terminal.ts'
import './lab-timeline.ts'
import type { LabTopology } from './lab-topology.ts'
import './lab-topology.ts'
import './lab-why.ts'
import { ENGLISH_RULES, type RuleWords } from './lab-why.ts'
import { chooseLanguage, preferredWords, wordsIn } from './language.ts'
import { LightElement } from './light-element.ts'
import { chooseTheme, prefersDark } from './theme.ts'
import { isEmbedded, PARTS, partsIn } from './view-options.ts'

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
    device: { state: true },
    labs: { state: true },
    rules: { state: true },
  }
  declare file: LabFile
  /** The script that is offered, line by line, and which comes next. */
  declare offered: readonly Entry[]
  declare next: number
  /** The device whose menu is open. */
  declare device: number
  declare labs: readonly LabFile[]
  declare rules: RuleWords
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

  readonly #parts = partsIn(location.search)
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
    this.words = preferredWords()
    Object.assign(this, { scriptShown: true, chosenFrame: 0, filter: '', revision: 0, notice: '', device: 0 })
    Object.assign(this, { labs: [], rules: ENGLISH_RULES })
    this.dark = prefersDark()
    this.#offer(firstLab)
    this.#bareScene = sceneOf(buildWorld(firstLab.topology), this.place)
    this.#openAddress()
    this.moment = this.#timeline.getSnapshot()
    this.#timeline.subscribe((moment) => {
      this.moment = moment
    })
    this.#timeline.start()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (isEmbedded(location.search)) this.classList.add('embedded')
    for (const part of PARTS) this.classList.toggle(`no-${part}`, !this.#parts.has(part))
    document.addEventListener('keydown', this.#key)
    addEventListener('hashchange', this.#changed)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#key)
    removeEventListener('hashchange', this.#changed)
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
    this.#speakRules()
    await this.#open([])
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

  /** A lab to begin with: its script is offered, and nothing has run. */
  #offer(file: LabFile, before: readonly Entry[] = []): void {
    const home = file.topology.scriptMachine
    this.file = file
    this.offered = [...before, ...file.blocks.map((text) => ({ place: home, text }))]
    Object.assign(this, { next: 0, place: home, scriptShown: this.offered.length > 0 })
  }

  /** Boots the lab, and runs again what was typed in it so far. */
  async #open(entries: readonly Entry[]): Promise<void> {
    this.#lab?.close()
    const { file } = this
    const home = file.topology.scriptMachine
    Object.assign(this, { chosenFrame: 0, filter: '', place: home, device: 0 })
    this.#rows = []
    this.#timeline.send({ type: 'RESET' })
    let lab: Lab | undefined
    lab = await this.#shell!.Lab.boot(file.topology, {
      onOutput: (place, text) => lab !== undefined && lab === this.#lab && this.#terminal.write(place, text),
      onPrompt: (place) => lab !== undefined && lab === this.#lab && this.#terminal.prompt(place),
      onChange: () => lab !== undefined && lab === this.#lab && this.#look(),
    })
    this.#lab = lab
    this.#look()
    if (this.services) this.#terminal.reset()
    if (entries.length > 0) await this.#replay(lab, entries)
    lab.speed = 1
  }

  /** Another lab, from the beginning. */
  async #start(file: LabFile, before: readonly Entry[] = []): Promise<void> {
    this.#offer(file, before)
    this.notice = ''
    this.#bareScene = sceneOf(buildWorld(file.topology), this.place)
    this.querySelector('dialog[open]')?.dispatchEvent(new Event('leave'))
    if (this.#shell) await this.#open([])
  }

  /** Takes back the last command: everything before it runs again. */
  async #undo(): Promise<void> {
    const lab = this.#lab
    if (!lab || lab.entries.length === 0) return
    const last = lab.entries.at(-1)!
    const entries = lab.entries.slice(0, -1)
    if (this.offered[this.next - 1]?.text === last.text) this.next--
    this.notice = ''
    await this.#open(entries)
    this.#remember()
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
    const offered = this.offered[this.next]
    if (offered?.place === place && offered.text === text) this.next++
    this.revision++
    await this.#lab.run(place, text)
    this.revision++
    this.#remember()
  }

  async #runAll(): Promise<void> {
    const lab = this.#lab
    if (!lab) return
    lab.speed = Infinity
    this.#replaying = true
    while (this.next < this.offered.length && lab === this.#lab) {
      const entry = this.offered[this.next]!
      this.place = entry.place
      this.next++
      this.#terminal.echo(entry.place, entry.text)
      await lab.replay([entry])
    }
    this.#replaying = false
    lab.speed = 1
    this.#timeline.send({ type: 'TYPED' })
    this.#remember()
  }

  // ── The address ────────────────────────────────────────────────────────────

  get #state(): LabState {
    const { name, topology } = this.file
    const rest = this.offered.slice(this.next).map(({ text }) => text)
    const at = this.moment.matches('paused') ? { at: this.moment.context.at } : {}
    return { name, topology, entries: this.#lab?.entries ?? [], rest, ...at }
  }

  #address = ''

  /** What was typed is in the address from now on. */
  #remember(): void {
    if (!this.#lab || this.#lab.busy) return
    this.#address = this.#lab.entries.length === 0 ? '' : linkOf(this.#state)
    history.replaceState(null, '', this.#address || location.pathname + location.search)
  }

  readonly #changed = (): void => {
    if (location.hash !== this.#address) this.#openAddress()
  }

  /** A link brings its lines, and runs none of them. */
  #openAddress(): void {
    const opened = openLink(location.hash)
    if (opened) this.#take(opened, this.words.brokenLink)
  }

  #take(opened: Opened, complaint: string): void {
    if (!opened.ok) {
      this.notice = opened.why === 'version' ? this.words.foreignLink(opened.version ?? 0) : complaint
      return
    }
    const { name, topology, entries, rest } = opened.state
    try {
      void this.#start({ name, about: '', topology, blocks: rest }, entries)
    } catch {
      this.#offer(firstLab)
      this.notice = complaint
      return
    }
    if (entries.length > 0) this.notice = this.words.loadedLink(entries.length)
  }

  async #share(): Promise<void> {
    this.#address = linkOf(this.#state)
    history.replaceState(null, '', this.#address)
    const copied = await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    )
    this.notice = copied ? this.words.shared : this.words.sharedNotCopied
  }

  #save(): void {
    download(`${this.file.name}.macvlan-lab.json`, fileOf(this.#state), 'application/json')
  }

  async #openFile(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0]
    input.value = ''
    if (file) this.#take(openFile(await file.text()), this.words.brokenFile)
  }

  async #capture(): Promise<void> {
    const { captureFile } = await import('../record/capture-file.ts')
    download(
      `${this.file.name}.pcapng`,
      captureFile(this.#lab?.recording.flights.flights ?? []),
      'application/octet-stream',
    )
  }

  async #showLabs(): Promise<void> {
    this.querySelector<HTMLDialogElement>('dialog.labs')?.showModal()
    this.labs = (await import('virtual:labs/all')).labs
  }

  #showHelp(): void {
    this.querySelector<HTMLDialogElement>('dialog.help')?.showModal()
  }

  #speak(): void {
    this.words = wordsIn(this.words.language === 'en' ? 'zh' : 'en')
    chooseLanguage(this.words)
    this.#speakRules()
  }

  async #speakRules(): Promise<void> {
    this.rules =
      this.words.language === 'en' ? ENGLISH_RULES : (await import('../words/rules-zh.ts')).CHINESE_RULES
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
    '?': () => this.#showHelp(),
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
        <h1>${words.title}</h1>
        <button type="button" class="choose" @click=${() => this.#showLabs()} title=${words.scenarios}>${this.#title()} <span aria-hidden="true">▾</span></button>
        <p class="tagline">${words.tagline}</p>
        <span class="space"></span>
        <button type="button" class="plain" ?disabled=${!this.#lab || this.#lab.entries.length === 0} title=${words.undoHint} @click=${() => this.#undo()}>${words.undo}</button>
        <button type="button" class="plain" @click=${() => this.#share()}>${words.share}</button>
        <button type="button" class="plain" @click=${() => this.#save()}>${words.save}</button>
        <label class="button plain">${words.open}<input class="hidden" type="file" accept=".json" @change=${(event: Event) => this.#openFile(event.target as HTMLInputElement)} /></label>
        <button type="button" class="plain" lang=${words.language === 'en' ? 'zh' : 'en'} title=${words.otherLanguageHint} @click=${() => this.#speak()}>${words.otherLanguage}</button>
        <button type="button" class="plain" @click=${() => this.#toggleTheme()} aria-label=${words.theme} title=${words.theme}>◐</button>
        <button type="button" class="plain" @click=${() => this.#showHelp()} aria-label=${words.help} title=${`${words.help} (?)`}>?</button>
      </header>
      <main>
        <section class="panel map" aria-label=${words.topology}>
          <lab-topology .words=${words} .scene=${scene} .chips=${chipsAt(beats, at)} .duration=${this.#duration} .chosen=${this.device}
            @device-chosen=${(event: CustomEvent<number>) => {
              this.device = this.device === event.detail ? 0 : event.detail
            }}></lab-topology>
          ${this.#deviceMenu()}
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
        <section class="panel shell" aria-label=${words.terminal}>
          <lab-terminal .words=${words} .places=${this.#places(scene)} .current=${this.place} .busy=${this.#busy()} .dark=${this.dark}
            .services=${this.services} .script=${this.scriptShown ? this.#guide() : undefined}
            @line=${(event: CustomEvent<Entry>) => this.#run(event.detail.place, event.detail.text)}
            @interrupt=${(event: CustomEvent<PlaceName>) => this.#lab?.interrupt(event.detail)}
            @place=${(event: CustomEvent<PlaceName>) => {
              this.place = event.detail
            }}
            @next-line=${() => this.#nextLine()} @run-all=${() => this.#runAll()}
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
            @download=${() => this.#capture()}
            @frame-chosen=${(event: CustomEvent<number>) => this.#chooseFrame(event.detail)}></lab-frames>
        </section>
        <section class="panel why" aria-label=${words.why}>
          <lab-why .words=${words} .flight=${flight} .length=${recording?.length ?? 0} .rules=${this.rules} .scene=${scene} .at=${at >= moment.context.end ? Infinity : at}></lab-why>
        </section>
      </main>
      <dialog class="labs" aria-label=${words.scenarios} @leave=${closeDialog} @click=${closeOutside}>
        <header><h2>${words.scenarios}</h2><button type="button" class="plain" aria-label=${words.close} @click=${closeDialog}>✕</button></header>
        <lab-gallery .words=${words} .labs=${this.labs} .current=${this.file.name} @lab-chosen=${(event: CustomEvent<LabFile>) => this.#chooseLab(event.detail)}></lab-gallery>
      </dialog>
      <dialog class="help" aria-label=${words.help} @click=${closeOutside}>
        <header><h2>${words.help}</h2><button type="button" class="plain" aria-label=${words.close} @click=${closeDialog}>✕</button></header>
        <lab-help .words=${words}></lab-help>
      </dialog>
      <p class="hidden" aria-live="polite">${shown && this.moment.matches('paused') ? this.#announce() : ''}</p>`
  }

  #title(): string {
    return this.words.labTitle(this.file.name)
  }

  #guide() {
    return { title: this.#title(), entries: this.offered, next: this.next }
  }

  #deviceMenu() {
    const device: SceneDevice | undefined = this.#presentScene.devices.find(({ id }) => id === this.device)
    if (!device) return nothing
    const home = this.file.topology.scriptMachine
    return html`<lab-device-menu class=${this.#isAtLeft(device) ? 'right' : ''} .words=${this.words} .device=${device} .home=${home} .disabled=${this.#lab?.isBusy(home) ?? true}
      @close-menu=${() => this.#closeMenu()} @command=${(event: CustomEvent<string>) => this.#typeHere(home, event.detail)}></lab-device-menu>`
  }

  /** The menu stands where it does not hide what it is about. */
  #isAtLeft({ id }: SceneDevice): boolean {
    const layout = this.querySelector<LabTopology>('lab-topology')?.layout
    const placed = layout && placedOf(layout, id)
    return placed !== undefined && placed.x + placed.w / 2 < layout!.width / 2
  }

  #closeMenu(): void {
    this.device = 0
    this.querySelector<SVGElement>('lab-topology [aria-expanded=true]')?.focus()
  }

  #nextLine(): void {
    const entry = this.offered[this.next]
    if (!entry) return
    this.#typeHere(entry.place, entry.text)
    this.updateComplete.then(() => this.#terminal.focus())
  }

  #typeHere(place: PlaceName, text: string): void {
    this.place = place
    this.#terminal.enter(place, text)
  }

  #chooseLab(file: LabFile): void {
    history.replaceState(null, '', location.pathname + location.search)
    this.#address = ''
    void this.#start(file)
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

function closeDialog(event: Event): void {
  ;(event.currentTarget as HTMLElement).closest('dialog')?.close()
}

function closeOutside(event: Event): void {
  if (event.target === event.currentTarget) closeDialog(event)
}

function download(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
