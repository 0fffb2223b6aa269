import type { Saying } from '../saying.ts'
import { CNI, COMMIT_MODES, DOCKER_NOTES, MANUAL, MORBYD, THANHLEV, VYOS, WILOON } from './sources.ts'

export const HOST_AND_BRIDGE: readonly Saying[] = [
  {
    id: 'host-never-reaches-its-child',
    says: {
      en: 'The host can never reach its own macvlan children.',
      zh: '宿主机永远无法访问自己的 macvlan 子接口。',
    },
    source: VYOS('Pseudo-Ethernet interfaces can not be reached from your internal host.'),
    yaml: `send: { from: parent, to: child }
who: child
then: never hears
`,
    expect: 'counterexample',
    because: {
      en: 'The parent sends to the wire, past its children. If the switch reflects, the frame comes in like any other (RX8).',
      zh: '父接口直接把帧发上线路，绕过子接口。如果交换机反射，这一帧就像外来帧一样进来（RX8）。',
    },
  },
  {
    id: 'child-never-reaches-its-host',
    says: {
      en: 'A macvlan child can never reach its host.',
      zh: 'macvlan 子接口永远无法访问它的宿主机。',
    },
    source: DOCKER_NOTES('the container CAN NOT ping or communicate with any interface on the Docker host'),
    yaml: `send: { from: child, to: parent }
who: parent
then: never hears
`,
    expect: 'counterexample',
    because: {
      en: 'Its frame goes to the wire in every mode (TX3: the parent is no macvlan). Reflected, it is for the parent, and the port leaves it to it (RX8).',
      zh: '任何模式下它的帧都上线路（TX3：父接口不是 macvlan）。被反射后，这一帧属于父接口，端口就留给它（RX8）。',
    },
  },
  {
    id: 'host-and-child-without-a-mirror',
    says: {
      en: 'Behind an ordinary switch, host and bridge-mode child never reach each other.',
      zh: '在普通交换机后面，宿主机与 bridge 模式的子接口互不可达。',
    },
    source: MORBYD('blocks all traffic between the host and one of its MACVLAN network interfaces'),
    yaml: `when: { child: bridge, hairpin: false }
send: { from: child, to: parent }
who: parent
then: never hears
`,
    expect: 'holds',
    because: {
      en: 'The frame leaves by the wire, and an ordinary switch sends nothing back (BP3).',
      zh: '帧从线路离开，普通交换机不会把它发回来（BP3）。',
    },
  },
  {
    id: 'bridge-siblings-stay-inside',
    says: {
      en: 'Outside the host, nothing is seen of what two bridge-mode children send each other.',
      zh: 'bridge 模式下，主机外看不到两个子接口之间的通信。',
    },
    source: WILOON('这个模式下,主机外是看不到主机上 macvlan interface 之间通信的报文的。'),
    yaml: `when: { mode: bridge }
send: { from: child, to: sibling }
who: switch
then: never sees
`,
    expect: 'holds',
    because: {
      en: "The frame enters the parent's receive path, and never its transmit path (TX4).",
      zh: '帧进入父接口的接收路径，从不进入发送路径（TX4）。',
    },
  },
  {
    id: 'bridge-broadcast-stays-inside',
    says: {
      en: 'Outside the host, nothing is seen of the broadcasts of a bridge-mode child.',
      zh: 'bridge 模式下，主机外看不到子接口的广播。',
    },
    source: WILOON('不同 macvlan 接口之间能够直接通信,不需要将报文发送到主机之外。'),
    yaml: `when: { mode: bridge }
send: { from: child, kind: broadcast }
who: switch
then: never sees
`,
    expect: 'counterexample',
    because: {
      en: 'A broadcast goes to the siblings and to the wire (TX2): the switch hears each ARP question.',
      zh: '广播既到兄弟接口，也上线路（TX2）：每个 ARP 询问交换机都听得到。',
    },
  },
  {
    id: 'bridge-traffic-past-the-parent',
    says: {
      en: 'tcpdump on the parent sees nothing of what two bridge-mode children send each other.',
      zh: '在父接口上用 tcpdump 看不到两个 bridge 子接口之间的帧。',
    },
    source: MANUAL(
      "In bridge mode, all endpoints are directly connected to each other, communication is not redirected through the physical interface's peer.",
    ),
    yaml: `when: { mode: bridge }
send: { from: child, to: sibling }
who: parent
then: never sees
`,
    expect: 'counterexample',
    because: {
      en: "It is handed over through the parent's receive path (TX4), where packet sockets listen before the macvlans do.",
      zh: '帧是经父接口的接收路径转交的（TX4），抓包点在 macvlan 之前。',
    },
  },
  {
    id: 'bridge-connects-all',
    says: {
      en: 'A bridge-mode child reaches every macvlan of its parent, without the switch.',
      zh: 'bridge 模式的子接口不靠交换机就能到达同一父接口上的每个 macvlan。',
    },
    source: MANUAL('In bridge mode, all endpoints are directly connected to each other'),
    yaml: `when: { child: bridge, sibling: [bridge, vepa, private], hairpin: false }
send: { from: child, to: sibling }
who: sibling
then: hears
`,
    expect: 'counterexample',
    because: {
      en: 'Both ends must be in bridge mode (TX4): to a vepa or private sibling the frame goes by the wire.',
      zh: '两端都必须是 bridge 模式（TX4）：发给 vepa 或 private 兄弟的帧要走线路。',
    },
  },
  {
    id: 'bridge-one-copy',
    says: {
      en: 'A bridge-mode sibling hears a broadcast once, even if the switch reflects it.',
      zh: '即使交换机反射，bridge 模式的兄弟接口也只听到一次广播。',
    },
    source: COMMIT_MODES("when they come back from a reflective relay, we don't deliver them again"),
    yaml: `when: { mode: bridge, hairpin: true }
send: { from: child, kind: broadcast }
who: sibling
then: hears once
`,
    expect: 'holds',
    until: 'bridgesHearReflections',
    because: {
      en: 'The reflection bears the address of a bridge-mode macvlan, so only vepa siblings still need it (MC2).',
      zh: '反射帧的源地址属于 bridge 模式的 macvlan，所以只有 vepa 兄弟还需要它（MC2）。',
    },
  },
  {
    id: 'bridge-one-copy-of-a-guest',
    says: {
      en: 'A bridge-mode sibling hears a broadcast once, even that of a guest behind the child.',
      zh: '即使广播来自子接口背后、使用自己地址的虚拟机，bridge 模式的兄弟接口也只听到一次。',
    },
    source: COMMIT_MODES("when they come back from a reflective relay, we don't deliver them again"),
    yaml: `when: { mode: bridge, hairpin: true }
send: { from: child, kind: broadcast, as: stranger }
who: sibling
then: hears once
`,
    expect: 'counterexample',
    because: {
      en: 'One copy on the way out (TX2), and a second when the reflection is taken for a frame from outside (RX3 says no).',
      zh: '出去时一份（TX2）；反射帧被当作外来帧（RX3 为否），于是又一份。',
    },
  },
  {
    id: 'bridge-like-a-switch',
    says: {
      en: 'In bridge mode macvlan works like a switch: a frame for an unknown address comes to every child.',
      zh: 'bridge 模式就像交换机：目的地址未知的帧会泛洪到每个子接口。',
    },
    source: CNI('macvlan functions like a switch that is already connected to the host interface'),
    yaml: `when: { mode: bridge }
send: { from: outside, to: stranger }
who: child
then: sees
`,
    expect: 'counterexample',
    because: {
      en: 'The port knows all its addresses and learns none: what it does not know belongs to the parent (RX8).',
      zh: '端口知道自己的全部地址，从不学习：不认识的地址一律归父接口（RX8）。',
    },
  },
  {
    id: 'bridge-floods-group-frames',
    says: {
      en: 'Broadcasts of a bridge-mode child go to its siblings, to the wire, and to the parent.',
      zh: 'bridge 子接口的广播会到兄弟接口、线路，以及父接口。',
    },
    source: THANHLEV(
      'Broadcast traffic is sent both internally between sub-interfaces and externally through the physical interface.',
    ),
    yaml: `when: { child: bridge }
send: { from: child, kind: broadcast }
who: parent
then: hears
`,
    expect: 'counterexample',
    because: {
      en: "Through the parent's interface, yes; its stack gets no copy (MC4 speaks of macvlans only) unless the switch reflects.",
      zh: '帧确实从父接口出去，但父接口的协议栈得不到副本（MC4 只涉及 macvlan），除非交换机反射。',
    },
  },
]
