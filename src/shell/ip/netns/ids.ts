import { refuse } from '../../../device/errno.ts'
import { field, object, text } from '../document.ts'
import { readInteger } from '../numbers.ts'
import { type Command, report, show } from '../session.ts'
import { fail, invalid, notModelled } from '../stop.ts'
import { currentWord, hasWord, nextWord } from '../words.ts'

/** netns_list_id(): what other namespaces are called here. */
export const listIds: Command = (session, words) => {
  if (hasWord(words)) notModelled('netns list-id arguments')
  const { machine, netns } = session
  const ids = [...netns.netnsIds].sort(([, a], [, b]) => a - b)
  const nameOf = (id: number) => [...machine.named].find(([, other]) => other.id === id)?.[0]
  show(
    session,
    ids.map(([other, id]) => {
      const name = nameOf(other)
      return object(undefined, [
        field('nsid', id, `nsid ${id} `),
        ...(name === undefined ? [] : [field('name', name, `(iproute2 netns name: ${name})`)]),
        text('\n'),
      ])
    }),
  )
  return 0
}

/** netns_set() */
export const setId: Command = ({ machine, netns }, words) => {
  if (!hasWord(words)) fail('No netns name specified\n')
  if (words.at + 1 >= words.list.length) fail('No nsid specified\n')
  const name = currentWord(words)
  const word = nextWord(words)
  const id = word === 'auto' ? undefined : (readInteger(word) ?? invalid(word, 'Invalid "netnsid" value'))
  if (id !== undefined && id < 0) invalid(word, '"netnsid" value should be >= 0')
  const other = machine.named.get(name)
  if (!other) fail(`Cannot open network namespace "${name}": No such file or directory\n`)
  if (netns.netnsIds.has(other.id)) return report(refuse('EEXIST', 'Peer netns already has a nsid assigned'))
  const taken = new Set(netns.netnsIds.values())
  if (id !== undefined && taken.has(id)) return report(refuse('EEXIST', 'The specified nsid is already used'))
  let free = id ?? 0
  while (taken.has(free)) free++
  netns.netnsIds.set(other.id, free)
  return 0
}
