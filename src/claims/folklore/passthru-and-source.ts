import type { Saying } from '../saying.ts'
import { COMMIT_PASSTHRU, COMMIT_SOURCE, MANUAL } from './sources.ts'

export const PASSTHRU_AND_SOURCE: readonly Saying[] = [
  {
    id: 'passthru-takes-all',
    says: {
      en: 'All traffic that comes in at the parent goes to its passthru child.',
      zh: '父接口收到的所有流量都会转给 passthru 子接口。',
    },
    source: MANUAL('All traffic will be forwarded to this endpoint'),
    yaml: `when: { child: passthru }
send: { from: outside, kind: multicast }
who: child
then: hears
`,
    expect: 'counterexample',
    because: {
      en: 'All unicast, yes (RX7). A group frame needs a listener even here: the child must have joined (MC5).',
      zh: '单播确实全部转交（RX7）；但组播帧即使在这里也要有人加入该组（MC5）。',
    },
  },
  {
    id: 'passthru-takes-all-unicast',
    says: {
      en: 'All unicast that comes in at the parent goes to its passthru child, whoever it is for.',
      zh: '父接口收到的所有单播帧都会转给 passthru 子接口，不管目的地址是谁。',
    },
    source: COMMIT_PASSTHRU('sets it in promiscuous mode to receive and forward all the packets'),
    yaml: `when: { child: passthru, before: anything }
send: { from: outside, to: stranger }
who: child
then: hears
`,
    expect: 'holds',
    because: {
      en: "A passthru port does not look at the address (RX7), and marks the frame as the child's own.",
      zh: 'passthru 端口不看目的地址（RX7），并把帧标记为子接口自己的。',
    },
  },
  {
    id: 'passthru-leaves-the-parent-working',
    says: {
      en: 'Beside a passthru child the parent goes on hearing what is for it.',
      zh: '有 passthru 子接口时，父接口仍能收到发给自己的帧。',
    },
    source: COMMIT_PASSTHRU('allows takeover of the underlying device'),
    yaml: `when: { child: passthru }
send: { from: outside, to: parent }
who: parent
then: hears
`,
    expect: 'counterexample',
    because: {
      en: "To take over is meant: the child gets all unicast frames (RX7), and the parent's stack none.",
      zh: '“接管”名副其实：单播帧全归子接口（RX7），父接口的协议栈一帧也得不到。',
    },
  },
  {
    id: 'passthru-alone',
    says: {
      en: 'A passthru child does not suffer another macvlan beside it, nor comes to one.',
      zh: 'passthru 子接口不能与其他 macvlan 共用父接口。',
    },
    source: MANUAL('It is not allowed for more than one endpoint on the same physical interface.'),
    yaml: `when: { child: any, sibling: passthru }
ask: { create: sibling }
then: is refused
`,
    expect: 'holds',
    because: {
      en: 'macvlan_common_newlink answers EINVAL, whoever was first.',
      zh: 'macvlan_common_newlink 一律回答 EINVAL，不论谁先谁后。',
    },
  },
  {
    id: 'passthru-makes-promiscuous',
    says: {
      en: 'A passthru child that is up makes its parent promiscuous.',
      zh: 'passthru 子接口启用后，父接口进入混杂模式。',
    },
    source: MANUAL('By default, this mode forces the underlying interface into promiscuous mode.'),
    yaml: `when: { child: passthru }
who: parent
then: is promiscuous
`,
    expect: 'holds',
    because: {
      en: "macvlan_open counts the parent's promiscuity up by one; nopromisc would prevent it.",
      zh: 'macvlan_open 把父接口的混杂计数加一；用 nopromisc 可以避免。',
    },
  },
  {
    id: 'source-only-what-is-for-it',
    says: {
      en: 'A source-mode child sees frames from listed senders, if they are addressed to it.',
      zh: 'source 子接口只看到名单内的源发给它自己的帧。',
    },
    source: COMMIT_SOURCE(
      'set a list of allowed mac address, which is used to match against source mac address from received frames',
    ),
    yaml: `when: { child: source, lists: outside }
send: { from: outside, to: parent }
who: child
then: never sees
`,
    expect: 'counterexample',
    because: {
      en: 'The list looks at the source alone: the child gets a copy of everything that a listed sender sends to anybody here (SRC1).',
      zh: '名单只看源地址：名单内的站点发给这里任何人的帧，它都得到一份副本（SRC1）。',
    },
  },
  {
    id: 'source-only-from-the-list',
    says: {
      en: 'A source-mode child never sees a frame from a sender that is not on its list.',
      zh: 'source 子接口永远看不到名单之外的源发来的帧。',
    },
    source: COMMIT_SOURCE('to be part of only VLAN associated with macvlan0 interface'),
    yaml: `when: { child: source, lists: outside }
send: { from: sibling, to: child }
who: child
then: never sees
`,
    expect: 'holds',
    because: {
      en: 'Its address is known to the port, but a source-mode macvlan gets nothing by it: the parent keeps the frame (RX9).',
      zh: '端口认得它的地址，但 source 模式不按目的地址收帧：这一帧留给父接口（RX9）。',
    },
  },
  {
    id: 'source-own-echo',
    says: {
      en: 'A source-mode child sees nothing from off its list, not even its own reflected frame.',
      zh: 'source 子接口看不到名单之外的帧，连自己发出、被反射回来的也看不到。',
    },
    source: COMMIT_SOURCE('to be part of only VLAN associated with macvlan0 interface'),
    yaml: `when: { child: source, lists: outside }
send: { from: child, kind: broadcast }
who: child
then: never sees
`,
    expect: 'counterexample',
    because: {
      en: 'A reflected broadcast goes back to its sender unless that is in vepa or bridge mode (RX4): the list is not asked.',
      zh: '除非发送者是 vepa 或 bridge 模式，反射的广播会交还发送者（RX4），名单不起作用。',
    },
  },
  {
    id: 'source-nodst',
    says: {
      en: 'With nodst, what a listed sender sends reaches nobody but the source-mode child.',
      zh: '设了 nodst，名单内的源发来的帧只到 source 子接口，别人都收不到。',
    },
    source: MANUAL('stops matching packets from also going through the destination-based flow'),
    yaml: `when: { child: source, lists: outside, nodst: true, sibling: [bridge, vepa, private] }
send: { from: outside, to: sibling }
who: sibling
then: never hears
`,
    expect: 'holds',
    since: 'nodst',
    because: {
      en: 'The frame ends with the list (SRC3).',
      zh: '帧在名单处就结束了（SRC3）。',
    },
  },
  {
    id: 'source-nodst-while-down',
    says: {
      en: 'A source-mode child that is down keeps nothing from its siblings.',
      zh: 'source 子接口关闭（down）以后，不会再挡住兄弟接口的帧。',
    },
    source: MANUAL('stops matching packets from also going through the destination-based flow'),
    yaml: `when: { child: source, lists: outside, nodst: true, down: child, sibling: bridge }
send: { from: outside, to: sibling }
who: sibling
then: hears
`,
    expect: 'counterexample',
    since: 'nodst',
    because: {
      en: 'The list outlives the link: a listener that is down takes no copy (SRC2), but its nodst still ends the frame (SRC3).',
      zh: '名单不随接口关闭而失效：down 的接口自己不收（SRC2），但它的 nodst 仍然截住这一帧（SRC3）。',
    },
  },
]
