import { strerror } from '../../../device/errno.ts'
import { addNetns, deleteNetns } from '../../../world/namespaces.ts'
import { netnsOfProcess } from '../link/netns-word.ts'
import { type Command, print, type Session } from '../session.ts'
import { exit, fail, notModelled } from '../stop.ts'
import { NETNS_USAGE } from '../usage/netns.ts'
import { choose, currentWord, hasWord, type Words } from '../words.ts'
import { execNetns } from './exec.ts'
import { listIds, setId } from './ids.ts'
import { listNetns } from './list.ts'

/** do_netns() */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['list* show* lst*', listNetns],
  ['list-id*', listIds],
  ['help*', () => exit(NETNS_USAGE)],
  ['add*', add],
  ['set*', setId],
  ['delete*', remove],
  ['identify*', identify],
  ['pids*', pids],
  ['exec*', execNetns],
  ['monitor*', () => notModelled('netns monitor')],
  [
    'attach*',
    (_, words) => (words.at + 1 < words.list.length ? notModelled('netns attach') : noNameAndPid()),
  ],
]

export const netns: Command = (session, words) => {
  if (!hasWord(words)) return listNetns(session, words)
  checkName(words.list[1])
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip netns help".\n`)
  words.at++
  return command(session, words)
}

/** A name is a file in /run/netns. */
function checkName(name: string | undefined): void {
  if (name === undefined) return
  if (name === '' || name.length > 255 || name.includes('/') || name === '.' || name === '..')
    exit(`Invalid netns name "${name}"\n`)
}

function noNameAndPid(): never {
  fail('No netns name and PID specified\n')
}

function noName(): never {
  fail('No netns name specified\n')
}

function add(session: Session, words: Words): number {
  if (!hasWord(words)) noName()
  const name = currentWord(words)
  const added = addNetns(session.world, session.machine, name)
  if ('errno' in added) fail(`Cannot create namespace file "/run/netns/${name}": ${strerror(added.errno)}\n`)
  return 0
}

function remove(session: Session, words: Words): number {
  const { machine, options } = session
  if (options.all) for (const name of [...machine.named.keys()]) deleteOne(session, name)
  else if (!hasWord(words)) noName()
  else deleteOne(session, currentWord(words))
  return 0
}

function deleteOne({ world, machine }: Session, name: string): void {
  const refusal = deleteNetns(world, machine, name)
  if (refusal) fail(`Cannot remove namespace file "/run/netns/${name}": ${strerror(refusal.errno)}\n`)
}

/** The name of the namespace of a process; an empty line if it has none. */
function identify(session: Session, words: Words): number {
  const word = hasWord(words) ? currentWord(words) : 'self'
  if (words.at + 1 < words.list.length) fail('extra arguments specified\n')
  if (word !== 'self' && !/^\d+$/.test(word)) fail(`Specified string '${word}' is not a pid\n`)
  const netns = word === 'self' ? session.netns : netnsOfProcess(session, Number(word))
  if (!netns) fail('Cannot open network namespace: No such file or directory\n')
  print(session, `${session.machine.named.get(netns.name) === netns ? netns.name : ''}\n`)
  return 0
}

/** Nothing in this world tells which processes there are in a namespace. */
function pids({ machine }: Session, words: Words): number {
  if (!hasWord(words)) noName()
  if (words.at + 1 < words.list.length) fail('extra arguments specified\n')
  if (!machine.named.has(currentWord(words)))
    fail('Cannot open network namespace: No such file or directory\n')
  return 0
}
