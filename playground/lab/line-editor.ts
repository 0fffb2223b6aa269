/** The line that is being typed, as readline edits it. Pure: a key gives the next state, and what to do. */
export interface Line {
  readonly text: string
  readonly cursor: number
  /** Oldest first. */
  readonly history: readonly string[]
  /** Place in the history; its length: the line that is new. */
  readonly at: number
  /** What was typed before the reader went up in the history. */
  readonly draft: string
}

export type Action = 'none' | 'submit' | 'complete' | 'interrupt' | 'clear' | 'end'

export interface Edit {
  readonly line: Line
  readonly action: Action
}

export const EMPTY_LINE: Line = { text: '', cursor: 0, history: [], at: 0, draft: '' }

const stay = (line: Line, action: Action = 'none'): Edit => ({ line, action })

export function insert(line: Line, text: string): Line {
  const { cursor } = line
  return {
    ...line,
    text: line.text.slice(0, cursor) + text + line.text.slice(cursor),
    cursor: cursor + text.length,
  }
}

/** The line after Enter: empty, and the old one remembered, unless it says nothing new. */
export function submitted(line: Line): Line {
  const { text, history } = line
  const all = text.trim() === '' || history.at(-1) === text ? history : [...history, text]
  return { text: '', cursor: 0, history: all, at: all.length, draft: '' }
}

const KEYS: Readonly<Record<string, (line: Line) => Edit>> = {
  '\r': (line) => stay(line, 'submit'),
  '\n': (line) => stay(line, 'submit'),
  '\t': (line) => stay(line, 'complete'),
  '\x03': (line) => stay({ ...line, text: '', cursor: 0, at: line.history.length }, 'interrupt'),
  '\x04': (line) => (line.text === '' ? stay(line, 'end') : stay(remove(line, line.cursor, line.cursor + 1))),
  '\x0c': (line) => stay(line, 'clear'),
  '\x7f': (line) => stay(remove(line, line.cursor - 1, line.cursor)),
  '\b': (line) => stay(remove(line, line.cursor - 1, line.cursor)),
  '\x1b[3~': (line) => stay(remove(line, line.cursor, line.cursor + 1)),
  '\x01': (line) => stay({ ...line, cursor: 0 }),
  '\x1b[H': (line) => stay({ ...line, cursor: 0 }),
  '\x05': (line) => stay({ ...line, cursor: line.text.length }),
  '\x1b[F': (line) => stay({ ...line, cursor: line.text.length }),
  '\x02': (line) => stay(moved(line, -1)),
  '\x1b[D': (line) => stay(moved(line, -1)),
  '\x06': (line) => stay(moved(line, 1)),
  '\x1b[C': (line) => stay(moved(line, 1)),
  '\x1b[1;5D': (line) => stay({ ...line, cursor: wordStart(line) }),
  '\x1bb': (line) => stay({ ...line, cursor: wordStart(line) }),
  '\x1b[1;5C': (line) => stay({ ...line, cursor: wordEnd(line) }),
  '\x1bf': (line) => stay({ ...line, cursor: wordEnd(line) }),
  '\x15': (line) => stay(remove(line, 0, line.cursor)),
  '\x0b': (line) => stay(remove(line, line.cursor, line.text.length)),
  '\x17': (line) => stay(remove(line, wordStart(line), line.cursor)),
  '\x1b[A': (line) => stay(recall(line, -1)),
  '\x10': (line) => stay(recall(line, -1)),
  '\x1b[B': (line) => stay(recall(line, 1)),
  '\x0e': (line) => stay(recall(line, 1)),
}

/** One key, or a character, as a terminal sends it. */
export function press(line: Line, key: string): Edit {
  const known = KEYS[key]
  if (known) return known(line)
  return key.charCodeAt(0) < 32 ? stay(line) : stay(insert(line, key))
}

function remove(line: Line, from: number, to: number): Line {
  const start = Math.max(0, from)
  return { ...line, text: line.text.slice(0, start) + line.text.slice(to), cursor: start }
}

function moved(line: Line, by: number): Line {
  return { ...line, cursor: Math.min(line.text.length, Math.max(0, line.cursor + by)) }
}

function wordStart({ text, cursor }: Line): number {
  return text.slice(0, cursor).replace(/\S+\s*$/, '').length
}

function wordEnd({ text, cursor }: Line): number {
  return cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0)
}

function recall(line: Line, by: number): Line {
  const { history, at } = line
  const next = Math.min(history.length, Math.max(0, at + by))
  if (next === at) return line
  const draft = at === history.length ? line.text : line.draft
  const text = history[next] ?? draft
  return { ...line, text, cursor: text.length, at: next, draft }
}

/** What a terminal sent, cut into keys: escape sequences whole, characters one by one. */
export function keysOf(data: string): string[] {
  return (
    data
      .match(/\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-Z]|\x1b.|./gsu)
      ?.map((key) => key.replace(/^\x1bO/, '\x1b[')) ?? []
  )
}
