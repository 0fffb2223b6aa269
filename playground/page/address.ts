import type { LabState, Opened } from '../lab/link.ts'

const links = () => import('../lab/link.ts')

/** The page's address: from the first command on, it holds the whole lab. */
export class Address {
  #hash = ''
  /** What the address is to say next: a link takes a moment to make. */
  #next: LabState | undefined
  readonly #onArrive: (opened: Opened) => void
  readonly #onBare: () => void

  /** `onBare`: the reader went back to where no lab was in the address yet. */
  constructor(onArrive: (opened: Opened) => void, onBare: () => void) {
    this.#onArrive = onArrive
    this.#onBare = onBare
  }

  listen(): void {
    addEventListener('hashchange', this.#changed)
  }

  leave(): void {
    removeEventListener('hashchange', this.#changed)
  }

  /** What it brings, if it brings a lab. */
  async open(): Promise<void> {
    const { hash } = location
    if (hash === '') return
    const { openLink } = await links()
    const opened = openLink(hash)
    if (opened) this.#onArrive(opened)
  }

  /** What was typed is in the address from now on. */
  remember(state: LabState): void {
    if (state.entries.length === 0) this.forget()
    else void this.#keep(state)
  }

  forget(): void {
    this.#next = undefined
    this.#write('')
  }

  /** Another lab begins: the browser's Back leads to the one that is left. */
  part(): void {
    this.#next = undefined
    history.pushState(null, '', location.pathname + location.search)
    this.#hash = ''
  }

  /** Whether the address could be copied too. */
  async share(state: LabState): Promise<boolean> {
    await this.#keep(state)
    const copied = navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    )
    return (await copied) ?? false
  }

  async #keep(state: LabState): Promise<void> {
    this.#next = state
    const { linkOf } = await links()
    if (this.#next === state) this.#write(linkOf(state))
  }

  #write(hash: string): void {
    this.#hash = hash
    history.replaceState(null, '', hash || location.pathname + location.search)
  }

  readonly #changed = (): void => {
    if (location.hash === this.#hash) return
    this.#hash = location.hash
    if (location.hash === '') this.#onBare()
    else void this.open()
  }
}
