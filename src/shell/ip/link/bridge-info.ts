import type { Bridge, BridgePort } from '../../../device/bridge-device.ts'
import type { KernelBehaviour } from '../../../device/kernel-version.ts'
import { formatMac, type Mac } from '../../../frame/mac.ts'
import { field, type Node, type Scalar } from '../document.ts'

/** A value that `-d` prints: the key in JSON, and the word in text where that differs. */
type Item = readonly [key: string, value: Scalar, word?: string]

const PRIORITY = 0x8000
const TIMER = { literal: '0.00' }

/** bridge_print_opt(). What this bridge does not have stands at the kernel's defaults, every timer at rest. */
export function bridgeNodes(bridge: Bridge): Node[] {
  const id = bridgeId(bridge)
  const items: readonly Item[] = [
    ...timeItems(bridge),
    ['bridge_id', id],
    ['root_id', id, 'designated_root'],
    ['root_port', 0],
    ['root_path_cost', 0],
    ['topology_change', 0],
    ['topology_change_detected', 0],
    ['hello_timer', TIMER],
    ['tcn_timer', TIMER],
    ['topology_change_timer', TIMER],
    ['gc_timer', TIMER],
    ...vlanItems(bridge),
    ['group_fwd_mask', hex(bridge.driver.groupFwdMask)],
    ['group_addr', '01:80:c2:00:00:00', 'group_address'],
    ['mcast_snooping', bridge.driver.mcastSnooping ? 1 : 0],
    ['no_linklocal_learn', bridge.driver.noLinkLocalLearn ? 1 : 0],
    ...MULTICAST_ITEMS,
  ]
  return items.map(itemNode)
}

function timeItems({ driver }: Bridge): readonly Item[] {
  return [
    ['forward_delay', 1500],
    ['hello_time', 200],
    ['max_age', 2000],
    ['ageing_time', Math.round(driver.ageing / 10_000_000)],
    ['stp_state', 0],
    ['priority', PRIORITY],
    ['vlan_filtering', driver.vlanFiltering ? 1 : 0],
    ...(driver.defaultPvid === undefined ? [] : [['vlan_protocol', '802.1Q'] as const]),
  ]
}

function vlanItems({ driver: { defaultPvid } }: Bridge): readonly Item[] {
  if (defaultPvid === undefined) return []
  return [
    ['vlan_default_pvid', defaultPvid],
    ['vlan_stats_enabled', 0],
    ['vlan_stats_per_port', 0],
  ]
}

const MULTICAST_ITEMS: readonly Item[] = [
  ['mcast_vlan_snooping', 0],
  ['mcast_router', 1],
  ['mcast_query_use_ifaddr', 0],
  ['mcast_querier', 0],
  ['mcast_hash_elasticity', 16],
  ['mcast_hash_max', 4096],
  ['mcast_last_member_cnt', 2, 'mcast_last_member_count'],
  ['mcast_startup_query_cnt', 2, 'mcast_startup_query_count'],
  ['mcast_last_member_intvl', 100, 'mcast_last_member_interval'],
  ['mcast_membership_intvl', 26000, 'mcast_membership_interval'],
  ['mcast_querier_intvl', 25500, 'mcast_querier_interval'],
  ['mcast_query_intvl', 12500, 'mcast_query_interval'],
  ['mcast_query_response_intvl', 1000, 'mcast_query_response_interval'],
  ['mcast_startup_query_intvl', 3124, 'mcast_startup_query_interval'],
  ['mcast_stats_enabled', 0],
  ['mcast_igmp_version', 2],
  ['mcast_mld_version', 1],
  ['nf_call_iptables', 0],
  ['nf_call_ip6tables', 0],
  ['nf_call_arptables', 0],
]

/** bridge_slave_print_opt() */
export function portNodes(port: BridgePort, { portsLock }: KernelBehaviour): Node[] {
  const id = bridgeId(port.bridge)
  const number = `0x${port.number.toString(16)}`
  const portId = 0x8000 | port.number
  const items: readonly Item[] = [
    ['state', port.state],
    ['priority', port.priority],
    ['cost', port.cost],
    ['hairpin', port.hairpin],
    ['guard', port.guard],
    ['root_block', port.rootBlock],
    ['fastleave', port.fastleave],
    ['learning', port.learning],
    ['flood', port.flood],
    ['id', `0x${portId.toString(16)}`, 'port_id'],
    ['no', number, 'port_no'],
    ['designated_port', portId],
    ['designated_cost', 0],
    ['bridge_id', id, 'designated_bridge'],
    ['root_id', id, 'designated_root'],
    ['hold_timer', TIMER],
    ['message_age_timer', TIMER],
    ['forward_delay_timer', TIMER],
    ['topology_change_ack', 0],
    ['config_pending', 0],
    ['proxy_arp', false],
    ['proxy_arp_wifi', false],
    ['multicast_router', port.mcastRouter, 'mcast_router'],
  ]
  return [...items.map(itemNode), ...fastLeave(port), ...laterPortItems(port, portsLock).map(itemNode)]
}

/** The second print of the same attribute is for people only. */
function fastLeave(port: BridgePort): Node[] {
  return [{ text: `mcast_fast_leave ${port.fastleave ? 'on' : 'off'} ` }]
}

function laterPortItems(port: BridgePort, locks: boolean): readonly Item[] {
  return [
    ['mcast_flood', port.mcastFlood],
    ['bcast_flood', port.bcastFlood],
    ['mcast_to_unicast', port.mcastToUnicast],
    ['neigh_suppress', port.neighSuppress],
    ['group_fwd_mask', hex(port.groupFwdMask)],
    ['group_fwd_mask_str', `0x${port.groupFwdMask.toString(16)}`],
    ['vlan_tunnel', port.vlanTunnel],
    ['isolated', port.isolated],
    ...(locks ? ([['locked', port.locked]] as const) : []),
  ]
}

function itemNode([key, value, word = key]: Item): Node {
  const isTimer = typeof value === 'object' && value !== null
  const words = isTimer ? value.literal.padStart(7) : typeof value === 'boolean' ? onOff(value) : value
  return field(key, value, `${word} ${words} `)
}

/** %#llx, which writes zero without its prefix. */
const hex = (mask: number) => (mask === 0 ? '0' : `0x${mask.toString(16)}`)

const onOff = (on: boolean) => (on ? 'on' : 'off')

/** Priority and address, as ether_ntoa() writes one: without leading zeros. */
function bridgeId({ driver }: Bridge): string {
  return `8000.${shortMac(driver.id)}`
}

function shortMac(mac: Mac): string {
  return formatMac(mac).replace(/0(?=[0-9a-f])/g, '')
}
