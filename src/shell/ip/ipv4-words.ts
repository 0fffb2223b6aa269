import type { Ipv4 } from '../../frame/ipv4-address.ts'
import { strtol } from './numbers.ts'

/** get_addr_ipv4: one to four numbers of any base between dots; what is missing is zero. */
export function readIpv4Words(word: string): Ipv4 | undefined {
  const parts = word.split('.')
  if (parts.length > 4) return undefined
  let address = 0
  for (let i = 0; i < 4; i++) {
    const part = parts[i]
    const read = part === undefined ? { value: 0, rest: '' } : strtol(part)
    if (read?.rest !== '' || read.value < 0 || read.value > 255) return undefined
    address = address * 256 + read.value
  }
  return address
}
