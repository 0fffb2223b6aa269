import type { Rule } from '../device/rule.ts'

/** net/ipv4/arp.c. */
export const ARP_RULES: readonly Rule[] = [
  {
    id: 'ARP1',
    question: 'Is it for another host, or is ARP off at the device?',
    kernel: 'arp_rcv',
    yes: 'it is dropped',
    no: 'ARP2',
  },
  {
    id: 'ARP2',
    question: 'Is it a whole request or reply for IPv4 over Ethernet?',
    kernel: 'arp_rcv',
    yes: 'ARP3',
    no: 'it is dropped',
  },
  {
    id: 'ARP3',
    question:
      'Does it ask for a group or loopback address (or is it gratuitous, and drop_gratuitous_arp on)?',
    kernel: 'arp_process',
    yes: 'it is dropped',
    no: 'ARP4',
  },
  {
    id: 'ARP4',
    question: 'Does the sender leave out its own IP address (a probe for a duplicate)?',
    kernel: 'arp_process',
    yes: 'ARP5',
    no: 'ARP6',
  },
  {
    id: 'ARP5',
    question: 'Is the address in question one of this host, and does arp_ignore let it answer?',
    kernel: 'arp_process',
    yes: 'a reply says that the address is taken',
    no: 'it is dropped',
  },
  {
    id: 'ARP6',
    question: 'Is it a request with a valid source, for an address to which this host has a way?',
    kernel: 'arp_process',
    yes: 'ARP7',
    no: 'ARP12',
  },
  {
    id: 'ARP7',
    question: 'Is that address one of this host, on whatever device?',
    kernel: 'arp_process',
    yes: 'ARP8',
    no: 'ARP10',
  },
  {
    id: 'ARP8',
    question: 'Does arp_ignore forbid the answer?',
    kernel: 'arp_ignore',
    yes: 'there is no answer',
    no: 'ARP9',
  },
  {
    id: 'ARP9',
    question: 'Does arp_filter forbid it: would an answer leave by another device?',
    kernel: 'arp_filter',
    yes: 'there is no answer',
    no: 'ARP15',
  },
  {
    id: 'ARP10',
    question: 'Does this host answer for others here (proxy_arp, with forwarding on)?',
    kernel: 'arp_fwd_proxy',
    yes: 'ARP11',
    no: 'ARP12',
  },
  {
    id: 'ARP11',
    question: 'Is there no reason to wait: sent to this host alone, proxy_delay off, or waited already?',
    kernel: 'arp_process',
    yes: 'ARP15',
    no: 'the answer follows after a random delay',
  },
  {
    id: 'ARP12',
    question: 'Is the sender in the neighbour table, or does arp_accept let it in?',
    kernel: 'arp_process',
    yes: 'ARP13',
    no: 'nothing is learnt',
  },
  {
    id: 'ARP13',
    question: 'Is it a reply to this host alone?',
    kernel: 'arp_process',
    yes: 'ARP14',
    no: 'ARP14',
  },
  {
    id: 'ARP14',
    question:
      'May it replace a different address: is the entry older than locktime, or the packet gratuitous?',
    kernel: 'arp_process',
    yes: 'NUD9',
    no: 'NUD9',
  },
  {
    id: 'ARP15',
    question: 'Is ARP on at the device that it would leave by?',
    kernel: 'arp_send_dst',
    yes: 'the ARP packet leaves',
    no: 'nothing is sent',
  },
]
