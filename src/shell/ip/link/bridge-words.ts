import type { BridgeOptions } from '../../../world/link-requests.ts'
import { parseLinkAddress } from '../mac-words.ts'
import { readUnsigned } from '../numbers.ts'
import { fail, invalid, notModelled } from '../stop.ts'
import { BRIDGE_USAGE } from '../usage/bridge.ts'
import { currentWord, type Handler, keywords, matches, nextWord, readWords, take } from '../words.ts'
import type { KindReader } from './kinds.ts'

interface BridgeWords {
  ageingTime: number | undefined
  mcastSnooping: boolean | undefined
  vlanFiltering: boolean | undefined
  defaultPvid: number | undefined
}

/** bridge_parse_opt() */
export const readBridge: KindReader = (_, words) => {
  const state: BridgeWords = {
    ageingTime: undefined,
    mcastSnooping: undefined,
    vlanFiltering: undefined,
    defaultPvid: undefined,
  }
  readWords(words, KEYWORDS, state, unknownCommand)
  const { ageingTime, mcastSnooping, vlanFiltering, defaultPvid } = state
  const options: BridgeOptions = {
    ...(ageingTime === undefined ? {} : { ageingTime }),
    ...(mcastSnooping === undefined ? {} : { mcastSnooping }),
    ...(vlanFiltering === undefined ? {} : { vlanFiltering }),
    ...(defaultPvid === undefined ? {} : { defaultPvid }),
  }
  return { kind: 'bridge', options }
}

const U8 = 0xff
const U16 = 0xffff
const U32 = 0xffff_ffff

function readValue(word: string, name: string, largest: number): number {
  return readUnsigned(word, largest) ?? invalid(word, `invalid ${name}`)
}

/** Options that this bridge does not have: it takes the value that it has anyway. */
function fixed(name: string, largest: number, value: number): Handler<BridgeWords> {
  return (_, words) => {
    if (readValue(nextWord(words), name, largest) !== value) notModelled(`bridge ${name}`)
  }
}

/** In the order of the comparisons in bridge_parse_opt(). */
const KEYWORDS = keywords<BridgeWords>({
  'forward_delay*': fixed('forward_delay', U32, 1500),
  'hello_time*': fixed('hello_time', U32, 200),
  'max_age*': fixed('max_age', U32, 2000),
  'ageing_time*': take('ageingTime', (word) => readValue(word, 'ageing_time', U32)),
  'stp_state*': fixed('stp_state', U32, 0),
  'priority*': fixed('priority', U16, 32768),
  'vlan_filtering*': take('vlanFiltering', (word) => readValue(word, 'vlan_filtering', U8) !== 0),
  'vlan_protocol*': (_, words) => {
    if (nextWord(words).toLowerCase() !== '802.1q') notModelled('bridge vlan_protocol')
  },
  'group_fwd_mask*': fixed('group_fwd_mask', U16, 0),
  'group_address*': (_, words) => {
    if (typeof parseLinkAddress(nextWord(words)) !== 'string') notModelled('bridge group_address')
  },
  no_linklocal_learn: fixed('no_linklocal_learn', U8, 0),
  'fdb_flush*': () => notModelled('bridge fdb_flush'),
  'vlan_default_pvid*': take('defaultPvid', (word) => readValue(word, 'vlan_default_pvid', U16)),
  'vlan_stats_enabled*': fixed('vlan_stats_enabled', U8, 0),
  'vlan_stats_per_port*': fixed('vlan_stats_per_port', U8, 0),
  'mcast_router*': fixed('mcast_router', U8, 1),
  'mcast_snooping*': take('mcastSnooping', (word) => readValue(word, 'mcast_snooping', U8) !== 0),
  mcast_vlan_snooping: fixed('mcast_vlan_snooping', U8, 0),
  'mcast_query_use_ifaddr*': fixed('mcast_query_use_ifaddr', U8, 0),
  'mcast_querier*': fixed('mcast_querier', U8, 0),
  'mcast_hash_elasticity*': fixed('mcast_hash_elasticity', U32, 16),
  'mcast_hash_max*': fixed('mcast_hash_max', U32, 4096),
  'mcast_last_member_count*': fixed('mcast_last_member_count', U32, 2),
  'mcast_startup_query_count*': fixed('mcast_startup_query_count', U32, 2),
  'mcast_last_member_interval*': fixed('mcast_last_member_interval', U32, 100),
  'mcast_membership_interval*': fixed('mcast_membership_interval', U32, 26000),
  'mcast_querier_interval*': fixed('mcast_querier_interval', U32, 25500),
  'mcast_query_interval*': fixed('mcast_query_interval', U32, 12500),
  'mcast_query_response_interval*': fixed('mcast_query_response_interval', U32, 1000),
  'mcast_startup_query_interval*': fixed('mcast_startup_query_interval', U32, 3124),
  'mcast_stats_enabled*': fixed('mcast_stats_enabled', U8, 0),
  'mcast_igmp_version*': fixed('mcast_igmp_version', U8, 2),
  'mcast_mld_version*': fixed('mcast_mld_version', U8, 1),
  'nf_call_iptables*': fixed('nf_call_iptables', U8, 0),
  'nf_call_ip6tables*': fixed('nf_call_ip6tables', U8, 0),
  'nf_call_arptables*': fixed('nf_call_arptables', U8, 0),
})

const unknownCommand: Handler<BridgeWords> = (_, words) => {
  const word = currentWord(words)
  fail(matches(word, 'help') ? BRIDGE_USAGE : `bridge: unknown command "${word}"?\n${BRIDGE_USAGE}`)
}
