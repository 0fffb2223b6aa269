import type { PortChanges, PortFlag } from '../../../bridge/port-settings.ts'
import { readUnsigned } from '../numbers.ts'
import { readOnOff } from '../on-off.ts'
import { fail, invalid, notModelled } from '../stop.ts'
import { BRIDGE_SLAVE_USAGE } from '../usage/bridge-slave.ts'
import { currentWord, type Handler, keywords, matches, nextWord, readWords, take } from '../words.ts'
import type { KindReader } from './kinds.ts'

type SlaveWords = { -readonly [Key in keyof PortChanges]: PortChanges[Key] }

/** bridge_slave_parse_opt(): settings of a port, which go to its bridge and not to its own driver. */
export const readBridgeSlave: KindReader = (session, words) => {
  const changes: SlaveWords = {}
  // What the handlers below do not know is whether there is such a device.
  const table = keywords<SlaveWords>({ ...SETTINGS, ...backupPort(session.netns.byName) })
  readWords(words, table, changes, unknownOption)
  return { kind: 'bridge_slave', changes }
}

const [U8, U16, U32] = [0xff, 0xffff, 0xffff_ffff]

function number(
  key: 'state' | 'priority' | 'cost' | 'mcastRouter' | 'groupFwdMask',
  largest: number,
  why: string,
) {
  return take<SlaveWords, typeof key>(key, (word) => readUnsigned(word, largest) ?? invalid(word, why))
}

/** In the order of the comparisons in bridge_slave_parse_opt(): `m` is `mcast_flood`. */
const SETTINGS: Readonly<Record<string, Handler<SlaveWords>>> = {
  'fdb_flush*': (changes) => {
    changes.flush = true
  },
  'state*': number('state', U8, 'state is invalid'),
  'priority*': number('priority', U16, 'priority is invalid'),
  'cost*': number('cost', U32, 'cost is invalid'),
  'hairpin*': flag('hairpin'),
  'guard*': flag('guard'),
  'root_block*': flag('rootBlock', 'root_block'),
  'fastleave*': flag('fastleave'),
  'learning*': flag('learning'),
  'flood*': flag('flood'),
  'mcast_flood*': flag('mcastFlood', 'mcast_flood'),
  'bcast_flood*': flag('bcastFlood', 'bcast_flood'),
  'mcast_to_unicast*': flag('mcastToUnicast', 'mcast_to_unicast'),
  'proxy_arp*': neverOn('proxy_arp'),
  'proxy_arp_wifi*': neverOn('proxy_arp_wifi'),
  'mcast_router*': number('mcastRouter', U8, 'invalid mcast_router'),
  'mcast_fast_leave*': flag('fastleave', 'mcast_fast_leave'),
  'group_fwd_mask*': number('groupFwdMask', U16, 'invalid group_fwd_mask'),
  'neigh_suppress*': flag('neighSuppress', 'neigh_suppress'),
  'vlan_tunnel*': flag('vlanTunnel', 'vlan_tunnel'),
  'isolated*': flag('isolated'),
  'locked*': flag('locked'),
}

function flag(key: PortFlag, word: string = key): Handler<SlaveWords> {
  return (changes, words) => {
    changes[key] = readOnOff(word, nextWord(words), 1)
  }
}

/** The ports of this bridge do not answer ARP for others. */
function neverOn(name: string): Handler<SlaveWords> {
  return (_, words) => {
    if (readOnOff(name, nextWord(words), 1)) notModelled(`bridge_slave ${name}`)
  }
}

function backupPort(devices: ReadonlyMap<string, unknown>): Readonly<Record<string, Handler<SlaveWords>>> {
  return {
    'backup_port*': (_, words) => {
      const name = nextWord(words)
      if (!devices.has(name)) invalid(name, 'Device does not exist\n')
      notModelled('bridge_slave backup_port')
    },
    'nobackup_port*': () => {},
  }
}

const unknownOption: Handler<SlaveWords> = (_, words) => {
  const word = currentWord(words)
  fail(
    matches(word, 'help')
      ? BRIDGE_SLAVE_USAGE
      : `bridge_slave: unknown option "${word}"?\n${BRIDGE_SLAVE_USAGE}`,
  )
}
