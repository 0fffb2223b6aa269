import type { PortChanges, PortFlag } from '../../bridge/port-settings.ts'
import { type BridgePort, PORT_STATES } from '../../device/bridge-device.ts'
import { refuse } from '../../device/errno.ts'
import { changeBridgePort } from '../../world/bridge-port.ts'
import type { World } from '../../world/world.ts'
import { bridgeId, command, hexadecimal, number, sorted } from './bridge-attributes.ts'
import { type DirectoryNode, directory, file, type Node } from './virtual-node.ts'

const FLAGS: Readonly<Record<string, PortFlag>> = {
  bpdu_guard: 'guard',
  broadcast_flood: 'bcastFlood',
  hairpin_mode: 'hairpin',
  isolated: 'isolated',
  learning: 'learning',
  multicast_fast_leave: 'fastleave',
  multicast_flood: 'mcastFlood',
  multicast_to_unicast: 'mcastToUnicast',
  neigh_suppress: 'neighSuppress',
  root_block: 'rootBlock',
  unicast_flood: 'flood',
}

/** /sys/class/net/PORT/brport (br_sysfs_if.c). */
export function portDirectory(world: World, port: BridgePort, bridge: Node): DirectoryNode {
  const change = (changes: PortChanges) => changeBridgePort(world, port.dev, changes)
  const flags = Object.entries(FLAGS).map(([name, flag]): [string, Node] => [
    name,
    number(
      () => (port[flag] ? 1 : 0),
      (value) => change({ [flag]: value !== 0 }),
    ),
  ])
  return directory(() =>
    sorted({
      ...Object.fromEntries(flags),
      ...portNumbers(port),
      backup_port: file(
        () => '',
        () => refuse('EOPNOTSUPP'),
      ),
      bridge,
      flush: command(() => change({ flush: true })),
      group_fwd_mask: hexadecimal(
        () => port.groupFwdMask,
        (value) => change({ groupFwdMask: value & 0xffff }),
      ),
      multicast_router: number(
        () => port.mcastRouter,
        (mcastRouter) => change({ mcastRouter }),
      ),
      path_cost: number(
        () => port.cost,
        (cost) => change({ cost }),
      ),
      priority: number(
        () => port.priority,
        (priority) => change({ priority }),
      ),
      proxyarp: number(
        () => 0,
        (value) => (value === 0 ? undefined : refuse('EOPNOTSUPP')),
      ),
      proxyarp_wifi: number(
        () => 0,
        (value) => (value === 0 ? undefined : refuse('EOPNOTSUPP')),
      ),
    }),
  )
}

function portNumbers(port: BridgePort): Readonly<Record<string, Node>> {
  const id = (port.priority << 10) | port.number
  const values: Readonly<Record<string, string | number>> = {
    change_ack: 0,
    config_pending: 0,
    designated_bridge: bridgeId(port.bridge),
    designated_cost: 0,
    designated_port: id,
    designated_root: bridgeId(port.bridge),
    forward_delay_timer: 0,
    hold_timer: 0,
    message_age_timer: 0,
    port_id: `0x${id.toString(16)}`,
    port_no: `0x${port.number.toString(16)}`,
    state: PORT_STATES.indexOf(port.state),
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, file(() => `${value}\n`)]))
}
