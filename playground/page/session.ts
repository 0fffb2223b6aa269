import { buildWorld } from '../../src/world/build-world.ts'
import type { Lab } from '../lab/lab.ts'
import type { LabFile } from '../lab/lab-file.ts'
import type { LabState } from '../lab/link.ts'
import type { Entry, PlaceName } from '../lab/script.ts'
import { type Scene, sceneOf } from '../picture/scene.ts'
import type { Recording } from '../record/recording.ts'
import { type Row, rowOf } from '../record/rows.ts'
import { BLANK, type Film, type Playback } from './playback.ts'

type Shell = typeof import('../lab/shell-door.ts')

/** The terminals, as a lab writes to them. */
export interface Screen {
  write(place: PlaceName, text: string): void
  prompt(place: PlaceName): void
  echo(place: PlaceName, text: string): void
  reset(): void
}

export interface SessionHooks {
  /** undefined until the terminals are there. */
  readonly screen: () => Screen | undefined
  readonly onChange: () => void
  /** A lab begins anew: nothing in it is chosen. */
  readonly onBegin: () => void
  /** Something was typed or taken back. */
  readonly onTyped: () => void
  readonly onStorm: (dev: string) => void
}

/** A lab in the hands of its reader: what is offered, what was typed, what has happened. */
export class Session {
  file: LabFile
  /** The script that is offered, line by line, and which comes next. */
  offered: readonly Entry[] = []
  next = 0
  /** The terminal in front. */
  place: PlaceName = ''
  rows: readonly Row[] = []
  lab: Lab | undefined
  /** Until the shell has been loaded, the world as it is before anything is typed. */
  #bare: Scene
  #shell: Shell | undefined
  #replaying = false
  readonly #hooks: SessionHooks
  readonly #playback: Playback

  constructor(file: LabFile, playback: Playback, hooks: SessionHooks) {
    this.file = file
    this.#hooks = hooks
    this.#playback = playback
    this.#bare = this.#offer(file, [])
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
    const { machines } = this.presentScene
    const order = [...machines.filter(({ isHome }) => isHome), ...machines.filter(({ isHome }) => !isHome)]
    return order.flatMap(({ name, rooms }) => [name, ...rooms.map((room) => `${name}/${room}`)])
  }

  get busy(): ReadonlySet<PlaceName> {
    const { lab } = this
    return new Set(lab ? this.places.filter((place) => lab.isBusy(place)) : [])
  }

  /** The whole script: what was typed, and what is still offered. */
  get script(): readonly Entry[] {
    return [...(this.lab?.entries ?? []), ...this.offered.slice(this.next)]
  }

  /** Kernels that did the same as the model; none of them knows a script that was changed. */
  get kernels(): readonly string[] {
    const { blocks, kernels = [] } = this.file
    const typed = this.lab?.entries ?? []
    const isAsWritten = typed.every(({ place, text }, i) => place === this.home && text === blocks[i])
    return isAsWritten ? kernels : []
  }

  /** Machines that macvlans were seen on. */
  get hosts(): ReadonlySet<string> {
    const scenes = this.recording?.scenes ?? []
    const children = scenes.flatMap(({ scene }) => scene.devices.filter(({ mode }) => mode !== undefined))
    return new Set([this.home, ...children.map(({ machine }) => machine)])
  }

  /** Everything that a link or a file holds. */
  get state(): LabState {
    const { name, topology } = this.file
    const rest = this.offered.slice(this.next).map(({ text }) => text)
    const { moment } = this.#playback
    const at = moment.matches('paused') ? { at: moment.context.at } : {}
    return { name, topology, entries: this.lab?.entries ?? [], rest, ...at }
  }

  /** The shell has been loaded: what was offered can be run. */
  async boot(shell: Shell): Promise<void> {
    this.#shell = shell
    await this.#open([])
  }

  /** Another lab, from the beginning; `before`: lines that are offered ahead of its own. Throws BootFailure. */
  async start(file: LabFile, before: readonly Entry[] = []): Promise<void> {
    this.#bare = this.#offer(file, before)
    if (this.#shell) await this.#open([])
  }

  /** Another lab, in which something has been typed already: it is run again. */
  async resume(file: LabFile, entries: readonly Entry[]): Promise<void> {
    this.#bare = this.#offer(file, [])
    await this.#open(entries)
    this.#hooks.onTyped()
  }

  /** Takes back the last command: everything before it runs again. */
  async undo(): Promise<void> {
    const { lab } = this
    if (!lab || lab.entries.length === 0) return
    const last = lab.entries.at(-1)!
    const entries = lab.entries.slice(0, -1)
    if (this.offered[this.next - 1]?.text === last.text) this.next--
    await this.#open(entries)
    this.#hooks.onTyped()
  }

  async run(place: PlaceName, text: string): Promise<void> {
    if (!this.lab) return
    this.#playback.send({ type: 'TYPED' })
    const offered = this.offered[this.next]
    if (offered?.place === place && offered.text === text) this.next++
    this.#hooks.onChange()
    await this.lab.run(place, text)
    this.#hooks.onTyped()
  }

  /** Everything that is still offered, at once. */
  async runAll(): Promise<void> {
    const { lab } = this
    if (!lab) return
    lab.speed = Infinity
    this.#replaying = true
    while (this.next < this.offered.length && lab === this.lab) {
      const entry = this.offered[this.next]!
      this.place = entry.place
      this.next++
      await this.#again(lab, entry)
    }
    this.#replayed(lab)
    this.#hooks.onTyped()
  }

  #offer(file: LabFile, before: readonly Entry[]): Scene {
    const home = file.topology.scriptMachine
    this.file = file
    this.offered = [...before, ...file.blocks.map((text) => ({ place: home, text }))]
    Object.assign(this, { next: 0, place: home })
    return sceneOf(buildWorld(file.topology), home)
  }

  /** Boots the lab, and runs again what was typed in it so far. */
  async #open(entries: readonly Entry[]): Promise<void> {
    this.lab?.close()
    Object.assign(this, { place: this.home, rows: [] })
    this.#hooks.onBegin()
    this.#playback.send({ type: 'RESET' })
    const lab = await this.#boot()
    this.#look()
    this.#hooks.screen()?.reset()
    this.#replaying = entries.length > 0
    for (const entry of entries) if (lab === this.lab) await this.#again(lab, entry)
    this.#replayed(lab)
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

  async #again(lab: Lab, entry: Entry): Promise<void> {
    this.#hooks.screen()?.echo(entry.place, entry.text)
    await lab.replay([entry])
  }

  #replayed(lab: Lab): void {
    if (this.#replaying) this.#playback.send({ type: 'TYPED' })
    this.#replaying = false
    lab.speed = 1
  }

  /** The world has moved on. */
  #look(): void {
    const { recording } = this
    if (!recording) return
    this.#list(recording)
    if (recording.length !== this.#playback.end) {
      this.#playback.send({ type: 'GREW', end: recording.length })
      if (this.#replaying) this.#playback.send({ type: 'TYPED' })
    }
    const storm = recording.storms.at(-1)
    if (storm) this.#hooks.onStorm(storm.dev)
    this.#hooks.onChange()
  }

  #list(recording: Recording): void {
    const { flights } = recording.flights
    const fresh = flights
      .slice(this.rows.length)
      .map((flight) =>
        rowOf(flight, recording.sceneAt(flight.records[0]?.sequence ?? Infinity), recording.start),
      )
    if (fresh.length > 0) this.rows = [...this.rows, ...fresh]
  }
}
