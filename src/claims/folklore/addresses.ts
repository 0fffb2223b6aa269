import type { Saying } from '../saying.ts'
import { CNLY, JISHUZHAN, LISPSTUDIO, MIKROTIK, MOBY, POCKETNIX, THANHLEV } from './sources.ts'

export const ADDRESSES_AND_PROMISCUITY: readonly Saying[] = [
  {
    id: 'needs-promiscuity-by-hand',
    says: {
      en: 'Unless one makes the parent promiscuous, frames for a child do not get through.',
      zh: '如果不手工打开父接口的混杂模式，发给子接口的帧会被丢弃。',
    },
    source: JISHUZHAN(
      'macvlan 虚拟接口的流量(目标 MAC 地址为虚拟接口的 MAC 地址)会被物理接口丢弃,导致通信失败',
    ),
    yaml: `when: { child: [bridge, vepa, private] }
send: { from: outside, to: child }
who: child
then: never hears
`,
    expect: 'counterexample',
    because: {
      en: 'A child that comes up tells the parent its address (dev_uc_add). A NIC takes it into its filter; a device without a filter, as a veth, is made promiscuous by the kernel itself.',
      zh: '子接口启用时会把地址告诉父接口（dev_uc_add）。网卡把它加入过滤器；没有过滤器的设备（如 veth）由内核自动设为混杂。',
    },
  },
  {
    id: 'sees-only-its-own',
    says: {
      en: 'A macvlan only sees frames that bear its own address, and group frames.',
      zh: 'macvlan 只能看到发给自己地址的帧，以及组播和广播。',
    },
    source: POCKETNIX(
      'A MAC VLAN will only be able to see traffic that has a MAC address that matches the interface',
    ),
    yaml: `when: { child: any }
send: { from: outside, to: stranger }
who: child
then: never sees
`,
    expect: 'counterexample',
    because: {
      en: "True of private, vepa and bridge. A passthru child gets everybody's unicast (RX7), and a source-mode child that of whom it lists (SRC1).",
      zh: '对 private、vepa、bridge 成立；passthru 收到所有单播（RX7），source 收到名单内的源的一切（SRC1）。',
    },
  },
  {
    id: 'promiscuous-child-sees-no-more',
    says: {
      en: 'A private, vepa or bridge child sees no unicast for others, even in promiscuous mode.',
      zh: 'private、vepa、bridge 子接口即使开混杂模式，也看不到别人的单播。',
    },
    source: CNLY("it just doesn't see traffic headed for other machines"),
    yaml: `when: { child: [bridge, vepa, private], promisc: child }
send: { from: outside, to: stranger }
who: child
then: never sees
`,
    expect: 'holds',
    because: {
      en: 'The port looks up the destination (RX8) and does not ask who is promiscuous. Only group filters open (MC5).',
      zh: '端口按目的地址查找（RX8），不管谁是混杂模式；混杂只放开组播过滤（MC5）。',
    },
  },
  {
    id: 'promiscuous-child-hears-every-group',
    says: {
      en: 'A macvlan hears only the groups that it has joined.',
      zh: 'macvlan 只能收到自己加入的组播组。',
    },
    source: MIKROTIK(
      'can only receive broadcast packets, packets addressed to its own MAC address, and a limited number of multicast addresses',
    ),
    yaml: `when: { child: [bridge, vepa, private], promisc: child }
send: { from: outside, kind: multicast }
who: child
then: never hears
`,
    expect: 'counterexample',
    because: {
      en: 'In promiscuous mode its filter lets every group pass (MC5).',
      zh: '在混杂模式下，它的过滤器放行所有组播组（MC5）。',
    },
  },
  {
    id: 'same-address-twice',
    says: {
      en: 'Linux lets two macvlans of one parent have the same address.',
      zh: 'Linux 允许同一父接口上的两个 macvlan 使用相同的 MAC 地址。',
    },
    source: MOBY('Same in linux you are allowed to assign the same MAC to different interfaces.'),
    yaml: `when: { mode: [bridge, vepa, private, source] }
ask: { create: sibling, address: child }
then: is granted
`,
    expect: 'counterexample',
    because: {
      en: 'Not while both are up: macvlan_open refuses an address that the port knows.',
      zh: '两者同时启用时不行：macvlan_open 拒绝端口已有的地址。',
    },
  },
  {
    id: 'never-the-parents-address',
    says: {
      en: "A macvlan's address must differ from its parent's.",
      zh: 'macvlan 的 MAC 地址必须与父接口不同。',
    },
    source: THANHLEV(
      "creates an interface with a different MAC address from the physical interface's MAC address",
    ),
    yaml: `when: { child: any }
ask: { set: child, address: parent }
then: is refused
`,
    expect: 'counterexample',
    because: {
      en: "A passthru child has its parent's address from the beginning. All others are refused.",
      zh: 'passthru 子接口从一开始就用父接口的地址；其他模式都会被拒绝。',
    },
  },
  {
    id: 'parent-down',
    says: {
      en: 'While the parent is down, its children reach nobody, not even each other.',
      zh: '父接口 down 掉以后，子接口无法工作，彼此之间也不通。',
    },
    source: LISPSTUDIO('如果物理接口 Down 掉,则子接口也无法正常工作'),
    yaml: `when: { mode: bridge, down: parent }
send: { from: child, to: sibling }
who: sibling
then: never hears
`,
    expect: 'holds',
    because: {
      en: 'A child has the carrier of its parent: without it, the no-op queue swallows what it sends (DEV1).',
      zh: '子接口的载波随父接口：没有载波时，发送的帧被空队列吞掉（DEV1）。',
    },
  },
]
