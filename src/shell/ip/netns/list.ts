import { field, object, text } from '../document.ts'
import { type Command, show } from '../session.ts'

/** netns_list(): the newest first, as tmpfs lists the files of /run/netns. */
export const listNetns: Command = (session) => {
  const { machine, netns } = session
  const names = [...machine.named].reverse()
  show(
    session,
    names.map(([name, other]) => {
      const id = netns.netnsIds.get(other.id)
      return object(undefined, [
        field('name', name, name),
        ...(id === undefined ? [] : [field('id', id, ` (id: ${id})`)]),
        text('\n'),
      ])
    }),
  )
  return 0
}
