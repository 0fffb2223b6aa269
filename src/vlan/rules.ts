import type { Rule } from '../device/rule.ts'
import { named } from '../device/rule-values.ts'

/** The decisions of net/8021q about a frame. */
export const VLAN_RULES: readonly Rule[] = [
  {
    id: 'VLAN1',
    question: 'Does a VLAN device with the number in the tag stand on the receiving device?',
    kernel: 'vlan_do_receive',
    yes: 'VLAN2',
    no: 'the receiving device keeps it, tag and all: its rx_handler is next (RX1, BR1), then the protocols (DEV6), which take what bears a number as somebody else’s',
    values: named('vlan', 'found'),
  },
  {
    id: 'VLAN2',
    question: 'Is that VLAN device up?',
    kernel: 'vlan_do_receive',
    yes: 'it receives the frame without the tag: packet sockets of its own, its rx_handler, its protocols',
    no: 'it is dropped, counted by nobody',
    values: named('to', 'up'),
  },
  {
    id: 'VLAN3',
    question: 'Does the lower device take the frame, with the tag that the VLAN device gave it?',
    kernel: 'vlan_dev_hard_start_xmit',
    yes: 'it is on its way as the lower device’s (DEV1), and counted as sent without the tag',
    no: 'it is counted as dropped',
    values: named('vlan', 'through'),
  },
]
