import type { Device } from '../device/device.ts'
import type { ArpPacket } from '../frame/arp.ts'
import { type Ipv4, inSubnet } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import { isRefusal } from './fib-lookup.ts'
import type { Inet, InetAddress, InetDevice, Scope } from './inet.ts'
import { routeOutput } from './route-output.ts'
import { reachesAsFar } from './scope.ts'
import { conf } from './settings.ts'

/** arp_ignore. By default an address is answered for on every device of the host (the weak host model). */
export function ignores(inet: Inet, idev: InetDevice, { senderIp, targetIp }: ArpPacket): boolean {
  switch (conf(inet, idev, 'arp_ignore')) {
    case 1:
      return !isConfirmed([idev], targetIp, 'host')
    case 2:
      return !isConfirmed([idev], targetIp, 'host', senderIp)
    case 3:
      return !isConfirmed([...inet.devices.values()], targetIp, 'link')
    case 8:
      return true
    default:
      return false
  }
}

/** inet_confirm_addr: one of the devices has the address, in a wide enough scope, and in the asker's subnet. */
function isConfirmed(idevs: readonly InetDevice[], local: Ipv4, scope: Scope, asker?: Ipv4): boolean {
  const fits = (address: InetAddress) =>
    address.local === local &&
    reachesAsFar(address.scope, scope) &&
    (asker === undefined || inSubnet(asker, address.peer, address.prefix))
  return idevs.some(({ addresses }) => addresses.some(fits))
}

/** arp_filter: an answer would leave by another device than the request came in by. */
export function isFiltered(
  stack: StackEnvironment,
  idev: InetDevice,
  { senderIp, targetIp }: ArpPacket,
): boolean {
  if (conf(stack.inet, idev, 'arp_filter') === 0) return false
  const back = routeOutput(stack, { dst: senderIp, source: targetIp })
  return isRefusal(back) || back.dev !== idev.dev
}

/** arp_fwd_proxy and arp_fwd_pvlan: this host forwards to the address, and says so. */
export function proxies(inet: Inet, idev: InetDevice, out: Device): boolean {
  if (out === idev.dev) return conf(inet, idev, 'proxy_arp_pvlan') !== 0
  return conf(inet, idev, 'proxy_arp') !== 0
}
