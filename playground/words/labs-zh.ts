/** 每个实验的题目和一句话说明。没有译文的实验保持英文原样。 */
export const CHINESE_LABS: Readonly<Record<string, readonly [title: string, about: string]>> = {
  'bridge-siblings': [
    'bridge 模式的兄弟',
    '两个 bridge 模式的子接口在主机内部互通，交换机只听见一次广播询问。',
  ],
  'gateway-reaches-every-mode': [
    '网关可达各种模式',
    '从外面看，子接口就是独立的主机——只有 source 模式例外，它只听名单上的发送者。',
  ],
  'host-and-its-child': [
    '主机与自己的子接口',
    '“主机访问不到自己的 macvlan”只在普通交换机后面成立；交换机会反射时，双向都通。',
  ],
  'private-behind-a-mirror': [
    '反射交换机后的 private',
    '交换机会反射时，private 挡不住兄弟：它只丢弃反射回来的广播，把 MAC 告诉双方就能互通。',
  ],
  'private-behind-a-switch': [
    '普通交换机后的 private',
    '在普通交换机后面，private 兄弟彼此隔绝：帧离开主机后不再回来。',
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
  'across-two-hosts': [
    '跨越两台主机',
    '不同主机上的子接口，不论什么模式，都能经交换机互通：对网络来说它们各是一台独立的主机；private 只意味着“不与兄弟来往”。',
  ],
  'address-taken': [
    '地址被占用',
    '同一父接口的两个子接口不能带着同一个 MAC 同时启用，也不能用父接口的 MAC。内核在启用或改地址时才检查，创建时不查。',
  ],
  'addresses-by-hand': [
    '手工添加地址',
    '不是网桥的接口，其转发表列出它在自己地址之外还听哪些地址。任何子接口都可以手工添加组地址；另加单播地址则只有 passthru 可以，因为其余的只凭一个地址被找到。',
  ],
  'arp-gives-up': [
    'ARP 放弃了',
    '没有人拥有这个地址：ARP 每秒问一次，问三次，然后每个等待的 ping 都从自己的内核得到“Destination Host Unreachable”，邻居表项变成 FAILED。',
  ],
  'asking-with-json': [
    '用 JSON 提问',
    'ip 命令也能用 JSON 回答，再由 jq 拆开：每个父接口有哪些子接口、各是什么模式、谁已启用。再用 awk 和 sort 从纯文本得出同样的结果。',
  ],
  batch: [
    '批处理',
    '一个进程里的许多命令：ip -batch 在第一个错误处停下并指出行号；加上 -force 则继续。出错之前做过的都保留。',
  ],
  'broadcast-ping': [
    '广播 ping',
    'bridge 模式的每个子接口都听得到发往广播地址的 ping，但只有关掉 icmp_echo_ignore_broadcasts，Linux 才回答。同一问题的第二个回答标为“DUP!”。',
  ],
  'broadcast-queue': [
    '广播队列',
    '广播在父接口的队列里等待，队列长度取子接口要求的最大值。比内核选项（这里是 bclim）更老的 ip 命令不认识它。',
  ],
  'cable-pulled': [
    '拔掉网线',
    '拔掉网线：交换机端口关闭，父接口失去载波，子接口也随之失去。内核至多每秒通知上层接口一次，所以要等一等。',
  ],
  counters: [
    '计数器',
    '计数器分得清：兄弟之间的话，父接口既没发也没收；而兄弟广播的本地副本会把 14 字节的帧头算两次。',
  ],
  'eavesdropping-on-the-parent': [
    '在父接口上旁听',
    '两个 bridge 兄弟之间的话从不上线路，可是父接口上的 tcpdump 听得到：帧是经父接口的接收路径递交的。交换机上一片寂静。',
  ],
  'forged-sender': [
    '伪造的发送者',
    '子接口可以冒用别人的源地址，交换机会信以为真：一个以网关名义发出的帧，就让交换机到错误的端口后面去找网关，直到再次听到网关本人。',
  ],
  'gratuitous-arp': ['免费 ARP', '免费 ARP 不等人问就说“这是我”。它会更正已有的表项，但默认不会新建。'],
  'guest-in-a-namespace': [
    '命名空间里的虚拟机',
    '虚拟机抓住的是 macvtap 本身，而不是它的名字或所在的命名空间：改名、搬家、关闭再启用，它照样运送虚拟机的帧。虚拟机里还可以再有 macvtap 和虚拟机。',
  ],
  'guest-passthru': [
    'passthru 里的虚拟机',
    'passthru 的 macvtap 把整块网卡连同地址都给了虚拟机：网卡上也有地址的主机被切断。作为交换，虚拟机可以换用别的 MAC，它后面的站点也能被听到。',
  ],
  'guest-stops': [
    '虚拟机停机',
    'tap 在有人接上时才有载波，所以它的网桥端口随虚拟机一起关闭；macvtap 跟随父接口，仍然启用。虚拟机上运行的程序随它结束，同名的虚拟机可以再次启动。',
  ],
  'guests-and-mistakes': [
    '虚拟机与错误',
    'vm 对不可能的命令怎么说：虚拟机需要一个空闲的 macvtap 或 tap，以及自己的名字。',
  ],
  'guests-bridge': [
    'bridge 模式的虚拟机',
    '两台虚拟机接在 bridge 模式的 macvtap 上，在主机内部互通，交换机一无所知。主机自己仍在它们够不到的地方，与任何 macvlan 一样。',
  ],
  'guests-private': [
    'private 模式的虚拟机',
    '两台虚拟机接在 private 模式的 macvtap 上，即使交换机会反射也彼此隔绝：反射回来的广播只回到发送者，ARP 因此失败。手工告知的地址则到得了。',
  ],
  'guests-vepa': [
    'vepa 模式的虚拟机',
    '两台虚拟机接在 vepa 模式的 macvtap 上，到得了外界，却到不了彼此，也到不了所在的主机：一切都先送到交换机。只有交换机反射，它们才能相见。',
  ],
  'isolated-ports': [
    '隔离的端口',
    '交换机上两个隔离的端口彼此不通，只通未隔离的端口：private 模式在主机里做的事，就是隔离在交换机上做的事。',
  ],
  jobs: [
    '后台作业',
    '三件事同时进行：一个 ping 和两个抓包在两台机器的后台运行，脚本继续往下走；wait 等它们，kill 结束它们，各有退出码。',
  ],
  'mac-change-while-up': [
    '启用中更换 MAC',
    '子接口可以在启用时更换 MAC，并且谁也不通知：网关继续发往旧地址，直到再次听到它。发一个免费 ARP 就能免去这段沉默。',
  ],
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
  'ipvtap-guests': [
    'ipvtap 上的虚拟机',
    'ipvtap 后面的虚拟机与父接口共用一个 MAC。帧归谁由主机看 IP 地址决定，所以要把虚拟机的地址也告诉主机：ipvtap 也配上它，但回答的只有虚拟机。',
  ],
  'macvlan-on-macvlan': [
    'macvlan 上的 macvlan',
    '建在 macvlan 上的 macvlan 成为它的兄弟，而不是它的子接口：内核把它放到下面真正的接口上。',
  ],
  'macvtap-beside-macvlan': [
    'macvtap 与 macvlan 并肩',
    'macvtap 是另一端为程序的 macvlan：macvlan 上的容器与 macvtap 上的虚拟机在同一父接口上是兄弟，能否互通由模式决定，与种类无关。',
  ],
  'macvtap-deleted-under-a-guest': [
    '虚拟机脚下的 macvtap 被删',
    '虚拟机还插着，就删掉它的 macvtap 或 tap：虚拟机毫无察觉，网卡仍然启用，发出的询问却石沉大海。被删接口的端口再也要不回来。',
  ],
  'macvtap-without-a-guest': [
    '没有虚拟机的 macvtap',
    '在没有人打开它的文件之前，macvtap 与普通 macvlan 无异：主机自己的协议栈接收并回答。一旦虚拟机接上，主机在那里就什么也听不到了。',
  ],
  'mode-changed-while-up': [
    '启用中更换模式',
    '子接口可以在启用时更换模式，从下一个帧起生效：两个兄弟能说什么，由发送者与接收者的模式共同决定。',
  ],
  'mtu-follows-the-parent': [
    'MTU 跟随父接口',
    '子接口的 MTU 可以调小，但不能超过父接口。父接口缩小，子接口跟着缩小；父接口再变大，子接口仍然那么小。',
  ],
  'multicast-groups': [
    '组播组',
    '子接口加入组播组后才听得到，父接口也随之加入，免得网卡把帧过滤掉。退出则慢半拍：子接口的过滤器在组从名单上消失之前就已算好。',
  ],
  'names-across-namespaces': [
    '跨命名空间的名字',
    '搬走的子接口仍标明来处：mac1@if2 表示“我的父接口编号为 2，在别处”。那边已有同名接口时进不去，除非途中改名。',
  ],
  'namespace-deleted': [
    '删除命名空间',
    '只要还有人使用，命名空间就活着：里面还有进程时删掉它的名字，子接口照样回答。进程一结束，命名空间便消失，稍后连 macvlan 一并带走。',
  ],
  'nobody-reads': [
    '没有人读',
    '程序打开了 macvtap 却不读：帧在队列里等着，队列有多长由 txqueuelen 决定。放不下的计为错误和丢弃；每次读取拿走一个帧，前面带十字节的头。',
  ],
  'one-copy-not-two': [
    '一份，不是两份',
    '在反射的交换机后面，bridge 子接口的广播似乎会两次到达兄弟：当场一次，反射再一次。其实不会；但没得到副本的父接口和 vepa 兄弟，这时会得到一份。',
  ],
  'one-owner': [
    '只有一个主人',
    '一个接口收到的帧只能归一方处理：网桥端口上不能再建 macvlan，有 macvlan 的父接口也不能成为网桥端口。网桥本身则是很好的父接口。',
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
  'passthru-old-address': [
    '还写着旧地址',
    '父接口换了 MAC，passthru 子接口也跟着换，却没有人告诉子接口的邻居表：发给熟悉邻居的帧用的是早已备好的帧头，仍写着旧地址，直到邻居要重新询问。',
  ],
  'passthru-takes-all': [
    'passthru 全收',
    'passthru 让父接口进入混杂模式，不论发给谁的帧都收下。nopromisc 标志不去动网卡的过滤器，但线路送来的，子接口照收不误。',
  ],
  promiscuity: [
    '混杂计数',
    '混杂是计数，不是开关：每个想听一切的都加一。子接口混杂，父接口也跟着混杂；tcpdump 加一，用完减一。',
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
  refusals: ['拒绝一览', '内核和 ip 对不可能的命令怎么说，以及各自的退出码。'],
  'router-in-a-namespace': [
    '命名空间里的路由器',
    '有两个子接口的命名空间，只要 net.ipv4.ip_forward 为 1 就成了路由器；每一跳都消耗数据包 64 条命中的一条，而 macvlan 不是路由器，不消耗。',
  ],
  'silent-ping': [
    '沉默的 ping',
    '教材实验的 ping 为什么只是等待，从不说“不可达”：错误报文由自己的内核经 lo 送来，而新命名空间里的 lo 是关闭的。',
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
  'switch-learns-and-forgets': [
    '交换机会学也会忘',
    '交换机见过一个地址发出的帧，就知道它在哪里；不知道的就泛洪。过了 ageing_time（这里是一秒）便忘记，于是人人又听到只给一个人的帧。',
  ],
  'taps-made-and-shown': [
    'tap 的创建与显示',
    'tap 是另一端为程序的网卡，ip tuntap 造出一个等待程序的：在那之前没有载波。tun 只传不带以太网头的 IP，所以没有地址，也不能做网桥端口。',
  ],
  'two-answers': [
    '两个回答',
    '子接口与父接口同处一个命名空间：询问子接口的地址会得到两个回答，父接口一个、它自己一个，因为 Linux 会在任何接口上为自己的任何地址作答。arp_ignore=1 可以制止。',
  ],
  'two-ways-to-plug-in-a-guest': [
    '接入虚拟机的两种办法',
    '接入虚拟机有两种办法：Linux 网桥上的 tap，或 macvtap。网桥会学习，虚拟机可用任何 MAC，主机自己也在网桥上；macvtap 不需要网桥，只认一个 MAC。',
  ],
  'macvlan-on-vlan': [
    'VLAN 上的 macvlan',
    '子接口建在 VLAN 设备上：它们的帧在下面一层打上标签，会反射的交换机按 VLAN 送回，而直接建在父接口上的 macvlan 一概听不到。',
  ],
  'narrow-port': [
    '放不下的帧',
    '交换机的端口只收更短的帧。太长的帧在线缆另一端被丢弃：父接口和子接口记为没能发出，端口记为丢弃。',
  ],
  'passthru-by-hand': [
    '传给父接口的设置',
    '在 passthru 子接口上设的东西也会设到父接口上：混杂、全组播、自己名单上的地址；子接口没了，一切收回。',
  ],
  'passthru-under-a-bridge': [
    '做网桥端口的 macvlan',
    'passthru 把一切交上去，网桥后面的站点因此够得到；bridge 模式的子接口只收自己的地址，因为 macvlan 不学习谁在它后面。',
  ],
  'switch-addresses': [
    '同一个地址的三个设备',
    '交换机的两个端口和交换机自己用同一个地址：表里只有一项，它走了由别人继承；端口的一项设置不影响其他设置。',
  ],
  'two-bridges': [
    '两种网桥',
    '同样的三个站点，先在 Linux 网桥后面，再作 bridge 模式的 macvlan：相同之处，以及不同之处——未知地址、别人的地址、主机自己的地址、线路听到什么。',
  ],
  vlan: [
    'VLAN 设备',
    'VLAN 设备用父接口的地址，却有自己的广播域：它发出的帧带着编号的标签，只有同号者听得到。',
  ],
  'vlan-mistakes': [
    '建不成的 VLAN 设备',
    '内核怎样回答不可能的 VLAN 设备：无效的编号、已被占用的编号、不带标签的父接口，以及离去的父接口。',
  ],
  'vlan-on-passthru': [
    'passthru 上的 VLAN',
    '带标签的帧先经过 passthru 子接口，再由它上面的 VLAN 设备取下标签；给子接口换地址，父接口随之更换，VLAN 设备也跟着换。',
  ],
  'vlan-reflections': [
    'VLAN 里的反射',
    '过滤 VLAN 的交换机上一个会反射的端口：vepa 兄弟在端口所属的 VLAN 里到得了，带不带标签都行；不属于的 VLAN 里到不了。',
  ],
  'vlan-switch': [
    '干道口与接入口',
    '一个干道口、两个接入口：不带标签的帧归入端口的 VLAN，只有在干道上才带着标签出去；不在端口 VLAN 里的一律丢弃。',
  ],
  'vlan-tables': [
    '过滤 VLAN 的表',
    '谁在哪个 VLAN、新端口得到的 PVID、每个地址在每个 VLAN 里的一项，它们随成员来去。',
  ],
  'wishes-come-up': [
    '启用时才实现的愿望',
    '关着的子接口也可以要求接收全部组播或一切：启用时父接口才知道，关闭时又忘掉。',
  ],
  'ipv6-fresh-macvlan': [
    '新 macvlan 的 IPv6 地址',
    '打开 IPv6 后，macvlan 一启用就用自己的 MAC 生成链路本地地址，试用一两秒，并加入相应的组；关闭时地址也随之消失。',
  ],
  'ipv6-neighbours': [
    'IPv6 的邻居',
    '谁有这个 IPv6 地址？问题发给由地址最后三个字节组成的组，其他 macvlan 的组播过滤器便把它挡在外面。',
  ],
  'ipv6-who-reaches-whom': [
    'IPv6：谁能到达谁',
    '邻居发现问的是组，所以各模式对 IPv6 的作用与对广播相同：private 之间永远找不到对方，vepa 之间只有交换机反射时才行。',
  ],
  'ipv6-duplicates': [
    '重复的 IPv6 地址',
    '两个 macvlan 想要同一个地址。bridge 模式下第二个会得知它已有主；vepa 和 private 模式下无人告知，两个都使用它。',
  ],
  'ipv6-own-question': [
    '听见自己的问题',
    '交换机会反射时，private 的 macvlan 会听见自己问“有人有我的地址吗”。凭其中的随机数它认得出自己；没有这个数，它会把自己当成别人。',
  ],
  'ipv6-router': [
    'IPv6 路由器通告',
    '路由器说出自己是谁、链路上是什么前缀：听者用前缀和自己的 MAC 生成地址，并得到默认路由；路由器撤回时路由便消失。',
  ],
  'ipv6-listener-reports': [
    '侦听报告',
    '加入组的要告诉链路（MLD）：起初没有地址，有了地址再说一遍；离开的也要说。路由器请求则寻找路由器。',
  ],
  'ipv6-two-ways': [
    '两条一样好的路',
    '路由器有两个 macvlan 在同一个子网里：数据包从哪个进来，就从哪个出去；谁在找路由器，它也记得。IPv6 关闭的接口不收邻居，也不收路由。',
  ],
  'ping-from-a-device': [
    '从一个接口 ping',
    '绑定了接口的 ping（-I）只听得到从那个接口来的；主机自己的回答，算是从该地址所在的接口来。IPv6 在别的接口上连自己的地址都找不到，要到线上去问。',
  ],
  'same-address': [
    '同一个地址',
    '可以把设备已有的 MAC 再给它一次，所有人都会得到通知。从 6.5 起没有人再问它是不是有效的地址：失去端口的网桥没有地址，而它接受这个。',
  ],
  'addresses-refused': [
    '被拒绝的地址',
    'macvlan 得不到的地址，以及拒绝时所用的话。较老的内核只给出错误号，所以教程里的输出能看出它有多旧。',
  ],
  'ipv6-switched': ['IPv6 的开关', 'disable_ipv6 可以开关一个接口、全部接口以及以后新建接口的 IPv6。'],
  'ipv6-router-in-a-namespace': [
    '命名空间里的 IPv6 路由器',
    '有两个 macvlan 的命名空间连接两个子网：它转发，加入路由器的组，而它的链路本地地址就足以做网关。',
  ],
}
