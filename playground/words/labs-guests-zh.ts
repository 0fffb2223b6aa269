import type { LabWords } from './lab-words.ts'

/** 关于虚拟机、macvtap 与 tap 的实验。 */
export const GUEST_LABS: LabWords = {
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
  'ipvtap-guests': [
    'ipvtap 上的虚拟机',
    'ipvtap 后面的虚拟机与父接口共用一个 MAC。帧归谁由主机看 IP 地址决定，所以要把虚拟机的地址也告诉主机：ipvtap 也配上它，但回答的只有虚拟机。',
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
  'nobody-reads': [
    '没有人读',
    '程序打开了 macvtap 却不读：帧在队列里等着，队列有多长由 txqueuelen 决定。放不下的计为错误和丢弃；每次读取拿走一个帧，前面带十字节的头。',
  ],
  'taps-made-and-shown': [
    'tap 的创建与显示',
    'tap 是另一端为程序的网卡，ip tuntap 造出一个等待程序的：在那之前没有载波。tun 只传不带以太网头的 IP，所以没有地址，也不能做网桥端口。',
  ],
  'two-ways-to-plug-in-a-guest': [
    '接入虚拟机的两种办法',
    '接入虚拟机有两种办法：Linux 网桥上的 tap，或 macvtap。网桥会学习，虚拟机可用任何 MAC，主机自己也在网桥上；macvtap 不需要网桥，只认一个 MAC。',
  ],
}
