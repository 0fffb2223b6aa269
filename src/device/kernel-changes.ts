/** Something that kernels did not always do. */
export interface Change {
  /** The first kernel that does. */
  readonly since: `${number}.${number}`
  /** Stable releases of earlier kernels that brought it later: the version alone stands for its newest. */
  readonly stable?: readonly `${number}.${number}.${number}`[]
  /** The kernel function that changed. */
  readonly kernel: string
  /** What is so since then, and what was so before. */
  readonly now: string
  readonly before: string
}

/**
 * Every way in which the model tells kernels apart: a world knows which of these its kernel has, and nothing else
 * compares versions. Each has a test of its name, and docs/differences.md lists them.
 */
export const CHANGES = {
  queueLength: {
    since: '5.11',
    kernel: 'macvlan_changelink',
    now: 'a macvlan asks for a length of the broadcast queue (`bcqueuelen`), and `ip -d link` shows it',
    before: 'the queue holds 1000 frames, the option is ignored and nothing is shown',
  },
  nodst: {
    since: '5.13',
    kernel: 'macvlan_validate',
    now: 'a source-mode macvlan may keep a frame for itself (`nodst`)',
    before: 'the flag is refused: Invalid argument',
  },
  broadcastCutoff: {
    since: '6.4',
    kernel: 'macvlan_handle_frame',
    now: 'only broadcast, and groups that more than `bclim` macvlans have joined, wait in the broadcast queue',
    before: 'every group that anyone on the parent has joined waits there, and `bclim` is ignored',
  },
  portsLock: {
    since: '5.18',
    kernel: 'br_port_fill_attrs',
    now: 'a port of a bridge can be locked, and `bridge -d link` and `ip -d link` show it (`locked`)',
    before: 'the option is ignored, and nothing is shown',
  },
  flushesTables: {
    since: '5.19',
    kernel: 'rtnl_fdb_del',
    now: '`bridge fdb flush` takes many entries out of the table of a bridge at once',
    before: 'the request is not known: `Error: invalid address.`',
  },
  allmultiShown: {
    since: '6.0',
    kernel: 'rtnl_fill_ifinfo',
    now: '`ip -d link` shows how often all multicast was asked for (`allmulti`)',
    before: 'it does not',
  },
  offloadLimits: {
    since: '5.19',
    kernel: 'rtnl_fill_ifinfo',
    now: '`ip -d link` shows `tso_max_size`, `tso_max_segs` and `gro_max_size`',
    before: 'it does not',
  },
  bridgesHearReflections: {
    since: '7.1',
    kernel: 'macvlan_multicast_rx',
    now: 'a broadcast of a bridge-mode macvlan that the switch reflects comes to every vepa and bridge-mode macvlan: to its siblings a second time, and to the sender itself',
    before: 'to the vepa ones alone',
  },
  passthruCountsWhileUp: {
    since: '7.4',
    stable: ['6.12.117', '7.3.4'],
    kernel: 'macvlan_changelink',
    now: "`nopromisc` on a passthru macvlan that is down leaves its parent's promiscuity alone",
    before: 'it takes the count below zero: `promiscuity 4294967295`',
  },
  unknownVlanDeleted: {
    since: '6.13',
    kernel: 'br_fdb_delete',
    now: '`bridge fdb del` looks for an entry in any VLAN: if there is none, `No such file or directory`',
    before: 'a VLAN that the port is not in is refused: `Invalid argument`',
  },
  movesExplained: {
    since: '6.15',
    stable: ['6.12.114'],
    kernel: '__dev_change_net_namespace',
    now: 'why a device cannot move is told: `Error: An interface with the same name exists in the target netns.`',
    before: 'only the error: `RTNETLINK answers: File exists`',
  },
  swallowedCounted: {
    since: '6.11',
    kernel: 'noop_enqueue',
    now: 'a device that is down, or without carrier, counts what it swallows as `dropped`',
    before: 'nobody counts it',
  },
  fastTaps: {
    since: '6.2',
    kernel: 'tun_default_link_ksettings',
    now: 'a tap says 10 Gbit/s, and costs 2 as a bridge port',
    before: '10 Mbit/s, and it costs 100',
  },
  stateAtOnce: {
    since: '6.8',
    kernel: 'linkwatch_sync_dev',
    now: 'who asks for the state of a link has the newest (`UP`, `DOWN`)',
    before:
      'it may be up to a second old: `UNKNOWN` or `LOWERLAYERDOWN` for a while. The model always has the newest',
  },
  plainHeaders: {
    since: '6.2',
    kernel: 'vlan_dev_init',
    now: 'the header of a VLAN device is as long as that of its parent',
    before:
      'four bytes longer, where the parent is a macvlan or a VLAN device: so much more than its MTU may be sent through it',
  },
  childrenParse: {
    since: '6.2',
    kernel: 'dev_parse_header_protocol',
    now: 'what a packet socket sends through a macvlan or an ipvlan has its protocol at once: a pause frame is kept from bridge-mode siblings, and IP packets leave an ipvlan in l3 mode',
    before:
      'it has none until it is received: siblings see the pause frame too, and of what `mausezahn` sends nothing leaves in l3 mode',
  },
  lowerReallyDown: {
    since: '6.2',
    kernel: 'default_operstate',
    now: 'a device without carrier is `LOWERLAYERDOWN` only if the device that it is linked to has none, and is in its namespace; else `DOWN`',
    before: 'it is `LOWERLAYERDOWN` whenever it is linked to another',
  },
  followersLater: {
    since: '7.2',
    kernel: 'netdev_work_proc',
    now: 'lists of addresses come down to lower devices, and VLAN devices follow their parent, from a work item: a moment after the answer. The model has them at once, but for the VLAN devices on one that moves to another namespace: its lists are empty before they go down, so what they had passed down stays on their own',
    before: 'before the answer',
  },
  vlansAlwaysWant: {
    since: '6.15',
    stable: ['6.1.176', '6.12.117'],
    kernel: 'vlan_dev_change_rx_flags',
    now: 'a VLAN device that is promiscuous, or wants all multicast, makes its parent so even while it is down, and for ever if it is deleted then',
    before: 'only while it is up',
  },
  sameAddressTaken: {
    since: '6.5',
    kernel: 'dev_set_mac_address',
    now: 'the MAC that a device has already may be set, even where it is none: a switch without ports has 00:00:00:00:00:00',
    before: 'that is refused: `RTNETLINK answers: Cannot assign requested address`',
  },
  addressesExplained: {
    since: '6.6',
    kernel: 'inet_rtm_newaddr',
    now: 'why an address is refused, or cannot be deleted, is told: `Error: ipv4: Address already assigned.`',
    before: 'only the error: `RTNETLINK answers: File exists`',
  },
  groupsReceivedAtOnce: {
    since: '7.2',
    kernel: 'ipvlan_process_multicast',
    now: 'what an ipvlan hears of a group from outside, its stack has at once: what that refuses counts as an error (`ip -s link`)',
    before: 'it waits for the stack, and has been received whatever becomes of it',
  },
} as const satisfies Readonly<Record<string, Change>>

export type ChangeName = keyof typeof CHANGES
