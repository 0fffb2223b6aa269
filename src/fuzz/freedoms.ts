/** What the kernel is free to do: where two runs of it may differ, and so may the model. Nothing else is let pass. */
export interface Freedom {
  readonly id:
    | 'order'
    | 'answers'
    | 'collision'
    | 'overwritten'
    | 'haste'
    | 'late'
    | 'expiry'
    | 'sources'
    | 'table'
  readonly what: string
  /** Why the kernel may, and where. */
  readonly why: string
  /** What is compared all the same. */
  readonly still: string
}

export const FREEDOMS: readonly Freedom[] = [
  {
    id: 'order',
    what: 'Copies of one frame at different devices are seen in any order.',
    why: 'They travel through different softirq backlogs and through the work queue of macvlan (bc_work).',
    still: 'Every sighting, its packet type, and the order of the sightings at each single device.',
  },
  {
    id: 'answers',
    what: 'What several hosts answer to one question, or say of their own accord, is seen in any order, even at one device.',
    why: 'Each answer travels through softirq backlogs of its own, some through the work queue of ipvlan (wq), and each device has work of its own for its reports (mld_ifc_work).',
    still: 'Every answer at every device, byte for byte; and in order, what it answers.',
  },
  {
    id: 'overwritten',
    what: 'What a packet socket sees an ipvlan send in l3 mode bears the bytes of what became of it.',
    why: 'The socket has the same memory, in which the lower device’s header and checksum are written (ipvlan_process_outbound).',
    still: 'That it was sent, and its bytes at every other device.',
  },
  {
    id: 'collision',
    what: 'A macvlan or an ipvlan hears a group that it has not joined, because both share a bit of its multicast filter.',
    why: 'mc_hash has 256 values and mixes in the address in memory of the device (macvlan_hash_mix), ipvlan_mac_hash as many and a random number.',
    still: 'One assignment of bits must explain the whole history; all that follows from it is compared.',
  },
  {
    id: 'haste',
    what: 'A frame of the work queue comes later than we waited.',
    why: 'The scheduler decides when system_unbound_wq runs.',
    still: 'The same history, played slowly on a fresh bench, shows no difference.',
  },
  {
    id: 'late',
    what: 'What of links and lists a kernel brings up to date from a work item is told late.',
    why: 'Before 6.8 the state of a link, at most once a second (linkwatch_event); now lists of addresses, and VLAN devices that follow their parent (netdev_work_proc).',
    still: 'Everything, when the work must be done: after a second and a half, or four.',
  },
  {
    id: 'expiry',
    what: 'An entry of a switch whose ageing time is nought is shown, and used, a little longer.',
    why: 'Expired entries stay until the garbage collector comes, every 10 ms (br_fdb_cleanup).',
    still: 'Everything, 25 ms later.',
  },
  {
    id: 'sources',
    what: 'The source list of a macvlan is told in any order.',
    why: 'IFLA_MACVLAN_MACADDR_DATA is filled in hash order (macvlan_fill_info_macaddr).',
    still: 'The set of its addresses.',
  },
  {
    id: 'table',
    what: "The switch's table is told in any order.",
    why: 'Entries are compared as a set; their order of creation is checked by the scenarios of `bridge fdb`.',
    still: 'Every entry: address, port and kind.',
  },
]
