import { FitAddon } from '@xterm/addon-fit'
import { type ITheme, Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import type { Completion } from '../lab/completion.ts'
import { EMPTY_LINE, keysOf, type Line, press, submitted } from '../lab/line-editor.ts'

export interface TerminalHost {
  readonly prompt: () => string
  /** The next line of the script, shown in grey. */
  readonly ghost: () => string | undefined
  /** What to do with it, after it. */
  readonly hint: () => string | undefined
  readonly complete: (text: string, cursor: number) => Completion
  readonly isIncomplete: (text: string) => boolean
  readonly onLine: (text: string) => void
  readonly onInterrupt: () => void
  readonly onLeave: (way: 'back' | 'forward') => void
}

const GREY = '\x1b[90m'
const PLAIN = '\x1b[0m'
const CONTINUED = '> '

/** A terminal on the page: xterm shows it, the line editor edits, the host runs what is entered. */
export class TerminalView {
  readonly element = document.createElement('div')
  readonly #term: Terminal
  readonly #fit = new FitAddon()
  readonly #host: TerminalHost
  #line: Line = EMPTY_LINE
  /** Lines that were entered and ask for more. */
  #begun = ''
  #busy = false
  #keys: string[] = []
  /** Rows between the prompt and the cursor, as they were drawn. */
  #rows = 0
  #atLineStart = true
  /** Sizes that are still to be taken: the prompt is drawn after the last. */
  #fits = 0

  constructor(host: TerminalHost, theme: ITheme, label: string) {
    this.#host = host
    this.element.className = 'terminal-view'
    this.#term = new Terminal({
      theme,
      fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
      fontSize: 13,
      lineHeight: 1.25,
      cursorBlink: false,
      scrollback: 5000,
      convertEol: true,
      screenReaderMode: true,
      minimumContrastRatio: 4.5,
    })
    this.#term.loadAddon(this.#fit)
    this.#term.open(this.element)
    this.#term.textarea?.setAttribute('aria-label', label)
    this.#term.onData((data) => this.#take(keysOf(data)))
    this.#term.attachCustomKeyEventHandler((event) => this.#mayTake(event))
  }

  set theme(theme: ITheme) {
    this.#term.options.theme = theme
  }

  get text(): string {
    const { active } = this.#term.buffer
    return Array.from({ length: active.length }, (_, i) => active.getLine(i)?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd()
  }

  focus(): void {
    this.#term.focus()
  }

  fit(): void {
    if (this.element.offsetWidth === 0) return
    if (this.#busy) return this.#fit.fit()
    // Rows are wrapped anew: the prompt is taken away before, and drawn again after.
    this.#erase()
    this.#fits++
    this.#term.write('', () => {
      if (--this.#fits > 0) return
      this.#fit.fit()
      this.refresh()
    })
  }

  dispose(): void {
    this.#term.dispose()
    this.element.remove()
  }

  /** Output of what runs. */
  write(text: string): void {
    if (!this.#busy) this.#erase()
    this.#term.write(text)
    this.#atLineStart = text.endsWith('\n')
    if (!this.#busy) this.#draw()
  }

  /** A line that somebody else enters and runs: a click, or the script. */
  enter(text: string): void {
    this.echo(text)
    this.#host.onLine(text)
  }

  /** Shows a line that is run from elsewhere. */
  echo(text: string): void {
    this.#erase()
    this.#line = { ...this.#line, text: '', cursor: 0 }
    for (const [i, each] of text.split('\n').entries())
      this.#term.write(`${i === 0 ? this.#host.prompt() : CONTINUED}${each}\n`)
    this.#line = submitted({ ...this.#line, text })
    this.#busy = true
    this.#rows = 0
    this.#atLineStart = true
  }

  /** What ran has ended. */
  prompt(): void {
    this.#busy = false
    if (!this.#atLineStart) this.#term.write('\n')
    this.#atLineStart = true
    this.#draw()
    const keys = this.#keys
    this.#keys = []
    this.#take(keys)
  }

  /** The ghost or the prompt has changed. */
  refresh(): void {
    if (!this.#busy) {
      this.#erase()
      this.#draw()
    }
  }

  clear(): void {
    this.#busy = false
    this.#keys = []
    this.#begun = ''
    this.#line = EMPTY_LINE
    this.#rows = 0
    this.#atLineStart = true
    this.#term.reset()
    this.#draw()
  }

  /** Tab leaves an empty line, so that the keyboard is never caught here. */
  #mayTake(event: KeyboardEvent): boolean {
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) {
      if (!event.shiftKey && (this.#line.text !== '' || this.#busy)) return true
      if (event.type === 'keydown') {
        event.preventDefault()
        this.#host.onLeave(event.shiftKey ? 'back' : 'forward')
      }
      return false
    }
    if (event.key === 'Escape') {
      if (event.type === 'keydown') this.#host.onLeave('forward')
      return false
    }
    // Ctrl-C with a selection copies it, as everywhere.
    if (event.ctrlKey && event.key === 'c' && this.#term.hasSelection()) return false
    return !(event.ctrlKey && event.key === 'v')
  }

  #take(keys: readonly string[]): void {
    for (const [i, key] of keys.entries()) {
      if (this.#busy) {
        this.#keys = key === '\x03' ? [] : [...this.#keys, ...keys.slice(i)]
        if (key !== '\x03') return
        this.#term.write('^C\n')
        this.#atLineStart = true
        this.#host.onInterrupt()
      } else this.#press(key)
    }
    if (!this.#busy) this.refresh()
  }

  #press(key: string): void {
    const ghost = this.#line.text === '' && this.#begun === '' ? this.#host.ghost() : undefined
    if (ghost !== undefined && key === '\r') return this.enter(ghost)
    if (ghost !== undefined && (key === '\x1b[C' || key === '\x1b[F') && !ghost.includes('\n')) {
      this.#line = { ...this.#line, text: ghost, cursor: ghost.length }
      return
    }
    const { line, action } = press(this.#line, key)
    if (action === 'submit') return this.#submit()
    if (action === 'interrupt') {
      this.#erase()
      this.#term.write(`${this.#promptText()}${this.#line.text}^C\n`)
      this.#begun = ''
    }
    if (action === 'clear') {
      this.#term.write('\x1b[2J\x1b[3J\x1b[H')
      this.#rows = 0
    }
    this.#line = line
    if (action === 'complete') this.#complete()
  }

  #submit(): void {
    const { text } = this.#line
    this.#erase()
    this.#term.write(`${this.#promptText()}${text}\n`)
    const all = this.#begun + text
    this.#line = submitted(this.#line)
    if (this.#host.isIncomplete(all)) {
      this.#begun = `${all}\n`
      return
    }
    this.#begun = ''
    if (all.trim() !== '') this.#run(all)
  }

  #run(text: string): void {
    this.#busy = true
    this.#rows = 0
    this.#atLineStart = true
    this.#host.onLine(text)
  }

  #complete(): void {
    const { insert, candidates } = this.#host.complete(this.#line.text, this.#line.cursor)
    const { text, cursor } = this.#line
    if (candidates.length > 0 && insert === '') {
      this.#erase()
      this.#term.write(`${this.#promptText()}${text}\n${candidates.join('  ')}\n`)
    }
    this.#line = {
      ...this.#line,
      text: text.slice(0, cursor) + insert + text.slice(cursor),
      cursor: cursor + insert.length,
    }
  }

  #promptText(): string {
    return this.#begun === '' ? this.#host.prompt() : CONTINUED
  }

  #erase(): void {
    this.#term.write(`${this.#rows > 0 ? `\x1b[${this.#rows}A` : ''}\r\x1b[J`)
    this.#rows = 0
  }

  #draw(): void {
    if (this.#fits > 0) return
    const prompt = this.#promptText()
    const { text, cursor } = this.#line
    const ghost =
      text === '' && this.#begun === '' ? firstLine(this.#host.ghost()) + (this.#host.hint() ?? '') : ''
    const { cols } = this.#term
    const shown = cut(ghost, cols - prompt.length - 1)
    this.#term.write(`${prompt}${text}${shown === '' ? '' : `${GREY}${shown}${PLAIN}`}`)
    const end = prompt.length + text.length + widthOf(shown)
    if (end > 0 && end % cols === 0) this.#term.write('\r\n')
    const target = prompt.length + cursor
    const up = Math.floor(end / cols) - Math.floor(target / cols)
    this.#term.write(`\r${up > 0 ? `\x1b[${up}A` : ''}${target % cols > 0 ? `\x1b[${target % cols}C` : ''}`)
    this.#rows = Math.floor(target / cols)
  }
}

/** In columns: Chinese takes two each. */
function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0)
}

/** As much as there are columns for. */
function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  for (const one of text) {
    if (widthOf(kept + one) >= columns) break
    kept += one
  }
  return `${kept}…`
}

function firstLine(text: string | undefined): string {
  if (text === undefined) return ''
  const [first = '', ...more] = text.split('\n')
  return more.length > 0 ? `${first} …` : first
}
