import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { BRIDGE, CABLES, type FixedLink, MTU } from '../bench.ts'
import type { LinkView } from '../link-view.ts'
import * as links from './link-requests.ts'

const PORT_DEFAULTS = {
  hairpin: false,
  learning: true,
  flood: true,
  mcastFlood: true,
  bcastFlood: true,
  isolated: false,
} as const

/** The requests that bring a device of the bench back to how it was made. */
export function restoreLink(link: FixedLink, view: LinkView, isPort: boolean): MessageWriter[] {
  const flags = view.flags.split(' ')
  const changes = {
    ...(view.mac !== link.mac && { address: link.mac }),
    ...(view.mtu !== MTU && { mtu: MTU }),
    ...(flags.includes('promisc') && { promisc: false }),
    ...(flags.includes('allmulti') && { allmulticast: false }),
    ...(!flags.includes('up') && { up: true }),
  }
  const requests = Object.keys(changes).length > 0 ? [links.changeLink(link.index, changes)] : []
  return isPort ? [...requests, links.changePort(link.index, PORT_DEFAULTS)] : requests
}

export function restoreBridge(view: LinkView): MessageWriter[] {
  const bridge = { ...BRIDGE, mac: view.mac as FixedLink['mac'] }
  return [...restoreLink(bridge, view, false), links.flushFdb(BRIDGE.index)]
}

/** Out and in again, all of them in order: a switch floods its newest port first. */
export function restorePorts(): MessageWriter[] {
  const moves = [0, BRIDGE.index].flatMap((master) =>
    CABLES.map(({ port }) => links.changeLink(port.index, { master })),
  )
  return moves
}
