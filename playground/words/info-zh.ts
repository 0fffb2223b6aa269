import { CHINESE_RULES } from './rules-zh.ts'

/** 帧列表“内容”一栏的中文：tcpdump 的话译成中文，地址、数值和协议字段保持原样。没有译文的保持原文。 */
const LINES: readonly (readonly [RegExp, string])[] = [
  [/^Request who-has (\S+)( \(\S+\))? tell ([^\s,]+)/, '请求：谁有 $1$2？告诉 $3'],
  [/^Reply (\S+) is-at ([^\s,]+)/, '应答：$1 在 $2'],
  [/^echo request, id/, '回显请求，id'],
  [/^echo reply, id/, '回显应答，id'],
  [/^host (\S+) unreachable/, '主机 $1 不可达'],
  [/^net (\S+) unreachable/, '网络 $1 不可达'],
  [/^(\S+) udp port (\S+) unreachable/, '$1 的 UDP 端口 $2 不可达'],
  [/^(\S+) unreachable - need to frag \(mtu (\d+)\)/, '$1 不可达：需要分片（mtu $2）'],
  [/^time exceeded in-transit/, '传输途中超时'],
  [/, ethertype Unknown \((\S+)\)/, '，类型未知（$1）'],
  [/, seq (\d+)/, '，seq $1'],
  [/, length (\d+)/, '，长度 $1'],
]

export function chineseInfo(english: string): string {
  let text = english
  for (const [pattern, chinese] of LINES) text = text.replace(pattern, chinese)
  return text === english ? CHINESE_RULES.reason(english) : text
}
