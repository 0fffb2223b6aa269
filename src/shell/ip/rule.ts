import { field, object, text } from './document.ts'
import { type Command, show } from './session.ts'
import { exit, fail, notModelled } from './stop.ts'
import { RULE_USAGE } from './usage/rule.ts'
import { choose, currentWord, hasWord } from './words.ts'

/** do_iprule(): there are the three rules that every namespace begins with, and no others can be made. */
const COMMANDS: readonly (readonly [string, Command])[] = [
  [
    'list* lst* show*',
    (session, words) => (hasWord(words) ? notModelled('rule selectors') : showRules(session, words)),
  ],
  ['save*', () => notModelled('rule save')],
  ['restore*', () => notModelled('rule restore')],
  [
    'add*',
    (_, words) => (hasWord(words) ? notModelled('rule add') : fail('"ip rule add" requires arguments.\n')),
  ],
  [
    'delete*',
    (_, words) => (hasWord(words) ? notModelled('rule del') : fail('"ip rule del" requires arguments.\n')),
  ],
  ['flush*', () => notModelled('rule flush')],
  ['help*', () => exit(RULE_USAGE)],
]

export const rule: Command = (session, words) => {
  if (!hasWord(words)) return showRules(session, words)
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip rule help".\n`)
  words.at++
  return command(session, words)
}

const RULES: readonly (readonly [priority: number, table: string])[] = [
  [0, 'local'],
  [32766, 'main'],
  [32767, 'default'],
]

const showRules: Command = (session) => {
  const { family } = session.options
  // IPv6 has no table `default`.
  const rules = family === 'link' ? [] : family === 'inet6' ? RULES.slice(0, 2) : RULES
  show(
    session,
    rules.map(([priority, table]) =>
      object(undefined, [
        field('priority', priority, `${priority}:\t`),
        field('src', 'all', 'from all '),
        field('table', table, `lookup ${table}`),
        text('\n'),
      ]),
    ),
  )
  return 0
}
