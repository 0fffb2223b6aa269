import type { Rule } from '../../device/rule.ts'

/** net/ipv6/: ip6_input.c, ip6_output.c and icmp.c. */
const PACKET_RULES: readonly Rule[] = [
  {
    id: 'SIX1',
    question: 'Is the frame for another host?',
    kernel: 'ip6_rcv_core',
    yes: 'it is dropped',
    no: 'SIX2',
  },
  {
    id: 'SIX2',
    question:
      'Is the packet whole, and are its addresses possible (no group as source, no loopback from outside)?',
    kernel: 'ip6_rcv_core',
    yes: 'SIX3',
    no: 'it is dropped',
  },
  {
    id: 'SIX3',
    question: 'Is the destination a group (ff00::/8)?',
    kernel: 'ip6_route_input',
    yes: 'SIX4',
    no: 'SIX5',
  },
  {
    id: 'SIX4',
    question: 'Has the device joined the group?',
    kernel: 'ipv6_chk_mcast_addr',
    yes: 'SIX8',
    no: 'it is dropped',
  },
  {
    id: 'SIX5',
    question: 'Is the destination an address of this host that is in use (a link-local one: of this device)?',
    kernel: 'ip6_route_input',
    yes: 'SIX8',
    no: 'SIX11',
  },
  {
    id: 'SIX11',
    question: 'Is there a route to it?',
    kernel: 'ip6_pkt_drop',
    yes: 'SIX6',
    no: 'it is dropped, and its sender told (SIX10)',
  },
  {
    id: 'SIX6',
    question: 'Does the device that it came in by forward?',
    kernel: 'ip6_forward',
    yes: 'SIX7',
    no: 'it is dropped',
  },
  {
    id: 'SIX7',
    question: 'Is there a way on: hops left, addresses of more than one link, room for its length?',
    kernel: 'ip6_forward',
    yes: 'it goes on, with one hop less',
    no: 'it is dropped, and its sender told (SIX10)',
  },
  {
    id: 'SIX8',
    question: 'Does it carry ICMPv6?',
    kernel: 'ip6_protocol_deliver_rcu',
    yes: 'ECHO1',
    no: 'it is dropped; a UDP port is closed, and the sender told (SIX10)',
  },
  {
    id: 'SIX9',
    question: 'Is it for a group that the sending device itself has joined?',
    kernel: 'ip6_finish_output2',
    yes: 'a copy comes back up; then SIX12',
    no: 'to a group: SIX12; otherwise it goes out (NUD1)',
  },
  {
    id: 'SIX12',
    question: 'Is the group one of this node alone (its scope is 1, or 0), and the device not lo?',
    kernel: 'ip6_finish_output2',
    yes: 'it is dropped: nobody else may hear it',
    no: 'it goes out (NUD1)',
  },
  {
    id: 'SIX10',
    question:
      'May its sender be told: it has an address, it asked no group, and it reported no error itself?',
    kernel: 'icmp6_send',
    yes: 'an ICMPv6 error goes back, unless too many did before (icmp.ratelimit)',
    no: 'nobody is told',
  },
  {
    id: 'ECHO1',
    question: 'Is the message whole, and its checksum right?',
    kernel: 'icmpv6_rcv',
    yes: 'ECHO2',
    no: 'it is dropped',
  },
  {
    id: 'ECHO2',
    question: 'Is it an echo request?',
    kernel: 'icmpv6_rcv',
    yes: 'ECHO3',
    no: 'it is for a program that pings, or for neighbour discovery (ND1)',
  },
  {
    id: 'ECHO3',
    question: 'Does icmp.echo_ignore_all, or echo_ignore_multicast for a group, forbid the answer?',
    kernel: 'icmpv6_rcv',
    yes: 'it is dropped',
    no: 'ECHO4',
  },
  {
    id: 'ECHO4',
    question: 'Is there a way back?',
    kernel: 'icmpv6_echo_reply',
    yes: 'the reply leaves, from the address that was asked, or one that suits the asker (SIX9)',
    no: 'there is no answer',
  },
]

