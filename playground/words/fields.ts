/** 帧内各字段的中文名。协议名保持原文。 */
const CHINESE: Readonly<Record<string, string>> = {
  Destination: '目的',
  Source: '源',
  Type: '类型',
  Length: '长度',
  Data: '数据',
  Padding: '填充',
  Priority: '优先级',
  'Drop eligible': '可丢弃',
  'Hardware type': '硬件类型',
  'Protocol type': '协议类型',
  'Hardware size': '硬件地址长度',
  'Protocol size': '协议地址长度',
  Operation: '操作',
  'Sender MAC': '发送者 MAC',
  'Sender IP': '发送者 IP',
  'Target MAC': '目标 MAC',
  'Target IP': '目标 IP',
  Version: '版本',
  'Header length': '首部长度',
  'Type of service': '服务类型',
  'Total length': '总长度',
  Identification: '标识',
  Fragment: '分片',
  "Don't fragment": '禁止分片',
  'More fragments': '还有分片',
  Offset: '偏移',
  'Time to live': '生存时间',
  Protocol: '协议',
  'Header checksum': '首部校验和',
  Options: '选项',
  'Source port': '源端口',
  'Destination port': '目的端口',
  Checksum: '校验和',
  Code: '代码',
  Identifier: '标识符',
  'Sequence number': '序号',
  Gateway: '网关',
  'Next-hop MTU': '下一跳 MTU',
  Unused: '未使用',
  'Traffic class': '流量类别',
  'Flow label': '流标签',
  'Payload length': '载荷长度',
  'Next header': '下一首部',
  'Hop limit': '跳数限制',
  Target: '目标',
  'Source MAC': '源 MAC',
}

/** Lengths, in bytes. */
const COUNTED = new Set(['Data', 'Padding', 'Options'])

export function fieldName(name: string, language: string): string {
  return language === 'en' ? name : (CHINESE[name] ?? name)
}

export function fieldValue(name: string, value: string, language: string): string {
  if (!COUNTED.has(name)) return value
  return language === 'en' ? `${value} bytes` : `${value} 字节`
}
