import { flushFdb } from '../../bridge/fdb.ts'
import type { PortChanges, PortFlag } from '../../bridge/port-settings.ts'
import { type Bridge, type BridgePort, PORT_STATES } from '../../device/bridge-device.ts'
import { type Reply, refuse } from '../../device/errno.ts'
import { changeBridgePort } from '../../world/bridge-port.ts'
import type { World } from '../../world/world.ts'
import { looseNumber } from './kernel-numbers.ts'
import { type DirectoryNode, directory, type FileNode, file, type Node } from './virtual-node.ts'

/** A hundredth of a second (USER_HZ), in nanoseconds. */
const TICK = 10_000_000
/** BR_GROUPFWD_RESTRICTED: spanning tree, pause and link aggregation are never forwarded by the bridge's mask. */
const RESTRICTED_GROUPS = 0x0007
const PRIORITY = 0x8000

const FIXED: Readonly<Record<string, string | number>> = {
  forward_delay: 1500,
  gc_timer: 0,
  group_addr: '01:80:c2:00:00:00',
  hash_elasticity: 16,
  hash_max: 4096,
  hello_time: 200,
  hello_timer: 0,
  max_age: 2000,
  multicast_igmp_version: 2,
  multicast_last_member_count: 2,
  multicast_last_member_interval: 100,
  multicast_membership_interval: 26000,
  multicast_mld_version: 1,
  multicast_querier: 0,
  multicast_querier_interval: 25500,
  multicast_query_interval: 12500,
  multicast_query_response_interval: 1000,
  multicast_query_use_ifaddr: 0,
  multicast_router: 1,
  multicast_startup_query_count: 2,
  multicast_startup_query_interval: 3124,
  multicast_stats_enabled: 0,
  nf_call_arptables: 0,
  nf_call_ip6tables: 0,
  nf_call_iptables: 0,
  priority: PRIORITY,
  root_path_cost: 0,
  root_port: 0,
  stp_state: 0,
  tcn_timer: 0,
  topology_change: 0,
  topology_change_detected: 0,
  topology_change_timer: 0,
}

const NEVER_WRITABLE = /_timer$|^root_|^topology_/

/** /sys/class/net/BRIDGE/bridge (br_sysfs_br.c). What this bridge does not have takes the value it has anyway. */
export function bridgeDirectory(bridge: Bridge): DirectoryNode {
  const { driver } = bridge
  const fixed = Object.entries(FIXED).map(([name, value]): [string, Node] => [name, fixedFile(name, value)])
  return directory(() =>
    sorted({
      ...Object.fromEntries(fixed),
      ageing_time: number(
        () => Math.round(driver.ageing / TICK),
        (value) => {
          driver.ageing = value * TICK
          return undefined
        },
      ),
      bridge_id: file(() => `${bridgeId(bridge)}\n`),
      flush: command(() => {
        flushFdb(bridge, { static: false, extLearned: false })
        return undefined
      }),
      group_fwd_mask: hexadecimal(
        () => driver.groupFwdMask,
        (value) => {
          if (value & RESTRICTED_GROUPS) return refuse('EINVAL')
          driver.groupFwdMask = value & 0xffff
          return undefined
        },
      ),
      multicast_snooping: number(
        () => (driver.mcastSnooping ? 1 : 0),
        (value) => {
          driver.mcastSnooping = value !== 0
          return undefined
        },
      ),
      no_linklocal_learn: number(
        () => (driver.noLinkLocalLearn ? 1 : 0),
        (value) => {
          driver.noLinkLocalLearn = value !== 0
          return undefined
        },
      ),
      root_id: file(() => `${bridgeId(bridge)}\n`),
    }),
  )
}

function fixedFile(name: string, value: string | number): FileNode {
  if (NEVER_WRITABLE.test(name)) return file(() => `${value}\n`)
  if (typeof value === 'string')
    return file(
      () => `${value}\n`,
      () => refuse('EINVAL'),
    )
  return number(
    () => value,
    (wanted) => (wanted === value ? undefined : refuse('EOPNOTSUPP')),
  )
}

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

function number(read: () => number, write: (value: number) => Reply): FileNode {
  return file(
    () => `${read()}\n`,
    (text) => {
      const value = looseNumber(text)
      return value === undefined ? refuse('EINVAL') : write(value)
    },
  )
}

function hexadecimal(read: () => number, write: (value: number) => Reply): FileNode {
  return { ...number(read, write), read: () => `0x${read().toString(16)}\n` }
}

function command(run: () => Reply): FileNode {
  return {
    kind: 'file',
    write: (text) => (looseNumber(text) === undefined ? refuse('EINVAL') : run()),
  }
}

function bridgeId({ driver }: Bridge): string {
  return `${PRIORITY.toString(16)}.${driver.id.toString(16).padStart(12, '0')}`
}

function sorted(nodes: Readonly<Record<string, Node>>): Readonly<Record<string, Node>> {
  return Object.fromEntries(Object.entries(nodes).sort(([a], [b]) => (a < b ? -1 : 1)))
}
