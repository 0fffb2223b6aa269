import { html, nothing, type PropertyValues } from 'lit'
import '../style/details.css'
import type { Frame } from '../../src/frame/frame.ts'
import type { Field } from '../fields/field.ts'
import { fieldsOf, wayTo } from '../fields/frame-fields.ts'
import { fieldName, fieldValue } from '../words/fields.ts'
import { LightElement } from './light-element.ts'

/** A field's place in the tree: which layer, which field of it, …, `1.4`. */
type Path = string

interface Item {
  readonly path: Path
  readonly level: number
  readonly field: Field
}

/** What a frame is made of: its fields as a tree and its bytes, each pointing at the other. */
export class LabDetails extends LightElement {
  static override properties = {
    ...LightElement.properties,
    frame: { attribute: false },
    chosen: { state: true },
    closed: { state: true },
  }
  declare frame: Frame | undefined
  declare chosen: Path
  declare closed: ReadonlySet<Path>

  #fields: Field[] = []

  constructor() {
    super()
    Object.assign(this, { chosen: '0', closed: new Set() })
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('frame')) return
    this.#fields = this.frame ? fieldsOf(this.frame.bytes) : []
    if (!this.#find(this.chosen)) this.chosen = '0'
  }

  #find(path: Path): Field | undefined {
    let fields: readonly Field[] = this.#fields
    let found: Field | undefined
    for (const index of path.split('.')) {
      found = fields[Number(index)]
      fields = found?.children ?? []
    }
    return found
  }

  /** What is shown of the tree, from top to bottom. */
  get #items(): Item[] {
    const open = (fields: readonly Field[], level: number, above: string): Item[] =>
      fields.flatMap((field, i) => {
        const path = `${above}${i}`
        const inside = this.closed.has(path) ? [] : open(field.children, level + 1, `${path}.`)
        return [{ path, level, field }, ...inside]
      })
    return open(this.#fields, 1, '')
  }

  protected override render() {
    const { words, frame } = this
    if (!frame) return html`<p class="empty">${words.chooseFrameForDetails}</p>`
    return html`<div class="fields" role="tree" aria-label=${words.details} @keydown=${this.#key}>${this.#items.map((item) => this.#item(item))}</div>
      ${this.#bytes(frame.bytes)}`
  }

  #item({ path, level, field }: Item) {
    const { language } = this.words
    const isParent = field.children.length > 0
    const chosen = path === this.chosen
    const closed = this.closed.has(path)
    return html`<div role="treeitem" class=${`field level-${Math.min(level, 3)}`} data-path=${path} aria-level=${level} aria-selected=${chosen ? 'true' : 'false'}
      aria-expanded=${isParent ? String(!closed) : nothing} tabindex=${chosen ? 0 : -1} @click=${() => this.#click(path, isParent)}>
      <span class="twist" aria-hidden="true">${isParent ? (closed ? '▸' : '▾') : ''}</span>
      <span class="name">${fieldName(field.name, language)}</span> <span class="value">${fieldValue(field.name, field.value, language)}</span></div>`
  }

  #bytes(bytes: Uint8Array) {
    const { start, length } = this.#find(this.chosen) ?? { start: 0, length: 0 }
    const mark = (at: number) => (at >= start && at < start + length ? 'on' : '')
    const rows = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => i * 16)
    const cells = (at: number) => [...bytes.subarray(at, at + 16)].map((byte, i) => ({ byte, at: at + i }))
    return html`<div class="bytes" role="group" aria-label=${this.words.bytesOf(bytes.length)} @click=${this.#byteClicked}>
      ${rows.map(
        (at) => html`<div class="row"><span class="offset">${at.toString(16).padStart(4, '0')}</span>
        <span class="hex">${cells(at).map((cell) => html`<i class=${mark(cell.at)} data-at=${cell.at}>${cell.byte.toString(16).padStart(2, '0')}</i>`)}</span>
        <span class="text" aria-hidden="true">${cells(at).map((cell) => html`<i class=${mark(cell.at)} data-at=${cell.at}>${printable(cell.byte)}</i>`)}</span></div>`,
      )}</div>`
  }

  readonly #byteClicked = (event: Event): void => {
    const at = (event.target as HTMLElement).dataset['at']
    if (at === undefined) return
    const way = wayTo(this.#fields, Number(at))
    if (way.length === 0) return
    const above = way.slice(0, -1).map((_, i) => way.slice(0, i + 1).join('.'))
    this.closed = new Set([...this.closed].filter((path) => !above.includes(path)))
    this.#choose(way.join('.'), false)
  }

  #click(path: Path, isParent: boolean): void {
    if (isParent && path === this.chosen) this.#toggle(path)
    this.#choose(path, true)
  }

  #toggle(path: Path): void {
    const closed = new Set(this.closed)
    if (!closed.delete(path)) closed.add(path)
    this.closed = closed
  }

  #choose(path: Path, focus: boolean): void {
    this.chosen = path
    this.updateComplete.then(() => {
      const item = this.querySelector<HTMLElement>('[aria-selected=true]')
      if (focus) item?.focus()
      else item?.scrollIntoView({ block: 'nearest' })
    })
  }

  /** As trees are gone through everywhere: up, down, into and out of. */
  readonly #key = (event: KeyboardEvent): void => {
    const items = this.#items
    const at = items.findIndex(({ path }) => path === this.chosen)
    const item = items[at]
    if (!item) return
    const isOpen = item.field.children.length > 0 && !this.closed.has(item.path)
    const go = (to: Item | undefined) => to && this.#choose(to.path, true)
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(items[at + 1]),
      ArrowUp: () => go(items[at - 1]),
      Home: () => go(items[0]),
      End: () => go(items.at(-1)),
      ArrowRight: () =>
        isOpen ? go(items[at + 1]) : item.field.children.length > 0 && this.#toggle(item.path),
      ArrowLeft: () =>
        isOpen ? this.#toggle(item.path) : go(items.find(({ path }) => path === parentOf(item.path))),
      Enter: () => item.field.children.length > 0 && this.#toggle(item.path),
      ' ': () => item.field.children.length > 0 && this.#toggle(item.path),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }
}

function parentOf(path: Path): Path {
  return path.split('.').slice(0, -1).join('.')
}

function printable(byte: number): string {
  return byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.'
}

customElements.define('lab-details', LabDetails)