/** net/ipv6/ndisc.c: neighbours. */
const ND_RULES: readonly Rule[] = [
  {
    id: 'ND1',
    question: 'Is it a whole message of neighbour discovery that no router has passed on (hop limit 255)?',
    kernel: 'ndisc_rcv',
    yes: 'a solicitation: ND7; an advertisement: DAD4; of a router: RA1; for a router: ND8',
    no: 'it is dropped',
  },
  {
    id: 'ND7',
    question:
      'Can the question be: not about a group, and from nobody (a probe) only to the group of the address, without a MAC?',
    kernel: 'ndisc_recv_ns',
    yes: 'ND2',
    no: 'it is dropped',
  },
  {
    id: 'ND2',
    question: 'Is the address in question one of this device?',
    kernel: 'ndisc_recv_ns',
    yes: 'ND3',
    no: 'it is dropped',
  },
  {
    id: 'ND3',
    question: 'Does the sender have no address yet (a probe for a duplicate)?',
    kernel: 'ndisc_recv_ns',
    yes: 'an address in use is defended before all nodes (ND5); one that is still tried: DAD2',
    no: 'ND6, unless the address is still tried: DAD2',
  },
  {
    id: 'ND6',
    question: 'Does the sender tell its MAC, is it known already, or has it asked this host alone?',
    kernel: 'ndisc_recv_ns',
    yes: 'what it tells of itself is learnt, and it is answered (ND5)',
    no: 'nobody answers',
  },
  {
    id: 'ND4',
    question: 'Is there an entry for the neighbour that speaks, which has not failed?',
    kernel: 'ndisc_recv_na',
    yes: 'it takes what it was told (NUD9)',
    no: 'it is dropped',
  },
  {
    id: 'ND5',
    question: 'Was the question asked by its group, so that the asker does not know the MAC?',
    kernel: 'ndisc_send_na',
    yes: 'the answer tells it, and overrides what is known',
    no: 'the answer only confirms',
  },
  {
    id: 'ND8',
    question: 'Does the device that hears somebody ask for a router forward, and has the asker an address?',
    kernel: 'ndisc_recv_rs',
    yes: 'what it tells of itself is learnt; to answer is the business of a program (radvd)',
    no: 'nothing comes of it',
  },
]

/** net/ipv6/addrconf.c: the trial of an address (duplicate address detection). */
const DAD_RULES: readonly Rule[] = [
  {
    id: 'DAD1',
    question: 'Must a new address be tried first (no loopback, ARP on, no nodad)?',
    kernel: 'addrconf_dad_begin',
    yes: 'after up to a second everybody is asked for it, from no address (SIX9); without an answer for a second it is in use',
    no: 'it is in use at once',
  },
  {
    id: 'DAD2',
    question: 'While an address is tried: does somebody else try it too?',
    kernel: 'ndisc_recv_ns',
    yes: 'DAD3',
    no: 'there is no answer, for the address is not in use',
  },
  {
    id: 'DAD3',
    question: 'Is it the own question that has come back (by its nonce)?',
    kernel: 'ndisc_recv_ns',
    yes: 'it is passed over',
    no: 'the address has failed: dadfailed, and never used',
  },
  {
    id: 'DAD4',
    question: 'Does an advertisement speak of an address of this device?',
    kernel: 'ndisc_recv_na',
    yes: 'while the address is tried, it has failed; later the advertisement is passed over',
    no: 'ND4',
  },
]

/** Routers, and what is told about groups. */
const ROUTER_RULES: readonly Rule[] = [
  {
    id: 'RA1',
    question: 'Does the advertisement come from a link-local address?',
    kernel: 'ndisc_router_discovery',
    yes: 'RA2',
    no: 'it is dropped',
  },
  {
    id: 'RA2',
    question: 'Does the device accept advertisements (accept_ra; a router does not)?',
    kernel: 'ipv6_accept_ra',
    yes: 'RA3',
    no: 'it is dropped',
  },
  {
    id: 'RA3',
    question: 'Does its sender offer to be a default router (lifetime above zero)?',
    kernel: 'rt6_add_dflt_router',
    yes: 'a default route by it, for that time; then its prefixes (RA4)',
    no: 'the default route by it goes, if there was one; then its prefixes (RA4)',
  },
  {
    id: 'RA4',
    question: 'May an address be made from the prefix (autonomous, 64 bits long, autoconf on)?',
    kernel: 'addrconf_prefix_rcv',
    yes: 'prefix and MAC make an address, which is tried (DAD1), or lasts longer if it was there',
    no: 'it says at most that its addresses are on the link',
  },
  {
    id: 'RA5',
    question: 'Does a device with its first address want a router (accept_ra, router_solicitations)?',
    kernel: 'addrconf_dad_completed',
    yes: 'it asks all routers, and asks again after four seconds, then eight, … until one has answered',
    no: 'it asks for none',
  },
  {
    id: 'MLD1',
    question: 'Has a device joined or left a group that others on the link can hear?',
    kernel: 'mld_ifc_work',
    yes: 'a report tells it, twice within a second; as long as there is no address, from ::',
    no: 'nobody is told',
  },
]

/** The decisions of the IPv6 stack, in the order in which a packet meets them. */
export const IPV6_RULES: readonly Rule[] = [...PACKET_RULES, ...ND_RULES, ...DAD_RULES, ...ROUTER_RULES]
