import { flushFdb } from '../../bridge/fdb.ts'
import type { Bridge } from '../../device/bridge-device.ts'
import { refuse } from '../../device/errno.ts'
import { BRIDGE_PRIORITY, bridgeId, command, hexadecimal, number, sorted } from './bridge-attributes.ts'
import { type DirectoryNode, directory, type FileNode, file, type Node } from './virtual-node.ts'

/** A hundredth of a second (USER_HZ), in nanoseconds. */
const TICK = 10_000_000
/** BR_GROUPFWD_RESTRICTED: spanning tree, pause and link aggregation are never forwarded by the bridge's mask. */
const RESTRICTED_GROUPS = 0x0007

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
  priority: BRIDGE_PRIORITY,
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
