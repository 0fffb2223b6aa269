/** Text being executed, and which line a position in it is on. */
export class Source {
  readonly text: string
  readonly #firstLine: number
  #starts: number[] | undefined
  #lastAt = -1
  #lastLine = 0

  /** `firstLine`: eval and command substitutions go on counting where they stand. */
  constructor(text: string, firstLine = 1) {
    this.text = text
    this.#firstLine = firstLine
  }

  lineAt(position: number): number {
    if (position === this.#lastAt) return this.#lastLine
    this.#lastAt = position
    this.#lastLine = this.#firstLine + this.#indexAt(position)
    return this.#lastLine
  }

  #indexAt(position: number): number {
    this.#starts ??= lineStarts(this.text)
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= position) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The text of the line at a position, without its newline. */
  lineTextAt(position: number): string {
    const start = this.text.lastIndexOf('\n', position - 1) + 1
    const end = this.text.indexOf('\n', start)
    return this.text.slice(start, end < 0 ? undefined : end)
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
