import type { Saying } from '../saying.ts'
import { COMMIT_MODES, MANUAL, WILOON } from './sources.ts'

export const PRIVATE_AND_VEPA: readonly Saying[] = [
  {
    id: 'private-behind-a-mirror',
    says: {
      en: 'Private children cannot talk to each other, even if the switch reflects.',
      zh: '即使交换机支持反射（hairpin），private 模式的子接口之间也不能通信。',
    },
    source: MANUAL(
      'Do not allow communication between macvlan instances on the same physical interface, even if the external switch supports hairpin mode.',
    ),
    yaml: `when: { mode: private, hairpin: true }
send: { from: child, to: sibling }
who: sibling
then: never hears
`,
    expect: 'counterexample',
    because: {
      en: 'The mode is asked only about group frames that come back (RX4). A unicast frame that the switch reflects is delivered like any other (RX8). Ping fails because ARP asks by broadcast.',
      zh: '只有被反射回来的组播和广播帧才会检查模式（RX4）；被反射的单播帧照常交付（RX8）。ping 不通，只因为 ARP 用广播询问。',
    },
  },
  {
    id: 'private-hears-no-broadcast',
    says: {
      en: 'A private child never hears a broadcast of another macvlan of its parent.',
      zh: 'private 模式的子接口永远收不到同一父接口上其他 macvlan 的广播。',
    },
    source: WILOON('private mode:过滤掉所有来自其他 macvlan 接口的报文'),
    yaml: `when: { sibling: private }
send: { from: child, kind: broadcast }
who: sibling
then: never hears
`,
    expect: 'holds',
    because: {
      en: "Whatever the sender's mode, its broadcast reaches bridge siblings at most on its way out (MC4), and when it comes back, vepa and bridge siblings (MC2), or its sender alone (RX4).",
      zh: '无论发送者是什么模式：出去时只到 bridge 兄弟（MC4），反射回来时只到 vepa 和 bridge 兄弟（MC2），或者只回到发送者自己（RX4）。',
    },
  },
  {
    id: 'private-hears-no-forged-broadcast',
    says: {
      en: 'A private child never hears a broadcast of a sibling, whatever source address it bears.',
      zh: '无论广播帧写的是什么源地址，private 子接口都收不到兄弟接口的广播。',
    },
    source: COMMIT_MODES('The device never communicates with any other device on the same upper_dev.'),
    yaml: `when: { sibling: private }
send: { from: child, kind: broadcast, as: stranger }
who: sibling
then: never hears
`,
    expect: 'counterexample',
    because: {
      en: 'The port knows a reflection by its source address (RX3). With an address that no macvlan has, it comes back as a frame from outside, which is for everybody (MC1).',
      zh: '端口靠源地址认出反射帧（RX3）。如果源地址不属于任何 macvlan，反射帧就被当作外来帧，发给所有子接口（MC1）。',
    },
  },
  {
    id: 'vepa-never-locally',
    says: {
      en: 'Without a reflecting switch, nothing that a vepa child sends reaches a sibling.',
      zh: '交换机不反射时，vepa 子接口发出的任何帧都到不了兄弟接口。',
    },
    source: COMMIT_MODES('We never deliver any frames locally.'),
    yaml: `when: { child: vepa, sibling: any, hairpin: false }
send: { from: child, to: sibling }
who: sibling
then: never hears
`,
    expect: 'holds',
    because: {
      en: 'Only bridge mode looks for a sibling (TX1); the switch does not send a frame back through the port that it came by (BP3).',
      zh: '只有 bridge 模式才会查找兄弟接口（TX1）；交换机不会把帧从进来的端口发回去（BP3）。',
    },
  },
  {
    id: 'vepa-broadcast-without-a-mirror',
    says: {
      en: 'Broadcasts of a vepa child reach its vepa siblings at least, whatever the switch does.',
      zh: '不管交换机怎样，vepa 子接口的广播至少能到达 vepa 兄弟接口。',
    },
    source: COMMIT_MODES(
      'Broadcast frames coming in from the upper_dev get flooded to all macvlan interfaces in VEPA mode.',
    ),
    yaml: `when: { mode: vepa }
send: { from: child, kind: broadcast }
who: sibling
then: hears
`,
    expect: 'counterexample',
    because: {
      en: 'The sentence speaks of frames that come in. What a vepa child sends goes out to the wire alone (TX1), and comes in again only if the switch reflects.',
      zh: '原文说的是“进来的”帧。vepa 子接口发出的帧只上线路（TX1），只有交换机反射时才会再进来。',
    },
  },
  {
    id: 'vepa-with-a-mirror',
    says: {
      en: 'With a reflecting switch, vepa siblings reach each other.',
      zh: '交换机反射时，vepa 兄弟接口可以互相通信。',
    },
    source: MANUAL(
      'Either the attached switch needs to support hairpin mode, or there must be a TCP/IP router forwarding the packets in order to allow communication.',
    ),
    yaml: `when: { mode: vepa, hairpin: true }
send: { from: child, to: sibling }
who: sibling
then: hears
`,
    expect: 'holds',
    because: {
      en: 'The switch sends the frame back (BP3), and the port finds the sibling by its address (RX8).',
      zh: '交换机把帧发回（BP3），端口按目的地址找到兄弟接口（RX8）。',
    },
  },
  {
    id: 'vepa-with-a-mirror-and-a-liar',
    says: {
      en: 'With a reflecting switch, vepa siblings reach each other, whatever others have sent before.',
      zh: '交换机反射时，无论此前别的站点发过什么，vepa 兄弟接口都可以互相通信。',
    },
    source: MANUAL('Either the attached switch needs to support hairpin mode'),
    yaml: `when: { mode: vepa, hairpin: true, before: anything }
send: { from: child, to: sibling }
who: sibling
then: hears
`,
    expect: 'counterexample',
    because: {
      en: "In vepa mode the switch decides. One frame from elsewhere under the sibling's address, and its table leads there (FDB4).",
      zh: 'vepa 模式下由交换机决定：只要别处有一帧冒用兄弟接口的地址，转发表就指向那里（FDB4）。',
    },
  },
]
