import type { LabWords } from './lab-words.ts'

/** 关于 VLAN 的实验。 */
export const VLAN_LABS: LabWords = {
  'macvlan-on-vlan': [
    'VLAN 上的 macvlan',
    '子接口建在 VLAN 设备上：它们的帧在下面一层打上标签，会反射的交换机按 VLAN 送回，而直接建在父接口上的 macvlan 一概听不到。',
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
  'vlan-quiet-ports': [
    '不必混杂的端口',
    '过滤 VLAN 的交换机上，一旦别的端口都不泛洪也不学习，端口就不必混杂：passthru 子接口改为只听交换机永久知道的地址。',
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
}
