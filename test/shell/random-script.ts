import fc from 'fast-check'

/** Small random scripts out of the constructs that labs use. */

const name = fc.constantFrom('a', 'b', 'c', 'arr', 'unset')
const literal = fc.constantFrom(
  'x',
  'foo',
  'a b',
  '*',
  '1',
  '-n',
  '',
  'a:b',
  'ü',
  "it's",
  '$',
  '\\',
  'x=y',
  '[a]',
)
const number = fc.constantFrom('0', '1', '2', '7', '-3', '10')
const pattern = fc.constantFrom('o', 'f*', '*o', '?', '[a-m]', 'x', '', '*', 'b')

/** bash 5.2 fails to parse 'it'\\''s' in an array inside $( … ), so a quote stands in double quotes. */
const single = literal.map((text) => (text.includes("'") ? `"${text}"` : `'${text}'`))
const operation = fc.oneof(
  fc.constantFrom(
    '',
    ':-d e',
    '-d',
    ':+s t',
    '+s',
    ':=n',
    '^',
    '^^',
    ',',
    '@Q',
    ':1',
    ':0:2',
    ': -2',
    ':1:1',
  ),
  pattern.map((one) => `#${one}`),
  pattern.map((one) => `##${one}`),
  pattern.map((one) => `%${one}`),
  pattern.map((one) => `%%${one}`),
  fc
    .tuple(fc.constantFrom('/', '//', '/#', '/%'), pattern, fc.constantFrom('', 'Z', '<&>'))
    .map((all) => `${all[0]}${all[1]}/${all[2]}`),
)
const parameter = fc.oneof(
  name.map((one) => `$${one}`),
  fc.constantFrom(
    '$1',
    '$2',
    '$#',
    '$?',
    '$*',
    '$@',
    '${#a}',
    '${arr[1]}',
    '${arr[@]}',
    '${#arr[@]}',
    '${!arr[@]}',
    '${arr[*]}',
    '${@:2}',
  ),
  fc.tuple(name, operation).map(([one, change]) => `\${${one}${change}}`),
)
const arithmetic: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    number,
    name.filter((one) => one !== 'arr'),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+', '-', '*', '<', '==', '&&', '||', '|', '&', '^', '<<', '**', '/', '%', ','),
        tie('expression'),
      )
      .map((parts) => parts.join(' ')),
    tie('expression').map((inner) => `(${inner})`),
    fc
      .tuple(fc.constantFrom('-', '!', '~', '+'), tie('expression'))
      .map(([sign, inner]) => `${sign} ${inner}`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([a, b, c]) => `${a} ? ${b} : ${c}`),
  ),
})).expression

const command: fc.Arbitrary<string> = fc.letrec<{ command: string; word: string }>((tie) => ({
  word: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    single,
    parameter,
    parameter.map((one) => `"${one}"`),
    fc.tuple(parameter, parameter).map(([a, b]) => `"x${a} ${b}y"`),
    fc.tuple(parameter, single).map((all) => all.join('')),
    fc.constantFrom('{1..3}', 'x{a,b}y', '~', '*', '"*"', 'f?o', '\\*', 'plain', "$'a\\tb'"),
    arithmetic.map((one) => `$((${one}))`),
    tie('command').map((one) => `"$( ${one})"`),
    tie('command').map((one) => `$( ${one})`),
  ),
  command: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.array(tie('word'), { maxLength: 3 }).map((words) => `printf '<%s>' x ${words.join(' ')}`),
    fc.array(tie('word'), { maxLength: 3 }).map((words) => `echo ${words.join(' ')}`),
    fc.tuple(name, tie('word')).map(([one, word]) => `${one === 'arr' ? 'a' : one}=${word}`),
    fc.array(tie('word'), { maxLength: 3 }).map((words) => `arr=(${words.join(' ')})`),
    fc.array(tie('word'), { maxLength: 3 }).map((words) => `set -- ${words.join(' ')}`),
    fc.constantFrom(
      'true',
      'false',
      '(exit 3)',
      'shift',
      ':',
      'unset b',
      'IFS=:',
      "IFS=$' \\t\\n'",
      'f 1 2',
      'return 2>/dev/null',
    ),
    fc
      .tuple(tie('command'), fc.constantFrom('&&', '||', ';', '|'), tie('command'))
      .map((all) => all.join(' ')),
    tie('command').map((one) => `! ${one}`),
    tie('command').map((one) => `{ ${one}; }`),
    tie('command').map((one) => `( ${one} )`),
    fc
      .tuple(tie('command'), tie('command'), tie('command'))
      .map(([a, b, c]) => `if ${a}; then ${b}; else ${c}; fi`),
    fc.tuple(tie('word'), tie('command')).map(([word, body]) => `for a in ${word}; do ${body}; done`),
    fc
      .tuple(tie('word'), pattern, tie('command'))
      .map(([word, one, body]) => `case ${word} in ${one || "''"}) ${body};; *) echo other;; esac`),
    fc
      .tuple(tie('word'), fc.constantFrom('==', '!=', '<'), tie('word'))
      .map(([a, operator, b]) => `[[ ${a} ${operator} ${b} ]]`),
    fc
      .tuple(tie('word'), fc.constantFrom('=', '!=', '-eq', '-lt'), tie('word'))
      .map(([a, operator, b]) => `[ ${a} ${operator} ${b} ] 2>/dev/null`),
    arithmetic.map((one) => `(( ${one} ))`),
    fc.tuple(tie('word'), name).map(([word, one]) => `read -r ${one === 'arr' ? 'b c' : one} <<< ${word}`),
    fc
      .tuple(
        tie('command'),
        fc.constantFrom('cat', 'wc -l', 'while read x; do echo "[$x]"; done', 'tr a b', 'head -1', 'sort'),
      )
      .map((all) => all.join(' | ')),
    tie('command').map((one) => `f() { ${one}; }`),
  ),
})).command

const PRELUDE = 'a=foo b="x y" c=3 arr=(one "two 2" three); set -- p "q r"; touch foo f1\n'

/** A here-document begins on a line of its own, since what follows it on the line comes before its text. */
const document = fc
  .array(
    fc.oneof(
      parameter,
      literal,
      arithmetic.map((one) => `$((${one}))`),
    ),
    { maxLength: 4 },
  )
  .map((parts) => `cat <<END\n${parts.join(' ').replace(/\\$/, '')}\nEND`)

export const randomScript = fc
  .array(fc.oneof({ weight: 5, arbitrary: command }, { weight: 1, arbitrary: document }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => `${PRELUDE}${lines.join('\n')}\necho "status $?"\n`)

/** Text that is hardly a script: words of the language in any order, or a script with some characters changed. */
const TOKENS =
  'if then else fi for in do done while case esac { } ( ) (( )) [[ ]] ; & && || | |& > >> < << <<< 2>&1 $ ${ $( $(( ` " \' \\ \n = a b $x ${x} "$@" ! * ? [ ] function f() time << E;E'.split(
    ' ',
  )

export const randomText = fc.oneof(
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 25 }).map((tokens) => tokens.join(' ')),
  fc
    .tuple(randomScript, fc.nat(), fc.nat({ max: 12 }), fc.constantFrom('', ...TOKENS))
    .map(([script, at, length, put]) => {
      const from = at % script.length
      return script.slice(0, from) + put + script.slice(from + length)
    }),
  fc.string({ maxLength: 60 }),
)
