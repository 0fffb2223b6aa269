import { ANY, type Ipv4, inSubnet } from '../frame/ipv4-address.ts'
import type { Inet, InetAddress, InetDevice, Route, Scope } from './inet.ts'
import { reachesAsFar, scopeRank } from './scope.ts'
import { conf } from './settings.ts'

/**
 * inet_select_addr: the device's primary address that reaches far enough, preferably in the subnet of `dst`;
 * failing that, one of another device. 0.0.0.0 if there is none at all.
 */
export function selectSource(inet: Inet, idev: InetDevice | undefined, dst: Ipv4, scope: Scope): Ipv4 {
  const candidates = idev?.addresses.filter(
    (address) => !address.secondary && fits(inet, idev, address, scope),
  )
  const onLink = dst === ANY ? undefined : candidates?.find(({ peer, prefix }) => inSubnet(dst, peer, prefix))
  const own = onLink ?? candidates?.[0]
  if (own !== undefined) return own.local
  for (const other of inTurn(inet))
    for (const address of other.addresses)
      if (!address.secondary && address.scope !== 'link' && reachesAsFar(address.scope, scope))
        return address.local
  return ANY
}

/** Addresses of scope host count as of scope link where 127.0.0.0/8 may leave the host. */
function fits(inet: Inet, idev: InetDevice, { scope: own }: InetAddress, scope: Scope): boolean {
  const cap: Scope = conf(inet, idev, 'route_localnet') !== 0 ? 'link' : 'host'
  return Math.min(scopeRank(own), scopeRank(cap)) <= scopeRank(scope)
}

/** for_each_netdev: as they came to this namespace. */
function inTurn(inet: Inet): InetDevice[] {
  return [...inet.devices.values()].sort((a, b) => a.dev.listed - b.dev.listed)
}

/** fib_result_prefsrc. */
export function sourceOfRoute(inet: Inet, route: Route): Ipv4 {
  if (route.source !== undefined) return route.source
  const idev = route.dev && inet.devices.get(route.dev.id)
  return selectSource(inet, idev, route.gateway ?? ANY, route.scope)
}
