import { type LabState, linkOf, type Opened, openLink } from '../lab/link.ts'

/** The page's address: from the first command on, it holds the whole lab. */
export class Address {
  #hash = ''
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
  open(): void {
    const opened = openLink(location.hash)
    if (opened) this.#onArrive(opened)
  }

  /** What was typed is in the address from now on. */
  remember(state: LabState): void {
    if (state.entries.length === 0) this.forget()
    else this.#write(linkOf(state))
  }

  forget(): void {
    this.#write('')
  }

  /** Another lab begins: the browser's Back leads to the one that is left. */
  part(): void {
    history.pushState(null, '', location.pathname + location.search)
    this.#hash = ''
  }

  /** Whether the address could be copied too. */
  async share(state: LabState): Promise<boolean> {
    this.#write(linkOf(state))
    const copied = navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    )
    return (await copied) ?? false
  }

  #write(hash: string): void {
    this.#hash = hash
    history.replaceState(null, '', hash || location.pathname + location.search)
  }

  readonly #changed = (): void => {
    if (location.hash === this.#hash) return
    this.#hash = location.hash
    if (location.hash === '') this.#onBare()
    else this.open()
  }
}
