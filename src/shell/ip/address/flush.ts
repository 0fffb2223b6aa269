import type { Device } from '../../../device/device.ts'
import type { InetAddress } from '../../../stack/inet.ts'
import type { Inet6Address } from '../../../stack/ipv6/inet6.ts'
import { deleteAddress } from '../../../world/inet.ts'
import { deleteAddress6 } from '../../../world/inet6.ts'
import { toText } from '../document.ts'
import { flushRounds } from '../flush-rounds.ts'
import { type Command, print, type Session } from '../session.ts'
import {
  answeredDevices,
  newShowFilter,
  passesFilter,
  readShowFilter,
  type ShowFilter,
} from '../show-filter.ts'
import { exit, fail } from '../stop.ts'
import { ADDRESS_USAGE } from '../usage/address.ts'
import { hasWord } from '../words.ts'
import { addressNodes } from './describe.ts'
import { address6Nodes } from './describe6.ts'
import { addresses6Of, addressesOf } from './show.ts'

/** ipaddr_flush(). Deleting a primary address may promote a secondary one, which the next round finds. */
export const flushAddresses: Command = (session, words) => {
  if (!hasWord(words)) fail('Flush requires arguments.\n')
  const { family } = session.options
  if (family === 'link') fail('Cannot flush link addresses.\n')
  const filter = newShowFilter(session, family, () => exit(ADDRESS_USAGE))
  readShowFilter(filter, words)
  const onlyPrimary = filter.flags.get('secondary') === false
  return flushRounds(session, {
    what: 'addresses',
    rounds: onlyPrimary ? 1 : Infinity,
    round: () => flush(session, filter),
  })
}

function flush(session: Session, filter: ShowFilter): number {
  const doomed = chosenAddresses(session, filter)
  const doomed6 = chosenAddresses6(session, filter)
  if (session.options.statistics > 1) for (const [dev, address] of doomed) printDoomed(session, dev, address)
  if (session.options.statistics > 1)
    for (const [dev, address] of doomed6) print(session, toText(address6Nodes(session, dev, address, true)))
  // Some may be gone by then, since the secondaries of a subnet can go with their primary.
  for (const [dev, { local, prefix, peer, label }] of doomed)
    deleteAddress(session.world, dev, { local, prefix, peer, label })
  for (const [dev, { local, prefix }] of doomed6) deleteAddress6(session.world, dev, local, prefix)
  return doomed.length + doomed6.length
}

function chosenAddresses(session: Session, filter: ShowFilter): [Device, InetAddress][] {
  if (filter.family !== 'unspec' && filter.family !== 'inet') return []
  return answeredDevices({ ...filter, master: undefined, nomaster: false, kind: undefined }).flatMap((dev) =>
    addressesOf(session, dev)
      .filter((address) => passesFilter(address, filter))
      .map((address): [Device, InetAddress] => [dev, address]),
  )
}

function chosenAddresses6(session: Session, filter: ShowFilter): [Device, Inet6Address][] {
  if (filter.family !== 'unspec' && filter.family !== 'inet6') return []
  return answeredDevices({ ...filter, master: undefined, nomaster: false, kind: undefined }).flatMap((dev) =>
    addresses6Of(session, dev)
      .filter((address) => passesFilter(address, filter))
      .map((address): [Device, Inet6Address] => [dev, address]),
  )
}

function printDoomed(session: Session, dev: Device, address: InetAddress): void {
  print(session, toText(addressNodes(session, dev, address, true)))
}
