/** 回答之后的结局，按英文原句；没有译文的保持英文原样。 */
export const ENDS: Readonly<Record<string, string>> = {
  'the lower device transmits it: the wire is the only way': '由父接口发出：只有线路这一条路',
  'it enters the receive path of the lower device, and never touches the wire':
    '进入父接口的接收路径，不经过线路',
  'the lower device keeps it': '父接口自己留下它',
  'nobody else gets the frame': '别人都得不到它',
  'it goes back to its sender, and to nobody else': '只回到发送者自己',
  'only the lower device gets it': '只有父接口得到它',
  'the macvlan receives it as its own': 'macvlan 把它当作自己的帧收下',
  'it is dropped': '丢弃',
  'no macvlan gets it': '没有 macvlan 得到它',
  'this macvlan gets no copy': '这个 macvlan 得不到副本',
  'this macvlan gets a copy': '这个 macvlan 得到一份副本',
  'this port gets no copy': '这个端口得不到副本',
  'this port sends a copy': '这个端口发出一份副本',
  'this port drops its copy': '这个端口丢弃它的副本',
  'those ports send it': '由这些端口发出',
  'those ports send it, and the bridge device receives a copy': '由这些端口发出，网桥设备也收到一份',
  'the bridge device alone receives it': '只有网桥设备收到它',
  'the bridge device receives it, and no port sends it': '网桥设备收到它，没有端口发出它',
  'it is dropped: there is no way out': '丢弃：无路可出',
  'nothing is learned': '什么也不学',
  'a new entry says: behind this port': '新表项：在这个端口后面',
  'the entry is fresh again': '表项刷新',
  'the entry moves to this port': '表项移到这个端口',
  'its driver transmits it': '由驱动发出',
  'there is no answer': '不回答',
  'the ARP packet leaves': 'ARP 包发出',
  'nothing is learnt': '什么也不学',
  'it enters the receive path of the parent, and never touches the wire': '它进入父接口的接收路径，不上线路',
  'it is dropped, and counted as dropped at sending': '丢弃，计为发送方丢弃',
  'it enters the receive path of that ipvlan: neither the parent nor the wire sees it':
    '它进入那个 ipvlan 的接收路径：父接口和线路都看不到',
  'it leaves as a packet of the parent’s namespace, by the parent’s neighbours (NUD1)':
    '作为父接口所在命名空间的数据包离开，用父接口的邻居表（NUD1）',
  'the parent keeps it; if it is IP, IVS1 asks again': '父接口留下它；若是 IP，IVS1 再问一次',
  'the parent keeps it': '父接口留下它',
  'only the parent gets it: siblings had their copy on the way out':
    '只有父接口得到它：兄弟在它出去时已得到副本',
  'the ipvlan receives it as its own': 'ipvlan 把它当作自己的帧收下',
  'no ipvlan gets it, and none is sent': '没有 ipvlan 得到它，也不发出',
  'it is dropped; the device that it was on counts it (dropped, at receiving)':
    '丢弃；所在的接口计数（接收方的 dropped）',
  'this ipvlan gets no copy': '这个 ipvlan 得不到副本',
  'this ipvlan gets a copy; what an ipvlan sends, the parent transmits after that':
    '这个 ipvlan 得到一份副本；若是 ipvlan 发出的，父接口随后发出',
  'it is the parent’s, as any other packet (IP4)': '归父接口，与其他数据包一样（IP4）',
  'the ipvlan counts it, and it goes on in that namespace (IP12); no packet socket sees it there':
    'ipvlan 计数，它在那个命名空间继续（IP12）；那里的抓包看不到它',
  'the parent’s namespace decides (IP4)': '由父接口所在的命名空间决定（IP4）',
  'the frame leaves': '帧发出',
  'the packet waits': '数据包等待',
  'it is dropped: the port takes nothing without a number': '丢弃：端口不收不带编号的帧',
  'it belongs to that VLAN from here on': '从此它属于那个 VLAN',
  'it stays in its VLAN': '它留在自己的 VLAN',
  'it gets no copy': '得不到副本',
  'it may have it, without the tag if the VLAN leaves there untagged':
    '可以得到；若该 VLAN 在此处不带标签送出，则去掉标签',
  'it is dropped: no station has such an address': '丢弃：没有站点会有这样的地址',
  'it is dropped: pause frames are for the link alone': '丢弃：PAUSE 帧只属于这段链路',
  "the port's own stack gets it, and the bridge has learned the source":
    '交给端口自己的协议栈，网桥已学到源地址',
  "the port's own stack gets it": '交给端口自己的协议栈',
  'it is dropped: a locked port serves the stations that it was told of':
    '丢弃：锁定的端口只为事先告知的站点服务',
  "it is dropped: it is the bridge device's own address": '丢弃：那是网桥设备自己的地址',
  'the entry stays as it is; the kernel logs a warning': '表项不变，内核记录一条警告',
  'the entry is fresh again, and stays where it was': '表项刷新，位置不变',
  'the receiving device keeps it, tag and all: its rx_handler is next (RX1, BR1), then the protocols (DEV6), which take what bears a number as somebody else’s':
    '接收接口连同标签一起留下它：接着是 rx_handler（RX1、BR1），再是各协议（DEV6），它们把带编号的视为别人的',
  'it receives the frame without the tag: packet sockets of its own, its rx_handler, its protocols':
    '它收到去掉标签的帧：自己的抓包套接字、rx_handler、各协议',
  'it is dropped, counted by nobody': '丢弃，谁也不计数',
  'it is on its way as the lower device’s (DEV1), and counted as sent without the tag':
    '作为下层接口的帧上路（DEV1），按不带标签计为已发送',
  'it is counted as dropped': '计为丢弃',
  'the no-op queue swallows it; no packet socket sees it, and the sender believes it sent':
    '被空操作队列吞掉：抓包看不到它，发送者以为已发出',
  'it is counted as sent, and gone': '计为已发送，随即消失',
  'it is dropped; the receiver counts it (dropped), and so does a sending veth':
    '丢弃；接收者计数（dropped），发送的 veth 也计数',
  'the hardware ignores it: no counter, no packet socket': '硬件不理会：不计数，抓包也看不到',
  'it is dropped and counted': '丢弃并计数',
  'the simulator ends the storm, and drops what is under way': '模拟器终止风暴，丢弃途中的一切',
  'packet sockets see it; then, if it has a tag, VLAN1; then its rx_handler (RX1, BR1), then the protocols (DEV6)':
    '抓包看到它；若带标签则到 VLAN1；然后是 rx_handler（RX1、BR1），再是各协议（DEV6）',
  'it is dropped, seen by nobody and counted by nobody': '丢弃：谁也看不到，谁也不计数',
  'the protocol receives it (IP1, ARP1)': '协议收下它（IP1、ARP1）',
  'it ends here, counted as dropped unless a packet socket was its last taker':
    '到此为止；除非最后接手的是抓包套接字，否则计为丢弃',
  "it is for the host's own stack, as on a macvlan (DEV6)": '交给主机自己的协议栈，与 macvlan 相同（DEV6）',
  'it is dropped and counted (dropped, at sending)': '丢弃并计数（发送方的 dropped）',
  'it waits to be read; the host has done with it': '等待程序读取；主机的事已做完',
  'it is dropped; a macvtap counts an error and a drop at receiving, a tap a drop at sending':
    '丢弃；macvtap 计一次接收错误和一次接收丢弃，tap 计一次发送丢弃',
  'the macvtap transmits it (DEV1)': 'macvtap 把它发出（DEV1）',
  'it is lost; the program believes it written': '丢失；程序以为已写入',
  'the tap receives it as from a wire (DEV5)': 'tap 收下它，如同来自线路（DEV5）',
  'the program is told of an error; the tap counts a drop at receiving': '程序得到错误；tap 计一次接收丢弃',
  'a reply says that the address is taken': '回答说这个地址已被占用',
  'the answer follows after a random delay': '随机延迟之后回答',
  'nothing is sent': '什么也不发',
  'the frame leaves with the MAC of before (neigh_hh_output)': '帧带着从前的 MAC 发出（neigh_hh_output）',
  'the frame leaves with a header that is made for it alone (neigh_resolve_output)':
    '帧带着只为它新做的帧头发出（neigh_resolve_output）',
  'the frame leaves, and the entry waits for a confirmation (delay)': '帧发出，表项等待证实（delay）',
  'the oldest packets that wait are dropped, and this one waits': '丢弃最早等待的数据包，这一个等待',
  'it stays reachable': '保持 reachable',
  'it waits for a confirmation (delay)': '等待证实（delay）',
  'it becomes stale': '变为 stale',
  'it is reachable again': '重新变为 reachable',
  'it is asked, by itself, with a unicast request (probe)': '用单播请求直接询问它（probe）',
  'it has failed: what waits is dropped, and its senders are told': '失败：丢弃等待的数据包，并告知发送者',
  'another request goes out': '再发一次请求',
  'the known address stays': '保留已知的地址',
  'the entry takes what it was told': '表项采纳所告知的',
  'it is dropped: a martian source': '丢弃：源地址不合理',
  'it is dropped: a martian destination': '丢弃：目的地址不合理',
  'IP12 or FWD1': '接着看 IP12 或 FWD1',
  'it is dropped, and its sender told (ERR1)': '丢弃，并告知发送者（ERR1）',
  'ICMP1 or UDP1': '接着看 ICMP1 或 UDP1',
  'it waits for the others': '等待其余分片',
  'a redirect goes to the sender (ERR1)': '向发送者发出重定向（ERR1）',
  'a copy comes back up, and OUT3': '一份副本回到本机，接着看 OUT3',
  'it is cut up, and each piece goes on (NUD1)': '切成分片，各自继续（NUD1）',
  'an echo reply goes to the programs that ping; anything else is dropped':
    '回显应答交给发 ping 的程序；其余丢弃',
  'an echo reply: OUT2': '发出回显应答：接着看 OUT2',
  'the program that sent that packet is told': '告知发出原数据包的程序',
  'the next packets take the other gateway': '此后的数据包改走另一个网关',
  'it is ignored': '不予理会',
  'nobody listens: its sender is told (ERR1)': '无人监听：告知发送者（ERR1）',
  'no error is sent': '不发差错报文',
  'the error leaves: OUT2': '差错报文发出：接着看 OUT2',
  'it goes on, with one hop less': '继续前行，跳数减一',
  'it is dropped, and its sender told (SIX10)': '丢弃，并告知发送者（SIX10）',
  'it is dropped; a UDP port is closed, and the sender told (SIX10)':
    '丢弃；UDP 端口是关闭的，告知发送者（SIX10）',
  'a copy comes back up; then SIX12': '一份副本回到上面；然后看 SIX12',
  'to a group: SIX12; otherwise it goes out (NUD1)': '发给组的：SIX12；其余的发出（NUD1）',
  'it is dropped: nobody else may hear it': '丢弃：别人不该听到',
  'it goes out (NUD1)': '发出（NUD1）',
  'an ICMPv6 error goes back, unless too many did before (icmp.ratelimit)':
    '发回 ICMPv6 差错，除非之前已发得太多（icmp.ratelimit）',
  'nobody is told': '不告知任何人',
  'it is for a program that pings, or for neighbour discovery (ND1)':
    '给执行 ping 的程序，或者给邻居发现（ND1）',
  'the reply leaves, from the address that was asked, or one that suits the asker (SIX9)':
    '应答发出，源地址是被问的地址，或适合提问者的地址（SIX9）',
  'a solicitation: ND7; an advertisement: DAD4; of a router: RA1; for a router: ND8':
    '邻居请求：ND7；邻居通告：DAD4；路由器通告：RA1；请求路由器：ND8',
  'an address in use is defended before all nodes (ND5); one that is still tried: DAD2':
    '正在使用的地址要向所有节点声明（ND5）；还在试用的：DAD2',
  'ND6, unless the address is still tried: DAD2': 'ND6；地址还在试用：DAD2',
  'what it tells of itself is learnt, and it is answered (ND5)': '记下它的自述并回答它（ND5）',
  'nobody answers': '没有人回答',
  'what it tells of itself is learnt; to answer is the business of a program (radvd)':
    '记下它的自述；回答是程序（radvd）的事',
  'it takes what it was told (NUD9)': '它接受所说的内容（NUD9）',
  'the answer tells it, and overrides what is known': '回答告诉它，并覆盖已知的',
  'the answer only confirms': '回答只是证实',
  'after up to a second everybody is asked for it, from no address (SIX9); without an answer for a second it is in use':
    '最多一秒之后，以无地址的身份问所有人（SIX9）；一秒内无人回答，便投入使用',
  'it is in use at once': '立即投入使用',
  'there is no answer, for the address is not in use': '不回答，因为地址还没有投入使用',
  'it is passed over': '不理会',
  'the address has failed: dadfailed, and never used': '地址失败：dadfailed，永不使用',
  'while the address is tried, it has failed; later the advertisement is passed over':
    '还在试用则失败；之后则不理会这个通告',
  'a default route by it, for that time; then its prefixes (RA4)':
    '在这段时间里以它为默认路由；然后看它的前缀（RA4）',
  'the default route by it goes, if there was one; then its prefixes (RA4)':
    '撤掉经过它的默认路由（如果有）；然后看它的前缀（RA4）',
  'prefix and MAC make an address, which is tried (DAD1), or lasts longer if it was there':
    '前缀和 MAC 组成地址，先试用（DAD1）；已有的则延长',
  'it says at most that its addresses are on the link': '它至多说明其中的地址在链路上',
  'it asks all routers, and asks again after four seconds, then eight, … until one has answered':
    '询问所有路由器，四秒后再问，然后八秒……直到有一个回答',
  'it asks for none': '不询问',
  'a report tells it, twice within a second; as long as there is no address, from ::':
    '用报告说明，一秒之内两次；还没有地址时，从 :: 发出',
}
