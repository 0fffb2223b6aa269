/**
 * `<macvlan-lab src="…#lab=…" view="topology,terminal">` for course pages: one script tag, and the lab stands in a
 * frame of its own, so that neither page can disturb the other. Fenced `claim` blocks of a page in Markdown become
 * `<macvlan-lab view="claim">`, with the block's text inside.
 */
const HOME = new URL(/* @vite-ignore */ './', import.meta.url)

class MacvlanLab extends HTMLElement {
  static observedAttributes = ['src', 'view', 'claim', 'height', 'lang', 'theme']

  readonly #frame = document.createElement('iframe')
  /** What stood in the element: a claim. */
  #text = ''

  connectedCallback(): void {
    this.#text ||= this.textContent.trim()
    this.#show()
    if (!this.#frame.isConnected) this.replaceChildren(this.#frame)
  }

  attributeChangedCallback(): void {
    if (this.#frame.isConnected) this.#show()
  }

  #show(): void {
    const address = new URL(this.getAttribute('src') ?? '', HOME)
    for (const name of ['view', 'lang', 'theme']) {
      const value = this.getAttribute(name)
      if (value !== null) address.searchParams.set(name, value)
    }
    const claim = this.getAttribute('claim') ?? this.#text
    if (claim !== '') address.hash = `claim=${encodeURIComponent(claim)}`
    const frame = this.#frame
    frame.title = this.getAttribute('title') ?? 'macvlan-lab'
    frame.allow = 'clipboard-write'
    Object.assign(frame.style, { width: '100%', border: '0', display: 'block' })
    frame.style.height = `${Number.parseInt(this.getAttribute('height') ?? '', 10) || 600}px`
    if (frame.src !== address.href) frame.src = address.href
  }
}

customElements.define('macvlan-lab', MacvlanLab)

/** How writers of Markdown mark a fenced block's language. */
const BLOCKS = 'code.language-claim, code.lang-claim, .language-claim code'

function showClaims(): void {
  for (const code of document.querySelectorAll<HTMLElement>(BLOCKS)) {
    const block = code.closest<HTMLElement>('div.language-claim') ?? code.closest('pre') ?? code
    if (block.hidden) continue
    block.hidden = true
    const lab = document.createElement('macvlan-lab')
    lab.setAttribute('view', 'claim')
    lab.textContent = code.textContent
    block.before(lab)
  }
}

showClaims()
// Pages that are drawn by scripts, slide by slide or page by page, bring their blocks later.
new MutationObserver(showClaims).observe(document.documentElement, { childList: true, subtree: true })
