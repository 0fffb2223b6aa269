/**
 * Splits a command into words as containerlab does for `exec`: blanks separate, quotes and backslashes group,
 * nothing is expanded and no shell is involved. undefined if a quote is never closed.
 */
export function splitWords(command: string): readonly string[] | undefined {
  const words: string[] = []
  const token = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsy
  let word: string | undefined
  while (token.lastIndex < command.length) {
    const match = token.exec(command)
    if (!match) return undefined
    const part = match[1] ?? match[2]?.replace(/\\(["\\$`])/g, '$1') ?? match[3] ?? match[4]
    if (part !== undefined) word = (word ?? '') + part
    else if (word !== undefined) {
      words.push(word)
      word = undefined
    }
  }
  return word === undefined ? words : [...words, word]
}
