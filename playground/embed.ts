/**
 * `<macvlan-lab src="…#lab=…" view="topology,terminal">` for course pages: one script tag, and the lab stands in a
 * frame of its own, so that neither page can disturb the other.
 */
const HOME = new URL(/* @vite-ignore */ './', import.meta.url)

class MacvlanLab extends HTMLElement {
  static observedAttributes = ['src', 'view', 'height', 'lang', 'theme']

  readonly #frame = document.createElement('iframe')

  connectedCallback(): void {
    this.#show()
    this.append(this.#frame)
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show()
  }

  #show(): void {
    const address = new URL(this.getAttribute('src') ?? '', HOME)
    for (const name of ['view', 'lang', 'theme']) {
      const value = this.getAttribute(name)
      if (value !== null) address.searchParams.set(name, value)
    }
    const frame = this.#frame
    frame.title = this.getAttribute('title') ?? 'macvlan-lab'
    frame.allow = 'clipboard-write'
    Object.assign(frame.style, { width: '100%', border: '0', display: 'block' })
    frame.style.height = `${Number.parseInt(this.getAttribute('height') ?? '', 10) || 600}px`
    if (frame.src !== address.href) frame.src = address.href
  }
}

customElements.define('macvlan-lab', MacvlanLab)
