import { kernelsThatAgree } from '../lab/agreement.ts'
import { type Branch, keep, swap } from '../lab/branches.ts'
import { forkAt } from '../lab/fork.ts'
import type { Lab } from '../lab/lab.ts'
import type { LabFile } from '../lab/lab-file.ts'
import type { LabState, View } from '../lab/link.ts'
import { macvlanHosts, placesOf } from '../lab/places.ts'
import type { Entry, PlaceName } from '../lab/script.ts'
import type { Scene } from '../picture/scene.ts'
import type { Recording } from '../record/recording.ts'
import type { Row } from '../record/row.ts'
import { BLANK, type Film, type Playback } from './playback.ts'
import type { SessionHooks } from './session-hooks.ts'

type Shell = typeof import('../lab/shell-door.ts')

/** Where a link leads when its lines have run. */
interface Arrival {
  readonly count: number
  readonly at?: number | undefined
  readonly until?: number | undefined
  readonly view?: View | undefined
}

const NOWHERE: Arrival = { count: 0 }
const NOTHING: Scene = { machines: [], devices: [] }

/** A lab in the hands of its reader: what is offered, what was typed, what has happened. */
export class Session {
  file: LabFile
  /** The script that is offered, line by line, and which comes next. */
  offered: readonly Entry[] = []
  next = 0
  /** The terminal in front. */
  place: PlaceName = ''
  rows: readonly Row[] = []
  /** Scenarios as they are written, to tell whether this lab is one. */
  known: readonly LabFile[]
  /** Histories that were left. */
  branches: readonly Branch[] = []
  lab: Lab | undefined
  #arrival = NOWHERE
  #shell: Shell | undefined
  readonly #hooks: SessionHooks
  readonly #playback: Playback

  constructor(file: LabFile, playback: Playback, hooks: SessionHooks) {
    this.file = file
    this.known = [file]
    this.#hooks = hooks
    this.#playback = playback
    this.#offer(file)
  }

  get recording(): Recording | undefined {
    return this.lab?.recording
  }

  get film(): Film {
    return this.recording?.flights ?? BLANK
  }

  get home(): PlaceName {
    return this.file.topology.scriptMachine
  }

