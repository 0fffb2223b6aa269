/** A stretch of a word. Quoted text is not split and its pattern characters are ordinary. */
export interface Segment {
  readonly text: string
  readonly quoted: boolean
}

export type Field = readonly Segment[]

/** Takes the pieces of a word as they are expanded. */
export interface Collector {
  /** False where words are neither split nor dropped: assignments, patterns, here-documents. */
  readonly splits: boolean
  /** Text as it stands. Quoted text makes a field even if it is empty. */
  add(text: string, quoted: boolean): void
  /** The result of an unquoted expansion. */
  split(text: string): void
  /** The gap between two elements of "$@". */
  separate(quoted: boolean): void
}

/** Splits at IFS as POSIX has it: runs of white space count once, every other character each time. */
export class FieldCollector implements Collector {
  readonly splits = true
  readonly fields: Field[] = []
  readonly #ifs: string
  #current: Segment[] | undefined
  /** A field was just ended by white space: a delimiter that follows belongs to the same gap. */
  #afterSpace = false

  constructor(ifs: string) {
    this.#ifs = ifs
  }

  add(text: string, quoted: boolean): void {
    if (text === '' && !quoted) return
    this.#current ??= []
    this.#current.push({ text, quoted })
    this.#afterSpace = false
  }

  split(text: string): void {
    let start = 0
    for (let i = 0; i < text.length; i++) {
      const character = text[i]!
      if (!this.#ifs.includes(character)) continue
      this.add(text.slice(start, i), false)
      start = i + 1
      if (character === ' ' || character === '\t' || character === '\n') this.#space()
      else this.#delimit()
    }
    this.add(text.slice(start), false)
  }

  #space(): void {
    if (!this.#current) return
    this.separate()
    this.#afterSpace = true
  }

  #delimit(): void {
    if (this.#current) this.separate()
    else if (!this.#afterSpace) this.fields.push([])
    this.#afterSpace = false
  }

  separate(): void {
    if (this.#current) this.fields.push(this.#current)
    this.#current = undefined
  }

  finish(): Field[] {
    this.separate()
    return this.fields
  }
}

/** For places where a word stays one string. */
export class TextCollector implements Collector {
  readonly splits = false
  readonly segments: Segment[] = []

  add(text: string, quoted: boolean): void {
    if (text !== '') this.segments.push({ text, quoted })
  }

  split(text: string): void {
    this.add(text, false)
  }

  separate(quoted: boolean): void {
    this.add(' ', quoted)
  }

  text(): string {
    return textOf(this.segments)
  }
}

export function textOf(field: Field): string {
  if (field.length === 1) return field[0]!.text
  let text = ''
  for (const segment of field) text += segment.text
  return text
}

const SPECIAL = /[\\*?[\]!^+@()|-]/g

/** The field as a pattern in which quoted characters stand for themselves. */
export function patternOf(field: Field): string {
  let pattern = ''
  for (const { text, quoted } of field) pattern += quoted ? text.replace(SPECIAL, '\\$&') : text
  return pattern
}
