import type { LabWords } from './lab-words.ts'
import { GUEST_LABS } from './labs-guests-zh.ts'
import { IPV6_LABS } from './labs-ipv6-zh.ts'
import { IPVLAN_LABS } from './labs-ipvlan-zh.ts'
import { MACVLAN_LABS } from './labs-macvlan-zh.ts'
import { NETWORK_LABS } from './labs-network-zh.ts'
import { VLAN_LABS } from './labs-vlan-zh.ts'

/** 每个实验的题目和一句话说明。没有译文的实验保持英文原样。 */
export const CHINESE_LABS: LabWords = {
  ...MACVLAN_LABS,
  ...NETWORK_LABS,
  ...GUEST_LABS,
  ...IPVLAN_LABS,
  ...VLAN_LABS,
  ...IPV6_LABS,
}
