import type { LabWords } from './lab-words.ts'

/** 关于 ipvlan 的实验。 */
export const IPVLAN_LABS: LabWords = {
  ipvlan: [
    'ipvlan：一个 MAC，多个地址',
    '同一父接口上三个 l2 模式的 ipvlan：MAC 全都一样，父接口看 IP 地址来分辨帧归谁。bridge、private、vepa 属于整个端口，只禁单播：广播总能到达。',
  ],
  'ipvlan-addresses': [
    'ipvlan 与它的 IP 地址',
    'ipvlan 靠 IP 地址辨认，所以同一父接口上不许重复，无论启用与否；父接口自己的不算。只有启用的才找得到。',
  ],
  'ipvlan-beside-macvlan': [
    'ipvlan 与 macvlan 不能同处',
    '一个父接口要么承载 ipvlan，要么承载 macvlan，要么做网桥端口，不能兼任：谁都要每一个帧。不过 macvlan 和网桥都可以承载 ipvlan。',
  ],
  'ipvlan-broadcast': [
    'ipvlan 的广播',
    'ipvlan 的广播到达兄弟和外面，private 和 vepa 也不例外，但从不到父接口。交换机反射回来的，凭 IP 地址认出是自己人的，只有父接口得到。',
  ],
  'ipvlan-ipv6': [
    'ipvlan 上的 IPv6',
    'MAC 只有一个，链路本地地址却各不相同：里面写的是接口的编号。兄弟已有的地址不能再用；l2 模式照常问邻居，l3 模式谁也不问。',
  ],
  'ipvlan-l3': [
    'l3 模式：没有 ARP',
    'l3 模式没有 ARP 也没有广播：ipvlan 把数据包交给父接口的协议栈去路由。回来的只凭 IP 地址找路，所以外面的主机需要一条经由父接口的路由。',
  ],
  'ipvlan-l3s': [
    'l3s 模式：先过父接口的协议栈',
    'l3s 模式下，进来的先留在父接口的协议栈，等 netfilter 看过才归 ipvlan：计数器知道，抓包永远看不到。',
  ],
  'ipvlan-mistakes': [
    'ipvlan 的种种错误',
    '对不可能的 ipvlan，ip 和内核怎么说：不存在的词、不能承载它的父接口、不能建在它上面的东西，以及由不得它选的 MAC。',
  ],
  'ipvlan-one-mac': [
    '哪种技术让许多网卡共用一个 MAC 而 IP 各异？',
    '主机 one 用 ipvlan，主机 two 用 macvlan：网关和交换机在前者后面只看到一个 MAC，在后者后面每个网卡一个。',
  ],
  'ipvlan-parent': [
    '父接口与它的 ipvlan',
    '父接口怎样，ipvlan 就怎样：MAC 同它一样，MTU 随它改，它没了 ipvlan 就没有载波，它删了 ipvlan 也跟着走。编号用来分辨共用一个 MAC 的它们。',
  ],
}
