import type { Device } from '../../../device/device.ts'
import type { InetAddress } from '../../../stack/inet.ts'
import type { Inet6Address } from '../../../stack/ipv6/inet6.ts'
import { array, type Node, object, text } from '../document.ts'
import { linkNodes } from '../link/describe.ts'
import { statisticsNodes } from '../link/statistics.ts'
import { type Command, complain, findDevice, refusalWords, type Session, show } from '../session.ts'
import {
  answeredDevices,
  isHidden,
  newShowFilter,
  passesFilter,
  readShowFilter,
  type ShowFilter,
} from '../show-filter.ts'
import { exit } from '../stop.ts'
import { ADDRESS_USAGE } from '../usage/address.ts'
import { addressNodes } from './describe.ts'
import { address6Nodes } from './describe6.ts'

export const showAddresses: Command = (session, words) => {
  const filter = newShowFilter(session, session.options.family, () => exit(ADDRESS_USAGE))
  readShowFilter(filter, words)
  if (filter.dev !== undefined && !findDevice(session, filter.dev)) return noAnswer(session)
  const devices = answeredDevices(filter).filter((dev) => hasInterest(dev, filter))
  show(
    session,
    devices.map((dev) => object(undefined, deviceNodes(session, dev, filter))),
  )
  return 0
}

/** `if7` passes as a device, whether there is one or not; what the kernel says is told, and that is all. */
function noAnswer(session: Session): number {
  complain(session, `${refusalWords({ errno: 'ENODEV' })}Cannot send link request: No such device\n`)
  return 0
}

export function addressesOf({ netns }: Session, dev: Device): readonly InetAddress[] {
  return netns.inet.devices.get(dev.id)?.addresses ?? []
}

export function addresses6Of({ netns }: Session, dev: Device): readonly Inet6Address[] {
  return netns.inet6.devices.get(dev.id)?.addresses ?? []
}

/** Of both families, or of the one that was asked for; what passes the filter, and what does not. */
function addressesAsked(
  session: Session,
  dev: Device,
  { family }: ShowFilter,
): (InetAddress | Inet6Address)[] {
  return [
    ...(family === 'unspec' || family === 'inet' ? addressesOf(session, dev) : []),
    ...(family === 'unspec' || family === 'inet6' ? addresses6Of(session, dev) : []),
  ]
}

/** ipaddr_filter(): a device with an address that passes, or without any where none was asked for. */
function hasInterest(dev: Device, filter: ShowFilter): boolean {
  const { family, session } = filter
  if (family === 'link') return true
  if (addressesOf(session, dev).length + addresses6Of(session, dev).length === 0) return family === 'unspec'
  return addressesAsked(session, dev, filter).some((address) => passesFilter(address, filter))
}

/** The device, its addresses, and with -s its counters. With -o the addresses alone. */
function deviceNodes(session: Session, dev: Device, filter: ShowFilter): Node[] {
  const { oneline, brief, statistics } = session.options
  const withLink = brief || !oneline || filter.family === 'link'
  if (withLink && isHidden(dev, filter)) return []
  // print_linkinfo() leaves a device alone when it is asked for labels.
  const named = filter.label === undefined
  return [
    ...(withLink && named ? linkNodes(session, dev, familyOfLinks(filter)) : []),
    ...(filter.family === 'link' ? [] : addressList(session, dev, filter)),
    ...(withLink && named && !brief && statistics > 0
      ? [...statisticsNodes(session, dev.counters), text('\n')]
      : []),
  ]
}

/** print_selected_addrinfo(): an address that does not pass leaves an empty object in JSON. */
function addressList(session: Session, dev: Device, filter: ShowFilter): Node[] {
  if (filter.up && !dev.up) return [array('addr_info', [])]
  const { oneline, brief } = session.options
  const nodes = addressesAsked(session, dev, filter).map((address) =>
    object(undefined, passesFilter(address, filter) ? nodesOf(session, dev, address, oneline) : []),
  )
  return [array('addr_info', nodes), ...(brief ? [text('\n')] : [])]
}

function nodesOf(
  session: Session,
  dev: Device,
  address: InetAddress | Inet6Address,
  oneline: boolean,
): Node[] {
  return typeof address.local === 'bigint'
    ? address6Nodes(session, dev, address as Inet6Address, oneline)
    : addressNodes(session, dev, address as InetAddress, oneline)
}

/** Asked for all of them, IPv6 describes the devices itself, and knows less; one device is asked for as ever. */
function familyOfLinks({ family, dev }: ShowFilter): ShowFilter['family'] {
  return family === 'inet6' && dev !== undefined ? 'inet' : family
}
