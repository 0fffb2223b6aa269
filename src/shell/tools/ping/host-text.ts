import type { Device } from '../../../device/device.ts'
import { formatIpv6, type Ipv6, isLinkScoped } from '../../../frame/ipv6-address.ts'

/** sprint_addr_common: an address of a link is nothing without its device. */
export function hostText(address: Ipv6, dev: Device | undefined): string {
  const zone = dev !== undefined && isLinkScoped(address) ? `%${dev.name}` : ''
  return `${formatIpv6(address)}${zone}`
}
