import { firstLab } from 'virtual:labs/first'
import type { LabFile } from '../lab/lab-file.ts'
import type { Opened } from '../lab/link.ts'
import type { Words } from '../words/en.ts'
import { Address } from './address.ts'
import { Detour, type Replay, type WatchedWorld } from './detour.ts'
import type { Playback } from './playback.ts'
import type { Session } from './session.ts'

export interface KeeperHooks {
  readonly words: () => Words
  /** Another lab is about to begin. */
  readonly onLeave: () => void
  readonly onNotice: (text: string) => void
  readonly onChange: () => void
}

/** Which lab the reader is in: brought by a link, a file or the gallery, kept in the address, left and come back to. */
export class LabKeeper {
  readonly detour: Detour
  readonly address: Address
  readonly #session: Session
  readonly #hooks: KeeperHooks

  constructor(session: Session, playback: Playback, hooks: KeeperHooks) {
    this.#session = session
    this.#hooks = hooks
    this.detour = new Detour(session, playback)
    this.address = new Address(
      (opened) => void this.#take(opened, hooks.words().brokenLink),
      () => void this.#start(() => session.start(firstLab)),
    )
  }

  choose(file: LabFile): void {
    this.#session.known = [...this.#session.known, file]
    this.address.part()
    void this.#start(() => this.#session.start(file))
  }

  async openFile(file: File): Promise<void> {
    const { openFile } = await import('../lab/link.ts')
    await this.#take(openFile(await file.text()), this.#hooks.words().brokenFile)
  }

  replay(replay: Replay): void {
    void this.detour.take(replay)
  }

  /** The world that decides a claim. */
  watch(world: WatchedWorld): void {
    const { known } = this.#session
    this.#session.known = [...known.filter(({ name }) => name !== world.file.name), world.file]
    void this.detour.watch(world)
  }

  remember(): void {
    this.address.remember(this.detour.home ?? this.#session.state)
  }

  async share(): Promise<void> {
    const { shared, sharedNotCopied } = this.#hooks.words()
    const copied = await this.address.share(this.#session.state)
    this.#hooks.onNotice(copied ? shared : sharedNotCopied)
  }

  /** Another lab: nothing of it runs before the reader says so. */
  async #start(open: () => Promise<void>): Promise<void> {
    this.#hooks.onLeave()
    this.detour.end()
    await open()
  }

  /** A link or a file brings its lines, and runs none of them. */
  async #take(opened: Opened, complaint: string): Promise<void> {
    const { onNotice, words } = this.#hooks
    if (!opened.ok)
      return onNotice(opened.why === 'version' ? words().foreignLink(opened.version ?? 0) : complaint)
    const { state } = opened
    const { entries } = state
    try {
      await this.#start(() => this.#session.take(state))
      if (entries.length > 0) onNotice(words().loadedLink(entries.length))
      await this.#recognise()
    } catch {
      await this.#start(() => this.#session.start(firstLab))
      onNotice(complaint)
    }
  }

  /** Whether the lab that a link brought is a scenario takes the list of all to tell. */
  async #recognise(): Promise<void> {
    const { known, file } = this.#session
    if (known.some(({ name }) => name === file.name)) return
    this.#session.known = (await import('virtual:labs/all')).labs
    this.#hooks.onChange()
  }
}
