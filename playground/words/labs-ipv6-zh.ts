import type { LabWords } from './lab-words.ts'

/** 关于 IPv6 的实验。 */
export const IPV6_LABS: LabWords = {
  'ipv6-duplicates': [
    '重复的 IPv6 地址',
    '两个 macvlan 想要同一个地址。bridge 模式下第二个会得知它已有主；vepa 和 private 模式下无人告知，两个都使用它。',
  ],
  'ipv6-fresh-macvlan': [
    '新 macvlan 的 IPv6 地址',
    '打开 IPv6 后，macvlan 一启用就用自己的 MAC 生成链路本地地址，试用一两秒，并加入相应的组；关闭时地址也随之消失。',
  ],
  'ipv6-listener-reports': [
    '侦听报告',
    '加入组的要告诉链路（MLD）：起初没有地址，有了地址再说一遍；离开的也要说。路由器请求则寻找路由器。',
  ],
  'ipv6-neighbours': [
    'IPv6 的邻居',
    '谁有这个 IPv6 地址？问题发给由地址最后三个字节组成的组，其他 macvlan 的组播过滤器便把它挡在外面。',
  ],
  'ipv6-own-question': [
    '听见自己的问题',
    '交换机会反射时，private 的 macvlan 会听见自己问“有人有我的地址吗”。凭其中的随机数它认得出自己；没有这个数，它会把自己当成别人。',
  ],
  'ipv6-router': [
    'IPv6 路由器通告',
    '路由器说出自己是谁、链路上是什么前缀：听者用前缀和自己的 MAC 生成地址，并得到默认路由；路由器撤回时路由便消失。',
  ],
  'ipv6-router-in-a-namespace': [
    '命名空间里的 IPv6 路由器',
    '有两个 macvlan 的命名空间连接两个子网：它转发，加入路由器的组，而它的链路本地地址就足以做网关。',
  ],
  'ipv6-switched': ['IPv6 的开关', 'disable_ipv6 可以开关一个接口、全部接口以及以后新建接口的 IPv6。'],
  'ipv6-two-ways': [
    '两条一样好的路',
    '路由器有两个 macvlan 在同一个子网里：数据包从哪个进来，就从哪个出去；谁在找路由器，它也记得。IPv6 关闭的接口不收邻居，也不收路由。',
  ],
  'ipv6-who-reaches-whom': [
    'IPv6：谁能到达谁',
    '邻居发现问的是组，所以各模式对 IPv6 的作用与对广播相同：private 之间永远找不到对方，vepa 之间只有交换机反射时才行。',
  ],
  'ping-from-a-device': [
    '从一个接口 ping',
    '绑定了接口的 ping（-I）只听得到从那个接口来的；主机自己的回答，算是从该地址所在的接口来。IPv6 在别的接口上连自己的地址都找不到，要到线上去问。',
  ],
  'ipv6-zones': [
    'IPv6 的区域（zone）',
    '链路上的 IPv6 地址离开接口就没有意义：接口写在百分号后面，或用 -I 给出，两者都写时必须相同。别的地址后面不接受接口名。',
  ],
}
