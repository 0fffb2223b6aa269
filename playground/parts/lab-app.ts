import { firstLab } from 'virtual:labs/first'
import { html } from 'lit'
import type { PlaceName } from '../lab/script.ts'
import { afterPaint } from '../page/after-paint.ts'
import { announce } from '../page/announcement.ts'
import { ClaimsDoor } from '../page/claims-door.ts'
import type { WatchedWorld } from '../page/detour.ts'
import { keyListener } from '../page/keys.ts'
import { LabKeeper } from '../page/lab-keeper.ts'
import { Playback } from '../page/playback.ts'
import { Session } from '../page/session.ts'
import { loadShell } from '../page/shell-loading.ts'
import { saveCapture, saveLab } from '../page/take-along.ts'
import type { Flight } from '../record/flights.ts'
import { ENGLISH_RULES, type RuleWords } from '../words/rule-words.ts'
import { DialogsDoor } from './dialogs-door.ts'
import './lab-device-menu.ts'
import './lab-frames.ts'
import type { PageAction } from './lab-header.ts'
import './lab-header.ts'
import './lab-inspector.ts'
import { overlays } from './lab-overlays.ts'
import { panels } from './lab-panels.ts'
import type { LabTerminal, TerminalServices } from './lab-terminal.ts'
import './lab-terminal.ts'
import './lab-timeline.ts'
import './lab-topology.ts'
import { chooseLanguage, moreWords, preferredWords, wordsIn } from './language.ts'
import { LightElement } from './light-element.ts'
import { chooseTheme, prefersDark } from './theme.ts'
import { asksForClaims, isEmbedded, PARTS, partsIn } from './view-options.ts'

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

  readonly playback = new Playback({
    film: () => this.session.film,
    onChange: () => this.requestUpdate(),
    onShow: ({ number }) => {
      this.chosenFrame = number
    },
  })
  readonly session: Session = new Session(firstLab, this.playback, {
    screen: () => (this.services ? this.#terminal : undefined),
    onChange: () => this.requestUpdate(),
    onBegin: () => Object.assign(this, { chosenFrame: 0, filter: '', device: 0 }),
    onRun: () => {
      this.notice = ''
    },
    onTyped: () => {
      this.requestUpdate()
      this.keeper.remember()
    },
    onStorm: (dev) => {
      this.notice = this.words.storm(dev)
    },
    view: () => ({ frame: this.chosenFrame, filter: this.filter, place: this.session.place }),
    onView: ({ frame = 0, filter = '' }) => Object.assign(this, { chosenFrame: frame, filter }),
  })
  readonly keeper = new LabKeeper(this.session, this.playback, {
    words: () => this.words,
    onLeave: () => {
      Object.assign(this, { notice: '', scriptShown: true })
      this.dialogs.close()
    },
    onNotice: (text) => {
      this.notice = text
    },
    onChange: () => this.requestUpdate(),
  })
  readonly dialogs = new DialogsDoor(this)
  readonly claimsDoor = new ClaimsDoor((claim) => void this.showClaims(claim))
  readonly #opening: Promise<void>
  #ready: Promise<void> | undefined

  constructor() {
    super()
    this.words = preferredWords()
    Object.assign(this, { scriptShown: true, chosenFrame: 0, filter: '', notice: '', device: 0 })
    this.rules = ENGLISH_RULES
    this.dark = prefersDark()
    this.#opening = this.keeper.address.open()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const parts = partsIn(location.search)
    if (isEmbedded(location.search)) this.classList.add('embedded')
    this.classList.toggle('claims-alone', asksForClaims(location.search))
    for (const part of PARTS) this.classList.toggle(`no-${part}`, !parts.has(part))
    document.addEventListener('keydown', this.#key)
    this.keeper.address.listen()
    this.claimsDoor.listen()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.#key)
    this.keeper.address.leave()
    this.claimsDoor.leave()
  }

  /** A lab that the address brings is what is seen first. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await this.#opening
      // What the page's own file showed until now.
      this.replaceChildren()
    }
    super.scheduleUpdate()
  }

  override firstUpdated(): void {
    this.#ready = this.#loadMore()
    if (asksForClaims(location.search)) void this.showClaims('')
    this.claimsDoor.open()
  }

  /** What the first picture does without. */
  async #loadMore(): Promise<void> {
    await afterPaint()
    void this.#speakRules()
    this.services = await loadShell(this.session)
    await afterPaint()
    // Wanted with the first frame.
    void import('./lab-why.ts')
  }

  get #terminal(): LabTerminal {
    return this.querySelector<LabTerminal>('lab-terminal')!
  }

  // ── Dialogs ────────────────────────────────────────────────────────────────

  /** '': whichever was looked at last. */
  async showClaims(claim: string): Promise<void> {
    await this.dialogs.open((dialogs) => dialogs.showClaims(claim))
  }

  /** A course page has asked for nothing but claims: they come back. */
  leaveClaims(): void {
    this.claimsDoor.close()
    if (asksForClaims(location.search) && !this.keeper.detour.claim) void this.showClaims('')
  }

  async watch(world: WatchedWorld): Promise<void> {
    await this.#ready
    this.keeper.watch(world)
    this.dialogs.close()
  }

  readonly #showHelp = () => this.dialogs.open((dialogs) => dialogs.showHelp())

  readonly #pageActions: Readonly<Record<PageAction, () => unknown>> = {
    labs: () => this.dialogs.open((dialogs) => dialogs.showLabs()),
    verify: () => this.dialogs.open((dialogs) => dialogs.showVerify()),
    'what-if': () => this.dialogs.open((dialogs) => dialogs.showWhatIf()),
    claims: () => this.showClaims(''),
    undo: () => {
      this.notice = ''
      return this.session.undo()
    },
    share: () => this.keeper.share(),
    save: () => saveLab(this.session),
    language: () => this.#speak(),
    theme: () => {
      this.dark = !this.dark
      chooseTheme(this.dark)
    },
    help: () => this.#showHelp(),
  }

  // ── Language ───────────────────────────────────────────────────────────────

  #speak(): void {
    this.words = wordsIn(this.words.language === 'en' ? 'zh' : 'en')
    chooseLanguage(this.words)
    void this.#speakRules()
  }

  async #speakRules(): Promise<void> {
    const { words, rules } = await moreWords(this.words)
    // Who has changed the language in the meantime does not want these.
    if (words.language === this.words.language) Object.assign(this, { words, rules })
  }

  // ── Keys ───────────────────────────────────────────────────────────────────

  readonly #key = keyListener({
    ' ': () => this.playback.toggle(),
    ArrowRight: (event) => this.playback.step(1, event.shiftKey),
    ArrowLeft: (event) => this.playback.step(-1, event.shiftKey),
    f: () => this.fork(),
    Enter: () => this.nextLine(),
    '/': () => this.#toFilter(),
    '`': () => this.#terminal.focus(),
    '?': () => this.#showHelp(),
  })

  fork(): void {
    if (this.playback.isAtEnd) return
    this.notice = this.words.forked
    this.scriptShown = true
    void this.session.fork()
  }

  leaveTerminal(): void {
    this.#terminal.open = false
    this.#toFilter()
  }

  #toFilter(): void {
    this.querySelector<HTMLElement>('lab-frames input')?.focus()
  }

  // ── What the panels ask for ────────────────────────────────────────────────

  goTo(place: PlaceName): void {
    this.session.place = place
    this.requestUpdate()
  }

  nextLine(): void {
    const entry = this.session.offered[this.session.next]
    if (!entry) return
    this.typeHere(entry.place, entry.text)
    // Where the terminal is put away, the picture is what is looked at.
    if (this.#terminal.isSeen) this.updateComplete.then(() => this.#terminal.focus())
  }

  typeHere(place: PlaceName, text: string): void {
    this.goTo(place)
    this.#terminal.enter(place, text)
  }

  get flight(): Flight | undefined {
    return this.session.film.flights[this.chosenFrame - 1]
  }

  chooseFrame(number: number): void {
    const flight = this.session.film.flights[number - 1]
    if (!flight) return
    this.chosenFrame = number
    this.playback.seekFlight(flight)
  }

  saveCapture(): void {
    void saveCapture(this.session)
  }

  closeMenu(): void {
    this.device = 0
    this.querySelector<SVGElement>('lab-topology [aria-expanded=true]')?.focus()
  }

  // ── Picture ────────────────────────────────────────────────────────────────

  protected override willUpdate(): void {
    this.playback.prepare()
  }

  protected override updated(): void {
    document.documentElement.lang = this.words.language
  }

  protected override render() {
    const { words, session } = this
    const { shown, moment } = this.playback
    return html`
      <lab-header .words=${words} .lab=${this.keeper.detour.claim ? words.claims : words.labTitle(session.file.name)} .kernels=${session.kernels} .undoable=${(session.lab?.entries.length ?? 0) > 0}
        @page-action=${({ detail }: CustomEvent<PageAction>) => this.#pageActions[detail]()}
        @file-opened=${({ detail }: CustomEvent<File>) => this.keeper.openFile(detail)}></lab-header>
      <main>${panels(this)}</main>
      ${overlays(this)}
      <p class="hidden" aria-live="polite">${shown && moment.matches('paused') ? announce(shown, words) : ''}</p>`
  }
}

customElements.define('lab-app', LabApp)
