import { type Ipv6, solicitedNode, subnetOf6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { insertRoute6, kernelRoute, removeRoutes6 } from './fib6.ts'
import type { Inet6Address, Inet6Device } from './inet6.ts'
import { joinGroup6, leaveGroup6 } from './mld.ts'

/** A subnet of more than two has an address that means any of its routers: its lowest (addrconf_join_anycast). */
function anycastOf({ local, prefix }: Inet6Address): Ipv6 | undefined {
  return prefix >= 127 ? undefined : subnetOf6(local, prefix)
}

/** __ipv6_dev_ac_inc. */
export function joinAnycast(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  const anycast = anycastOf(address)
  if (anycast === undefined || hasAnycast(stack, idev, anycast)) return
  const { dev } = idev
  const route = { type: 'anycast', dst: anycast, prefix: 128, dev, metric: 0 } as const
  insertRoute6(stack.inet6, kernelRoute(route, stack.now), 'append')
  joinGroup6(stack, idev, solicitedNode(anycast))
}

/** __ipv6_dev_ac_dec. */
export function leaveAnycast(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  const anycast = anycastOf(address)
  if (anycast === undefined || !hasAnycast(stack, idev, anycast)) return
  if (idev.addresses.some((other) => other !== address && anycastOf(other) === anycast)) return
  removeRoutes6(
    stack.inet6,
    (route) => route.dev === idev.dev && route.type === 'anycast' && route.dst === anycast,
  )
  leaveGroup6(stack, idev, solicitedNode(anycast))
}

export function hasAnycast({ inet6 }: StackEnvironment, { dev }: Inet6Device, address: Ipv6): boolean {
  return inet6.routes.some((route) => route.dev === dev && route.type === 'anycast' && route.dst === address)
}
