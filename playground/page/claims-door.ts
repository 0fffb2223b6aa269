import { claimInLink } from '../claims/claim-link.ts'

/** Between two keys, in milliseconds. */
const PAUSE = 150

/** The view of claims in the page's address: it leads there, and when the view is left, what was there comes back. */
export class ClaimsDoor {
  /** The address outside. */
  #outside = ''
  #writing: ReturnType<typeof setTimeout> | undefined
  readonly #onArrive: (claim: string) => void

  /** `onArrive`: with a claim's text or ID; '': all of them. */
  constructor(onArrive: (claim: string) => void) {
    this.#onArrive = onArrive
  }

  listen(): void {
    addEventListener('hashchange', this.#changed)
  }

  leave(): void {
    removeEventListener('hashchange', this.#changed)
  }

  /** If the address leads there. */
  open(): void {
    const claim = claimInLink(location.hash)
    if (claim !== undefined) this.#onArrive(claim)
  }

  /** Another claim is looked at. Browsers mind an address that changes with every key. */
  remember(hash: string): void {
    if (claimInLink(location.hash) === undefined) this.#outside = location.hash
    clearTimeout(this.#writing)
    this.#writing = setTimeout(() => history.replaceState(null, '', hash), PAUSE)
  }

  close(): void {
    clearTimeout(this.#writing)
    if (claimInLink(location.hash) === undefined) return
    history.replaceState(null, '', this.#outside || location.pathname + location.search)
  }

  readonly #changed = ({ oldURL }: HashChangeEvent): void => {
    const { hash } = new URL(oldURL)
    if (claimInLink(hash) === undefined) this.#outside = hash
    this.open()
  }
}
