import { BRIDGE_RULES } from '../bridge/rules.ts'
import type { Rule } from '../device/rule.ts'
import { IPVLAN_RULES } from '../ipvlan/rules.ts'
import { MACVLAN_RULES } from '../macvlan/rules.ts'
import { IPV6_RULES } from '../stack/ipv6/rules6.ts'
import { STACK_RULES } from '../stack/rules.ts'
import { TAP_RULES } from '../tap/rules.ts'
import { VLAN_RULES } from '../vlan/rules.ts'
import { DEVICE_RULES } from '../world/rules.ts'

/** Every rule of the model, in the order of SPEC.md. */
export interface Chapter {
  readonly title: string
  readonly source: string
  readonly rules: readonly Rule[]
}

export const RULE_BOOK: readonly Chapter[] = [
  { title: 'Macvlan', source: 'drivers/net/macvlan.c', rules: MACVLAN_RULES },
  { title: 'Linux bridge, the external switch', source: 'net/bridge/', rules: BRIDGE_RULES },
  { title: 'Ipvlan', source: 'drivers/net/ipvlan/', rules: IPVLAN_RULES },
  { title: 'VLAN devices (802.1Q)', source: 'net/8021q/', rules: VLAN_RULES },
  { title: 'Devices and cables', source: 'net/core/dev.c, drivers/net/veth.c', rules: DEVICE_RULES },
  { title: 'Macvtap, ipvtap and tap', source: 'drivers/net/tap.c, drivers/net/tun.c', rules: TAP_RULES },
  { title: 'The IPv4 stack of a namespace', source: 'net/ipv4/, net/core/neighbour.c', rules: STACK_RULES },
  { title: 'The IPv6 stack of a namespace', source: 'net/ipv6/', rules: IPV6_RULES },
]

const BY_ID: ReadonlyMap<string, Rule> = new Map(
  RULE_BOOK.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule]),
)

/** The rule of that ID; throws if there is none, since a trace may only name rules that exist. */
export function ruleOf(id: string): Rule {
  const rule = BY_ID.get(id)
  if (rule === undefined) throw new Error(`no rule ${id} in the rule book`)
  return rule
}
