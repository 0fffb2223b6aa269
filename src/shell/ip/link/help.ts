import { type Command, print } from '../session.ts'
import { exit } from '../stop.ts'
import { BRIDGE_USAGE } from '../usage/bridge.ts'
import { BRIDGE_SLAVE_USAGE } from '../usage/bridge-slave.ts'
import { ipvlanUsage } from '../usage/ipvlan.ts'
import { LINK_USAGE } from '../usage/link.ts'
import { macvlanUsage } from '../usage/macvlan.ts'
import { VETH_USAGE } from '../usage/veth.ts'
import { VLAN_USAGE } from '../usage/vlan.ts'
import { currentWord, hasWord } from '../words.ts'

const KIND_USAGES: Readonly<Record<string, string>> = {
  bridge: BRIDGE_USAGE,
  bridge_slave: BRIDGE_SLAVE_USAGE,
  ipvlan: ipvlanUsage('ipvlan'),
  ipvtap: ipvlanUsage('ipvtap'),
  macvlan: macvlanUsage('macvlan'),
  macvtap: macvlanUsage('macvtap'),
  veth: VETH_USAGE,
  vlan: VLAN_USAGE,
}

/** `ip link help TYPE` prints on stdout, unlike `ip link help`. */
export const linkHelp: Command = (session, words) => {
  const usage = hasWord(words) ? KIND_USAGES[currentWord(words)] : undefined
  if (usage === undefined) exit(LINK_USAGE)
  print(session, usage)
  return 0
}
