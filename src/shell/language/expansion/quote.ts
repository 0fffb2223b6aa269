/** Ways to write a string so that the shell reads it back. */

const CONTROL = /[\x00-\x1f\x7f\udc80-\udcff]/

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\E',
  "'": "\\'",
  '\\': '\\\\',
}

/** $'…', for strings with control characters. */
export function ansiQuote(text: string): string {
  let out = ''
  for (const character of text)
    out += NAMED[character] ?? (CONTROL.test(character) ? octal(character) : character)
  return `$'${out}'`
}

function octal(character: string): string {
  const code = character.charCodeAt(0)
  return `\\${(code >= 0xdc80 ? code - 0xdc00 : code).toString(8).padStart(3, '0')}`
}

/** '…', as `set -x`, `${x@Q}` and `trap -p` print it. */
export function singleQuote(text: string): string {
  return CONTROL.test(text) ? ansiQuote(text) : `'${text.replaceAll("'", "'\\''")}'`
}

/** Characters that make `set -x`, `set` and `declare -p` quote a word. */
const NEEDS_QUOTES = /[ \t\n'"\\|&;()<>!{}*[\]?^$`]|^[#~]|[=:]~/

/** A word as `set -x` prints it. */
export function traceQuote(text: string): string {
  if (text === '') return "''"
  if (text === "'") return "\\'"
  if (NEEDS_QUOTES.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  return CONTROL.test(text) ? ansiQuote(text) : text
}

/** "…", as `declare -p` prints values. */
export function doubleQuote(text: string): string {
  return CONTROL.test(text) ? ansiQuote(text) : `"${text.replace(/[$`"\\]/g, '\\$&')}"`
}

const BACKSLASHED = /[ \t\n'"\\|&;()<>!{}*[\]?^$`,]/g

/** printf %q. */
export function backslashQuote(text: string): string {
  if (text === '') return "''"
  if (CONTROL.test(text)) return ansiQuote(text)
  return text
    .replace(BACKSLASHED, '\\$&')
    .replace(/^[#~]/, '\\$&')
    .replace(/([=:])~/g, '$1\\~')
}
