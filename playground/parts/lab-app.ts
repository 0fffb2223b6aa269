import { firstLab } from 'virtual:labs/first'
import { html, nothing } from 'lit'
import type { LabFile } from '../lab/lab-file.ts'
import { type Opened, openFile } from '../lab/link.ts'
import type { Entry, PlaceName } from '../lab/script.ts'
import { Address } from '../page/address.ts'
import { announce } from '../page/announcement.ts'
import { Detour, type Replay } from '../page/detour.ts'
import { keyListener } from '../page/keys.ts'
import { Playback } from '../page/playback.ts'
import { Session } from '../page/session.ts'
import { loadShell } from '../page/shell-loading.ts'
import { saveCapture, saveLab } from '../page/take-along.ts'
import { placedOf } from '../picture/geometry.ts'
import type { SceneDevice } from '../picture/scene.ts'
import { chipsAt } from '../record/chips.ts'
import type { Flight } from '../record/flights.ts'
import { beatAt } from '../record/steps.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import './lab-device-menu.ts'
import './lab-frames.ts'
import type { LabDialogs } from './lab-dialogs.ts'
import './lab-dialogs.ts'
import type { PageAction } from './lab-header.ts'
import './lab-header.ts'
import './lab-inspector.ts'
import type { LabTerminal, TerminalServices } from './lab-terminal.ts'
import './lab-terminal.ts'
import './lab-timeline.ts'
import type { LabTopology } from './lab-topology.ts'
import './lab-topology.ts'
import { chooseLanguage, moreWords, preferredWords, wordsIn } from './language.ts'
import { LightElement } from './light-element.ts'
import { awayBar, noticeBar } from './page-bars.ts'
import { chooseTheme, prefersDark } from './theme.ts'
import { isEmbedded, PARTS, partsIn } from './view-options.ts'

/** The page: one lab, its past, and the views on it. */
export class LabApp extends LightElement {
  static override properties = {
    ...LightElement.properties,
    chosenFrame: { state: true },
    filter: { state: true },
    services: { state: true },
    scriptShown: { state: true },
    dark: { state: true },
    notice: { state: true },
    device: { state: true },
    rules: { state: true },
  }
  declare chosenFrame: number
  declare filter: string
  declare services: TerminalServices | undefined
  declare scriptShown: boolean
  declare dark: boolean
  declare notice: string
  /** The device whose menu is open. */
  declare device: number
  declare rules: RuleWords

