import { expect, test } from 'vitest'
import { Source } from '../../src/shell/language/source.ts'
import { parseProgram } from '../../src/shell/language/syntax.ts'

const said = (text: string) => parseProgram(new Source(text)).error?.messages[0]

test.each(['{ # why\n', '( # why\n', 'f() { # why\n', 'f() {\n# why\n  # and how\n', '{ # why'])(
  'a comment after an opening is no token: %j ends too soon',
  (text) => expect(said(text)).toBe('syntax error: unexpected end of file'),
)

test('what follows such a comment is what is not expected', () => {
  expect(said('{ # why\n)\n')).toBe("syntax error near unexpected token `)'")
  expect(said('( # why\n}\n')).toBe("syntax error near unexpected token `}'")
  expect(said('{ # why\n  echo a # b\n}\n')).toBeUndefined()
})
