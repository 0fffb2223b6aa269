import type { BridgePort } from '../../device/bridge-device.ts'
import type { Device } from '../../device/device.ts'
import { field, type Node, object, text } from '../ip/document.ts'
import { isLowerDown, lowerLink, nameNodes } from '../ip/link/describe.ts'
import { flagNodes } from '../ip/link/flags.ts'
import { type Command, deviceIndex, lineEnd, type Session, show } from '../ip/session.ts'
import { duplicate } from '../ip/stop.ts'
import { currentWord, hasWord, nextWord } from '../ip/words.ts'
import { noDevice } from './stop.ts'

/** brlink_show(): every word but `dev` is passed over. */
export const showLinks: Command = (session, words) => {
  let wanted: string | undefined
  for (; hasWord(words); words.at++) {
    if (currentWord(words) !== 'dev') continue
    const name = nextWord(words)
    if (wanted !== undefined) duplicate('dev', name)
    wanted = name
  }
  const index = wanted === undefined ? undefined : deviceIndex(session, wanted) || noDevice(wanted)
  const devices = [...session.netns.devices.values()].filter(
    (dev) => index === undefined || dev.ifindex === index,
  )
  show(
    session,
    devices.flatMap((dev) => linkNodes(session, dev)),
  )
  return 0
}

/** print_linkinfo() */
function linkNodes(session: Session, dev: Device): Node[] {
  const port = dev.rxHandler
  if (port?.kind !== 'bridge') return []
  const lower = lowerHere(session, dev)
  return [
    object(undefined, [
      field('ifindex', dev.ifindex, `${dev.ifindex}: `),
      ...nameNodes(dev, lower, (name) => `${name}: `),
      flagNodes(dev, isLowerDown(lower)),
      field('mtu', dev.mtu, `mtu ${dev.mtu} `),
      field('master', port.bridge.name, `master ${port.bridge.name} `),
      field('state', port.state, `state ${port.state} `),
      field('priority', port.priority, `priority ${port.priority} `),
      field('cost', port.cost, `cost ${port.cost} `),
      ...(session.options.details > 0
        ? [text(`${lineEnd(session)}    `), ...detailNodes(session, port)]
        : []),
      text('\n'),
    ]),
  ]
}

/**
 * br_fill_ifinfo() does not say that the index of the other end counts in another namespace, so `bridge` takes it for
 * a device of this one: the port of a switch may show as linked to the switch.
 */
function lowerHere(session: Session, dev: Device): ReturnType<typeof lowerLink> {
  const lower = lowerLink(session, dev)
  const here = lower?.dev && session.netns.devices.get(lower.dev.ifindex)
  return here ? { dev: here, netnsId: undefined } : lower
}

/** print_protinfo() with -d. */
function detailNodes({ world }: Session, port: BridgePort): Node[] {
  return [
    onOff('hairpin', port.hairpin),
    onOff('guard', port.guard),
    onOff('root_block', port.rootBlock),
    onOff('fastleave', port.fastleave),
    onOff('learning', port.learning),
    onOff('flood', port.flood),
    onOff('mcast_flood', port.mcastFlood),
    onOff('bcast_flood', port.bcastFlood),
    field('mcast_router', port.mcastRouter, `mcast_router ${port.mcastRouter} `),
    onOff('mcast_to_unicast', port.mcastToUnicast),
    onOff('neigh_suppress', port.neighSuppress),
    onOff('vlan_tunnel', port.vlanTunnel),
    onOff('isolated', port.isolated),
    ...(world.kernel.portsLock ? [onOff('locked', port.locked)] : []),
  ]
}

function onOff(key: string, on: boolean): Node {
  return field(key, on, `${key} ${on ? 'on' : 'off'} `)
}