  readonly #playback = new Playback({
    film: () => this.#session.film,
    onChange: () => this.requestUpdate(),
    onShow: ({ number }) => {
      this.chosenFrame = number
    },
  })
  readonly #session: Session = new Session(firstLab, this.#playback, {
    screen: () => (this.services ? this.#terminal : undefined),
    onChange: () => this.requestUpdate(),
    onBegin: () => Object.assign(this, { chosenFrame: 0, filter: '', device: 0 }),
    onTyped: () => this.#remember(),
    onStorm: (dev) => {
      this.notice = this.words.storm(dev)
    },
    view: () => ({ frame: this.chosenFrame, filter: this.filter, place: this.#session.place }),
    onView: ({ frame = 0, filter = '' }) => Object.assign(this, { chosenFrame: frame, filter }),
  })
  readonly #detour = new Detour(this.#session, this.#playback)
  readonly #address = new Address(
    (opened) => this.#take(opened, this.words.brokenLink),
    () => void this.#start(() => this.#session.start(firstLab)),
  )

  constructor() {
    super()
    this.words = preferredWords()
    Object.assign(this, { scriptShown: true, chosenFrame: 0, filter: '', notice: '', device: 0 })
    this.rules = ENGLISH_RULES
    this.dark = prefersDark()
    this.#address.open()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const parts = partsIn(location.search)
    if (isEmbedded(location.search)) this.classList.add('embedded')
    for (const part of PARTS) this.classList.toggle(`no-${part}`, !parts.has(part))
    document.addEventListener('keydown', this.#key)
    this.#address.listen()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#key)
    this.#address.leave()
  }

  override firstUpdated(): void {
    // The first picture stands before the shell is loaded.
    requestAnimationFrame(() => setTimeout(() => this.#loadShell()))
  }

  async #loadShell(): Promise<void> {
    this.#speakRules()
    this.services = await loadShell(this.#session)
  }

  get #dialogs(): LabDialogs | null {
    return this.querySelector('lab-dialogs')
  }

  get #terminal(): LabTerminal {
    return this.querySelector<LabTerminal>('lab-terminal')!
  }

  // ── Labs ───────────────────────────────────────────────────────────────────

  /** Another lab: nothing of it runs before the reader says so. */
  async #start(open: () => Promise<void>): Promise<void> {
    this.notice = ''
    this.scriptShown = true
    this.#detour.end()
    this.#dialogs?.close()
    await open()
  }

  /** A link or a file brings its lines, and runs none of them. */
  async #take(opened: Opened, complaint: string): Promise<void> {
    if (!opened.ok) {
      this.notice = opened.why === 'version' ? this.words.foreignLink(opened.version ?? 0) : complaint
      return
    }
    const { state } = opened
    const { entries } = state
    try {
      await this.#start(() => this.#session.take(state))
      if (entries.length > 0) this.notice = this.words.loadedLink(entries.length)
      await this.#recognise()
    } catch {
      await this.#start(() => this.#session.start(firstLab))
      this.notice = complaint
    }
  }

  /** Whether the lab that a link brought is a scenario takes the list of all to tell. */
  async #recognise(): Promise<void> {
    const { known, file } = this.#session
    if (known.some(({ name }) => name === file.name)) return
    this.#session.known = (await import('virtual:labs/all')).labs
    this.requestUpdate()
  }

  #remember(): void {
    this.requestUpdate()
    this.#address.remember(this.#detour.home ?? this.#session.state)
  }

  readonly #pageActions: Readonly<Record<PageAction, () => void>> = {
    labs: () => this.#dialogs?.showLabs(),
    verify: () => this.#dialogs?.showVerify(),
    'what-if': () => this.#dialogs?.showWhatIf(),
    undo: () => {
      this.notice = ''
      this.#session.undo()
    },
    share: () => this.#share(),
    save: () => saveLab(this.#session),
    language: () => this.#speak(),
    theme: () => {
      this.dark = !this.dark
      chooseTheme(this.dark)
    },
    help: () => this.#dialogs?.showHelp(),
  }

  async #share(): Promise<void> {
    const copied = await this.#address.share(this.#session.state)
    this.notice = copied ? this.words.shared : this.words.sharedNotCopied
  }

  #chooseLab(file: LabFile): void {
    this.#session.known = [...this.#session.known, file]
    this.#address.part()
    void this.#start(() => this.#session.start(file))
  }

  #replay(replay: Replay): void {
    this.#dialogs?.close()
    void this.#detour.take(replay)
  }

  #speak(): void {
    this.words = wordsIn(this.words.language === 'en' ? 'zh' : 'en')
    chooseLanguage(this.words)
    this.#speakRules()
  }

  async #speakRules(): Promise<void> {
    const { words, rules } = await moreWords(this.words)
    // Who has changed the language in the meantime does not want these.
    if (words.language === this.words.language) Object.assign(this, { words, rules })
  }

  // ── Keys ───────────────────────────────────────────────────────────────────

  readonly #key = keyListener({
    ' ': () => this.#playback.toggle(),
    ArrowRight: (event) => this.#playback.step(1, event.shiftKey),
    ArrowLeft: (event) => this.#playback.step(-1, event.shiftKey),
    f: () => this.#fork(),
    Enter: () => this.#nextLine(),
    '/': () => this.#toFilter(),
    '`': () => this.#terminal.focus(),
    '?': () => this.#dialogs?.showHelp(),
  })

  #fork(): void {
    if (this.#playback.isAtEnd) return
    this.notice = this.words.forked
    this.scriptShown = true
    void this.#session.fork()
  }

  #leaveTerminal(): void {
    this.#terminal.open = false
    this.#toFilter()
  }

  #toFilter(): void {
    this.querySelector<HTMLElement>('lab-frames input')?.focus()
  }

  // ── Picture ────────────────────────────────────────────────────────────────

  protected override willUpdate(): void {
    this.#playback.prepare()
  }

  protected override updated(): void {
    document.documentElement.lang = this.words.language
  }

  protected override render() {
    const { words } = this
    const session = this.#session
    const { shown, moment } = this.#playback
    return html`
      <lab-header .words=${words} .lab=${words.labTitle(session.file.name)} .kernels=${session.kernels} .undoable=${(session.lab?.entries.length ?? 0) > 0}
        @page-action=${(event: CustomEvent<PageAction>) => this.#pageActions[event.detail]()}
        @file-opened=${async (event: CustomEvent<File>) => this.#take(openFile(await event.detail.text()), words.brokenFile)}></lab-header>
      <main>
        <section class="panel map" aria-label=${words.topology}>${this.#map()}</section>
        <section class="panel time" aria-label=${words.time}>${this.#time()}</section>
        <section class="panel shell" aria-label=${words.terminal}>${this.#shell()}</section>
        <section class="panel list" aria-label=${words.frames}>
          <lab-frames .words=${words} .rows=${session.rows} .chosen=${this.chosenFrame} .filter=${this.filter}
            @filter=${(event: CustomEvent<string>) => {
              this.filter = event.detail
            }}
            @download=${() => saveCapture(this.#session)}
            @frame-chosen=${(event: CustomEvent<number>) => this.#chooseFrame(event.detail)}></lab-frames>
        </section>
        <section class="panel why" aria-label=${words.why}>${this.#inspector()}</section>
      </main>
      <lab-dialogs .words=${words} .session=${session} .flight=${this.#flight} .length=${session.recording?.length ?? 0} .rules=${this.rules}
        @lab-chosen=${(event: CustomEvent<LabFile>) => this.#chooseLab(event.detail)}
        @rule-opened=${(event: CustomEvent<string>) => this.#dialogs?.showRule(event.detail)}
        @frame-chosen=${(event: CustomEvent<number>) => this.#chooseFromDialog(event.detail)}
        @replay=${(event: CustomEvent<Replay>) => this.#replay(event.detail)}></lab-dialogs>
      <p class="hidden" aria-live="polite">${shown && moment.matches('paused') ? announce(shown, words) : ''}</p>`
  }

  #map() {
    const { beats } = this.#session.film
    return html`<lab-topology .words=${this.words} .scene=${this.#session.shownScene} .chips=${chipsAt(beats, this.#playback.position)}
        .duration=${this.#playback.duration} .chosen=${this.device}
        @device-chosen=${(event: CustomEvent<number>) => {
          this.device = this.device === event.detail ? 0 : event.detail
        }}></lab-topology>
      ${this.#deviceMenu()}
      ${noticeBar(this.notice, this.words, () => {
        this.notice = ''
      })}
      ${this.#detour.home ? this.#awayBar() : nothing}`
  }

  #awayBar() {
    const goHome = () => void this.#detour.goHome()
    return awayBar(this.#detour.variant, this.words, goHome, () => this.#dialogs?.showWhatIf())
  }

  #time() {
    const { shown, moment } = this.#playback
    const { beats } = this.#session.film
    const start = this.#session.recording?.start ?? 0
    return html`<lab-timeline .words=${this.words} .state=${moment.value as string} .at=${shown ? shown.index + 1 : 0} .count=${beats.length}
      .time=${(shown?.time ?? start) - start} .speed=${moment.context.speed} .marks=${this.#marks()}
      .branches=${this.#session.branches} @fork=${() => this.#fork()} @branch=${(event: CustomEvent<number>) => this.#session.returnTo(event.detail)}
      @time=${(event: CustomEvent<string>) => this.#playback.act(event.detail)}
      @seek=${(event: CustomEvent<number>) => this.#playback.seek((beats[event.detail - 1]?.last ?? -1) + 1)}
      @speed=${(event: CustomEvent<number>) => this.#playback.send({ type: 'SPEED', speed: event.detail })}></lab-timeline>`
  }

  /** Before which movements a command was typed. */
  #marks() {
    const { recording, lab, film } = this.#session
    return (recording?.lines ?? []).map(({ entry, length }) => ({
      at: (beatAt(film.beats, length)?.index ?? -1) + 1,
      text: lab?.entries[entry]?.text ?? '',
    }))
  }

  #shell() {
    const session = this.#session
    const { offered, next, file } = session
    const script = { title: this.words.labTitle(file.name), entries: offered, next }
    return html`<lab-terminal .words=${this.words} .places=${session.places} .current=${session.place} .busy=${session.busy} .dark=${this.dark}
      .services=${this.services} .script=${this.scriptShown && offered.length > 0 ? script : undefined}
      @line=${(event: CustomEvent<Entry>) => session.run(event.detail.place, event.detail.text)}
      @interrupt=${(event: CustomEvent<PlaceName>) => session.lab?.interrupt(event.detail)}
      @place=${(event: CustomEvent<PlaceName>) => this.#goTo(event.detail)}
      @next-line=${() => this.#nextLine()} @run-all=${() => session.runAll()}
      @skip-script=${() => {
        this.scriptShown = false
      }}
      @leave-terminal=${() => this.#leaveTerminal()}></lab-terminal>`
  }

  #goTo(place: PlaceName): void {
    this.#session.place = place
    this.requestUpdate()
  }

  #nextLine(): void {
    const entry = this.#session.offered[this.#session.next]
    if (!entry) return
    this.#typeHere(entry.place, entry.text)
    // Where the terminal is put away, the picture is what is looked at.
    if (this.#terminal.isSeen) this.updateComplete.then(() => this.#terminal.focus())
  }

  #typeHere(place: PlaceName, text: string): void {
    this.#goTo(place)
    this.#terminal.enter(place, text)
  }

  get #flight(): Flight | undefined {
    return this.#session.film.flights[this.chosenFrame - 1]
  }

  #inspector() {
    const { recording, shownScene } = this.#session
    const { isAtEnd, position } = this.#playback
    return html`<lab-inspector .words=${this.words} .flight=${this.#flight} .length=${recording?.length ?? 0} .rules=${this.rules}
      .scene=${shownScene} .at=${isAtEnd ? Infinity : position}
      @rule-opened=${(event: CustomEvent<string>) => this.#dialogs?.showRule(event.detail)}
      @graph-opened=${(event: CustomEvent<number>) => this.#dialogs?.showGraph(event.detail)}></lab-inspector>`
  }

  #chooseFromDialog(number: number): void {
    this.#dialogs?.close()
    this.#chooseFrame(number)
  }

  #chooseFrame(number: number): void {
    const flight = this.#session.film.flights[number - 1]
    if (!flight) return
    this.chosenFrame = number
    this.#playback.seekFlight(flight)
  }

  #deviceMenu() {
    const { presentScene, home, lab } = this.#session
    const device = presentScene.devices.find(({ id }) => id === this.device)
    if (!device) return nothing
    return html`<lab-device-menu class=${this.#isAtLeft(device) ? 'right' : ''} .words=${this.words} .device=${device} .home=${home} .disabled=${lab?.isBusy(home) ?? true}
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
}

customElements.define('lab-app', LabApp)
