import { ALL_ROUTERS, type Ipv6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { joinAnycast, leaveAnycast } from './anycast.ts'
import { removeRoutes6 } from './fib6.ts'
import type { Inet6Device } from './inet6.ts'
import { joinGroup6, leaveGroup6 } from './mld.ts'
import { isOn } from './settings6.ts'

/** ff02::2, ff01::2 and ff05::2: all routers of the link, the node and the site. */
const ROUTER_GROUPS: readonly Ipv6[] = [ALL_ROUTERS, (0xff01n << 112n) | 2n, (0xff05n << 112n) | 2n]

export function joinRouterGroups(stack: StackEnvironment, idev: Inet6Device): void {
  for (const group of ROUTER_GROUPS) joinGroup6(stack, idev, group)
}

/** dev_forward_change: a router listens to the groups of routers, and for the anycast address of each subnet. */
export function setForwarding6(stack: StackEnvironment, idev: Inet6Device, value: number): void {
  const before = idev.conf.get('forwarding') ?? 0
  idev.conf.set('forwarding', value)
  if ((before === 0) === (value === 0) || !isOn(idev)) return
  if (value !== 0) joinRouterGroups(stack, idev)
  else for (const group of ROUTER_GROUPS) leaveGroup6(stack, idev, group)
  for (const address of idev.addresses) {
    if (address.tentative || idev.dev.driver.kind === 'loopback') continue
    if (value !== 0) joinAnycast(stack, idev, address)
    else leaveAnycast(stack, idev, address)
  }
  // rt6_purge_dflt_routers: a router takes no advice about the way out.
  if (value !== 0) removeRoutes6(stack.inet6, (route) => route.dev === idev.dev && route.protocol === 'ra')
}
