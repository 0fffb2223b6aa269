import { object } from '../document.ts'
import { type Command, refusalWords, show } from '../session.ts'
import {
  answeredDevices,
  isHidden,
  matchesPattern,
  newShowFilter,
  readShowFilter,
  type ShowFilter,
} from '../show-filter.ts'
import { exit } from '../stop.ts'
import { LINK_USAGE } from '../usage/link.ts'
import { linkNodes } from './describe.ts'

/** ipaddr_list_link() */
export const showLinks: Command = (session, words) => {
  const filter = newShowFilter(session, 'link', () => exit(LINK_USAGE))
  readShowFilter(filter, words)
  if (isBareIndex(filter)) noAnswer()
  const devices = answeredDevices(filter)
  const nodes = devices.map((dev) => {
    const hidden = isHidden(dev, filter)
    const named = filter.label === undefined || matchesPattern(dev.name, filter.label)
    return object(undefined, hidden || !named ? [] : linkNodes(session, dev, 'do_link'))
  })
  show(session, nodes)
  return 0
}

/** `if7` passes as a device, but the kernel is asked for it by name. */
function isBareIndex({ session, dev }: ShowFilter): boolean {
  return dev !== undefined && !session.netns.byName.has(dev)
}

function noAnswer(): never {
  exit(`${refusalWords({ errno: 'ENODEV' })}Cannot send link get request: No such device\n`, 1)
}
