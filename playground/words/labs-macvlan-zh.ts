import type { LabWords } from './lab-words.ts'

/** 关于 macvlan 的各种模式的实验。 */
export const MACVLAN_LABS: LabWords = {
  'bridge-siblings': [
    'bridge 模式的兄弟',
    '两个 bridge 模式的子接口在主机内部互通，交换机只听见一次广播询问。',
  ],
  'broadcast-queue': [
    '广播队列',
    '广播在父接口的队列里等待，队列长度取子接口要求的最大值。比内核选项（这里是 bclim）更老的 ip 命令不认识它。',
  ],
  'gateway-reaches-every-mode': [
    '网关可达各种模式',
    '从外面看，子接口就是独立的主机——只有 source 模式例外，它只听名单上的发送者。',
  ],
  'host-and-its-child': [
    '主机与自己的子接口',
    '“主机访问不到自己的 macvlan”只在普通交换机后面成立；交换机会反射时，双向都通。',
  ],
  'mac-change-while-up': [
    '启用中更换 MAC',
    '子接口可以在启用时更换 MAC，并且谁也不通知：网关继续发往旧地址，直到再次听到它。发一个免费 ARP 就能免去这段沉默。',
  ],
  'macvlan-on-macvlan': [
    'macvlan 上的 macvlan',
    '建在 macvlan 上的 macvlan 成为它的兄弟，而不是它的子接口：内核把它放到下面真正的接口上。',
  ],
  'mode-changed-while-up': [
    '启用中更换模式',
    '子接口可以在启用时更换模式，从下一个帧起生效：两个兄弟能说什么，由发送者与接收者的模式共同决定。',
  ],
  'mtu-follows-the-parent': [
    'MTU 跟随父接口',
    '子接口的 MTU 可以调小，但不能超过父接口。父接口缩小，子接口跟着缩小；父接口再变大，子接口仍然那么小。',
  ],
  'one-copy-not-two': [
    '一份，不是两份',
    '在反射的交换机后面，bridge 子接口的广播似乎会两次到达兄弟：当场一次，反射再一次。其实不会；但没得到副本的父接口和 vepa 兄弟，这时会得到一份。',
  ],
  'own-echo': [
    '自己的回声',
    '在反射的交换机后面，private 子接口会收到自己的广播，计为一个零字节的包；vepa 子接口的广播到得了兄弟，却到不了 private 那个。',
  ],
  'parent-deleted': [
    '删除父接口',
    '删掉父接口，它的子接口无论在哪个命名空间都随之消失：地址、路由，一切都没了。',
  ],
  'parent-down': [
    '关闭父接口',
    '关闭父接口，子接口仍是启用的，却没有载波；父接口恢复之前什么也过不去。父接口关闭时，甚至还可以启用子接口。',
  ],
  'passthru-alone': [
    '独占的 passthru',
    'passthru 子接口独占父接口：旁边不能再有第二个，自己不能换成别的模式，已有住户的地方也不能建 passthru。每次拒绝都是同一句“Invalid argument”。',
  ],
  'passthru-borrows-the-address': [
    'passthru 借用地址',
    'passthru 子接口用的是父接口的 MAC；它改自己的，父接口也跟着变，子接口删除后再变回来。父接口自己改的则保留。',
  ],
  'passthru-by-hand': [
    '传给父接口的设置',
    '在 passthru 子接口上设的东西也会设到父接口上：混杂、全组播、自己名单上的地址；子接口没了，一切收回。',
  ],
  'passthru-old-address': [
    '还写着旧地址',
    '父接口换了 MAC，passthru 子接口也跟着换，却没有人告诉子接口的邻居表：发给熟悉邻居的帧用的是早已备好的帧头，仍写着旧地址，直到邻居要重新询问。',
  ],
  'passthru-takes-all': [
    'passthru 全收',
    'passthru 让父接口进入混杂模式，不论发给谁的帧都收下。nopromisc 标志不去动网卡的过滤器，但线路送来的，子接口照收不误。',
  ],
  'passthru-under-a-bridge': [
    '做网桥端口的 macvlan',
    'passthru 把一切交上去，网桥后面的站点因此够得到；bridge 模式的子接口只收自己的地址，因为 macvlan 不学习谁在它后面。',
  ],
  'private-behind-a-mirror': [
    '反射交换机后的 private',
    '交换机会反射时，private 挡不住兄弟：它只丢弃反射回来的广播，把 MAC 告诉双方就能互通。',
  ],
  'private-behind-a-switch': [
    '普通交换机后的 private',
    '在普通交换机后面，private 兄弟彼此隔绝：帧离开主机后不再回来。',
  ],
  'reader-bridge': [
    '教材实验：bridge',
    '改正后的教材实验，放在两种交换机后面：bridge 模式的兄弟在主机内部互通，交换机反射与否毫无区别。',
  ],
  'reader-passthru': [
    '教材实验：passthru',
    '把教材实验的 bridge 换成 passthru：mac1 独占父接口，mac2 被拒绝，凡与 mac2 有关的都失败，ping 找不到任何人，反射与否都一样。',
  ],
  'reader-private': [
    '教材实验：private',
    '把教材实验的 bridge 换成 private：普通交换机后面 ping 失败，反射的交换机后面也失败，因为反射回来的 ARP 询问被丢弃。',
  ],
  'reader-source': [
    '教材实验：source',
    '把教材实验的 bridge 换成 source：名单为空，谁也听不到谁，无论什么交换机。互相列入名单后，交换机反射就能通。',
  ],
  'reader-vepa': [
    '教材实验：vepa',
    '把教材实验的 bridge 换成 vepa：普通交换机后面 ping 失败，反射的交换机后面则经由交换机得到回答。',
  ],
  'source-also-for-others': [
    'source 也听别人的',
    'source 子接口会得到本来发给别人的帧的副本：凡是名单上的发送者发出的都有，真正的接收者也照样收到。',
  ],
  'source-list': [
    'source 的名单',
    'source 子接口只听名单上的发送者，名单起初是空的；对外说话则不受限制。启用时也能改名单：add、del、set、flush。',
  ],
  'source-nodst': [
    'source 与 nodst',
    'nodst 标志让父接口的其他子接口得不到 source 子接口已得到的帧：名单上的发送者发来的帧只归它。',
  ],
  'vepa-and-the-mirror': [
    'VEPA 与反射',
    'VEPA 把一切送到交换机；普通交换机从不原路送回，所以兄弟不通；打开 hairpin 就通了。',
  ],
  'who-reaches-whom': [
    '谁能到达谁',
    '一个父接口上四种模式的五个子接口，普通交换机后面只有一对能互通：两个 bridge。',
  ],
  'who-reaches-whom-mirrored': [
    '谁能到达谁（反射）',
    '同样五个子接口，但交换机会反射：现在每一对都能互通，private 也不例外。',
  ],
  'wishes-come-up': [
    '启用时才实现的愿望',
    '关着的子接口也可以要求接收全部组播或一切：启用时父接口才知道，关闭时又忘掉。',
  ],
}
