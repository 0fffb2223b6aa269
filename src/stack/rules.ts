import type { Rule } from '../device/rule.ts'
import { ARP_RULES } from './arp-rules.ts'
import { IP_RULES } from './ip-rules.ts'
import { NUD_RULES } from './nud-rules.ts'

/** The decisions of the IPv4 stack about a packet, in the order in which a packet meets them. */
export const STACK_RULES: readonly Rule[] = [...ARP_RULES, ...NUD_RULES, ...IP_RULES]
