import type { Rule } from '../device/rule.ts'

/** What any device may do to a frame (net/core/dev.c, drivers/net/veth.c, drivers/net/dummy.c). */
export const DEVICE_RULES: readonly Rule[] = [
  {
    id: 'DEV1',
    question: 'Is the sending device up, with carrier?',
    kernel: 'noop_enqueue',
    yes: 'its driver transmits it',
    no: 'the no-op queue swallows it; no packet socket sees it, and the sender believes it sent',
  },
  {
    id: 'DEV2',
    question: 'Is it a dummy device?',
    kernel: 'dummy_xmit',
    yes: 'it is counted as sent, and gone',
    no: 'DEV3',
  },
  {
    id: 'DEV3',
    question:
      'Is the device at the other end up, and the frame no longer than its MTU with header and one VLAN tag?',
    kernel: 'is_skb_forwardable',
    yes: 'NIC1',
    no: 'it is dropped; the receiver counts it (dropped), and so does a sending veth',
  },
  {
    id: 'NIC1',
    question:
      'Does the address filter of the receiving NIC let it in (own, broadcast, listed, or promiscuous)?',
    kernel: 'ndo_set_rx_mode',
    yes: 'DEV4',
    no: 'the hardware ignores it: no counter, no packet socket',
  },
  {
    id: 'DEV4',
    question: 'Is the receiving device still up when the frame is queued for it?',
    kernel: 'enqueue_to_backlog',
    yes: 'DEV5',
    no: 'it is dropped and counted',
  },
  {
    id: 'DEV5',
    question: 'Have fewer frames followed from this one than a storm would make?',
    kernel: 'none: real networks have no such limit',
    yes: 'DEV7',
    no: 'the simulator ends the storm, and drops what is under way',
  },
  {
    id: 'DEV7',
    question: 'Does the receiving device still exist?',
    kernel: 'flush_backlog',
    yes: 'DEV8',
    no: 'it is dropped',
  },
  {
    id: 'DEV8',
    question: 'Is it untagged, or long enough to hold its VLAN tag and a type?',
    kernel: 'skb_vlan_untag',
    yes: 'packet sockets see it; then, if it has a tag, VLAN1; then its rx_handler (RX1, BR1), then the protocols (DEV6)',
    no: 'it is dropped, seen by nobody and counted by nobody',
  },
  {
    id: 'DEV6',
    question: 'Has a protocol registered for the EtherType?',
    kernel: 'deliver_ptype_list_skb',
    yes: 'the protocol receives it (IP1, ARP1)',
    no: 'it ends here, counted as dropped unless a packet socket was its last taker',
  },
]
