import { type LabState, linkOf, type Opened, openLink } from '../lab/link.ts'

/** The page's address: from the first command on, it holds the whole lab. */
export class Address {
  #hash = ''
  readonly #onArrive: (opened: Opened) => void

  constructor(onArrive: (opened: Opened) => void) {
    this.#onArrive = onArrive
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
    if (location.hash !== this.#hash) this.open()
  }
}