  /** Until the shell has been loaded, the world as the page was built with it. */
  get #bare(): Scene {
    return this.file.scene ?? NOTHING
  }

  get presentScene(): Scene {
    return this.recording?.sceneAt(Infinity) ?? this.#bare
  }

  /** What the world looked like at the moment that is shown. */
  get shownScene(): Scene {
    const { isAtEnd, position } = this.#playback
    return this.recording?.sceneAt(isAtEnd ? Infinity : position) ?? this.#bare
  }

  /** A terminal for each machine and namespace, the script's machine first. */
  get places(): readonly PlaceName[] {
    return placesOf(this.presentScene)
  }

  get busy(): ReadonlySet<PlaceName> {
    const { lab } = this
    return new Set(lab ? this.places.filter((place) => lab.isBusy(place)) : [])
  }

  /** The whole script: what was typed, and what is still offered. */
  get script(): readonly Entry[] {
    return [...(this.lab?.entries ?? []), ...this.offered.slice(this.next)]
  }

  /** Kernels that did the same as the model; none of them knows a script or a world that was changed. */
  get kernels(): readonly string[] {
    return kernelsThatAgree(this.file, this.script, this.known)
  }

  /** Machines whose switch ports a what-if means: the script's own, and those that macvlans were seen on. */
  get hosts(): ReadonlySet<string> {
    const scenes = this.recording?.scenes ?? []
    return new Set([this.home, ...macvlanHosts(scenes.map(({ scene }) => scene))])
  }

  /** Everything that a link or a file holds. */
  get state(): LabState {
    const { name, topology } = this.file
    const { moment } = this.#playback
    return {
      ...{ name, topology, ...this.#history, view: this.#hooks.view() },
      ...(moment.matches('paused') ? { at: moment.context.at } : {}),
      ...(this.branches.length > 0 ? { branches: this.branches } : {}),
    }
  }

  get #history(): Branch {
    const { lab, offered, next } = this
    const until = lab?.busy ? { until: lab.world.now } : {}
    return { entries: [...(lab?.entries ?? [])], offered: offered.slice(next), ...until }
  }

  /** The shell has been loaded: what was offered can be run. */
  async boot(shell: Shell): Promise<void> {
    this.#shell = shell
    await this.#open([])
  }

  /** Another lab, from the beginning. */
  async start(file: LabFile): Promise<void> {
    this.#offer(file)
    if (this.#shell) await this.#open([])
  }

  /** A lab that a link or a file brings: what was typed in it is offered. Throws BootFailure. */
  async take({ name, topology, entries, offered, branches = [], at, until, view }: LabState): Promise<void> {
    this.#offer({ name, about: '', topology, blocks: [] })
    Object.assign(this, { offered: [...entries, ...offered], branches })
    this.#arrival = { count: entries.length, at, until, view }
    if (this.#shell) await this.#open([])
  }

  /** Another lab, in which something has been typed already: it is run again. */
  async resume(file: LabFile, entries: readonly Entry[]): Promise<void> {
    this.#offer(file)
    await this.#open(entries)
    this.#hooks.onTyped()
  }

  /** A lab as it was left, history and all. */
  async restore({ name, topology, branches = [], ...history }: LabState): Promise<void> {
    this.#offer({ name, about: '', topology, blocks: [] })
    this.branches = branches
    await this.#take(history)
  }

  /** Takes back the last command: everything before it runs again. */
  async undo(): Promise<void> {
    const { lab, next, offered } = this
    const last = lab?.entries.at(-1)
    if (!lab || !last) return
    const wasOffered = offered[next - 1]?.text === last.text
    await this.#turnTo({
      entries: lab.entries.slice(0, -1),
      offered: offered.slice(wasOffered ? next - 1 : next),
      ...(last.at === undefined ? {} : { until: last.at }),
    })
  }

  /** Goes on from the moment that is shown. */
  async fork(): Promise<void> {
    const { lab, recording, offered, next } = this
    if (!lab || !recording) return
    const { entries, later, until } = forkAt(lab.entries, recording, this.#playback.position)
    await this.#turnTo({ entries, offered: [...later, ...offered.slice(next)], until })
  }

  /** Back to a history that was left. */
  async returnTo(index: number): Promise<void> {
    const branch = this.branches[index]
    if (!branch) return
    this.branches = swap(this.branches, index, this.#history)
    await this.#take(branch)
  }

  async run(place: PlaceName, text: string): Promise<void> {
    if (!this.lab) return
    this.#hooks.onRun()
    this.#playback.send({ type: 'TYPED' })
    const offered = this.offered[this.next]
    if (offered?.place === place && offered.text === text) this.next++
    const running = this.lab.run(place, text)
    this.#hooks.onTyped()
    await running
    this.#hooks.onTyped()
  }

  /** Everything that is still offered, at once; of a link, first what had been typed in it. */
  async runAll(): Promise<void> {
    const { lab, next, offered } = this
    if (!lab) return
    this.#hooks.onRun()
    const arrival = next < this.#arrival.count ? this.#arrival : NOWHERE
    const end = arrival === NOWHERE ? offered.length : arrival.count
    await this.#replay(lab, offered.slice(next, end), arrival, () => {
      this.next++
    })
    this.#hooks.onTyped()
  }

  #offer(file: LabFile): void {
    const home = file.topology.scriptMachine
    this.file = file
    this.offered = file.blocks.map((text) => ({ place: home, text }))
    Object.assign(this, { next: 0, place: home, branches: [] })
    this.#arrival = NOWHERE
  }

  async #turnTo(next: Branch): Promise<void> {
    this.branches = keep(this.branches, this.#history, next)
    await this.#take(next)
  }

  async #take({ entries, offered, until }: Branch): Promise<void> {
    this.offered = [...entries.map(({ place, text }) => ({ place, text })), ...offered]
    this.next = entries.length
    await this.#open(entries, until)
    this.#hooks.onTyped()
  }

  /** Boots the lab, and runs again what was typed in it so far. */
  async #open(entries: readonly Entry[], until?: number): Promise<void> {
    this.lab?.close()
    Object.assign(this, { place: this.home, rows: [] })
    this.#hooks.onBegin()
    this.#playback.send({ type: 'RESET' })
    const lab = await this.#boot()
    this.#look()
    this.#hooks.screen()?.reset()
    await this.#replay(lab, entries, { until })
  }

  /** Runs lines at once, without showing their frames on the way. */
  async #replay(
    lab: Lab,
    entries: readonly Entry[],
    { at, until, view }: Partial<Arrival>,
    onLine: () => void = () => {},
  ): Promise<void> {
    const isHere = () => lab === this.lab
    const echo = ({ place, text }: Entry) => {
      if (!isHere()) return
      onLine()
      this.place = place
      this.#hooks.screen()?.echo(place, text)
    }
    this.#playback.send({ type: 'HURRY' })
    await lab.replay(entries, { until, onLine: echo })
    if (!isHere()) return
    this.#playback.send({ type: 'ARRIVED', at })
    if (view) this.#show(view)
  }

  #show(view: View): void {
    if (view.place !== undefined && this.places.includes(view.place)) this.place = view.place
    this.#hooks.onView(view)
  }

  async #boot(): Promise<Lab> {
    let lab: Lab | undefined
    const mine = () => lab !== undefined && lab === this.lab
    lab = await this.#shell!.Lab.boot(this.file.topology, {
      onOutput: (place, text) => mine() && this.#hooks.screen()?.write(place, text),
      onPrompt: (place) => mine() && this.#hooks.screen()?.prompt(place),
      onChange: () => mine() && this.#look(),
    })
    this.lab = lab
    return lab
  }

  /** The world has moved on. */
  #look(): void {
    const { recording } = this
    if (!recording) return
    this.#list(recording)
    if (recording.length !== this.#playback.end) this.#playback.send({ type: 'GREW', end: recording.length })
    const storm = recording.storms.at(-1)
    if (storm) this.#hooks.onStorm(storm.dev)
    this.#hooks.onChange()
  }

  #list(recording: Recording): void {
    const { flights } = recording.flights
    const fresh = flights
      .slice(this.rows.length)
      .map((flight) =>
        this.#shell!.rowOf(
          flight,
          recording.sceneAt(flight.records[0]?.sequence ?? Infinity),
          recording.start,
        ),
      )
    if (fresh.length > 0) this.rows = [...this.rows, ...fresh]
  }
}
