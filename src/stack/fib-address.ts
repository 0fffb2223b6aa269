import { directedBroadcast, isZeronet, LIMITED_BROADCAST, subnetOf } from '../frame/ipv4-address.ts'
import { addRoute, deleteRoute, flushDevice, flushSource } from './fib.ts'
import type { Inet, InetAddress, InetDevice } from './inet.ts'
import type { NewRoute } from './requests.ts'

/**
 * Changes a device's address list, and the routes that follow from it. The kernel works out piecemeal what to
 * take away (fib_del_ifaddr) and to add (fib_add_ifaddr); the outcome is the difference between what the list
 * asks for before and after.
 */
export function changeAddresses(inet: Inet, idev: InetDevice, change: () => void): void {
  const before = routesOf(idev)
  const locals = new Set(idev.addresses.map(({ local }) => local))
  change()
  const after = routesOf(idev)
  for (const route of before) if (!after.some((other) => isSame(other, route))) deleteRoute(inet, route)
  for (const { local } of idev.addresses) locals.delete(local)
  for (const local of locals) flushSource(inet, local)
  for (const route of after)
    if (!before.some((other) => isSame(other, route))) addRoute(inet, route, 'append')
  // "Last address was deleted from this interface. Disable IP."
  if (locals.size > 0 && idev.addresses.length === 0) flushDevice(inet, idev.dev, true)
}

/** fib_netdev_event, NETDEV_UP: every route that the addresses ask for; what is there already stays. */
export function addAddressRoutes(inet: Inet, idev: InetDevice): void {
  for (const route of routesOf(idev)) addRoute(inet, route, 'append')
}

function routesOf(idev: InetDevice): NewRoute[] {
  return idev.addresses.flatMap((address) => routesOfAddress(idev, address))
}

/**
 * The address's own route, its broadcast's, and if it is the primary one of its subnet, the subnet's. A device
 * that is down has only the first.
 */
function routesOfAddress(idev: InetDevice, address: InetAddress): NewRoute[] {
  const { dev } = idev
  const source = (address.secondary ? primaryOf(idev, address) : address)?.local
  if (source === undefined) return []
  const { broadcast } = address
  const common = { dev, source, protocol: 'kernel' } as const
  const routes: NewRoute[] = [{ ...common, type: 'local', dst: address.local, prefix: 32, scope: 'host' }]
  if (!dev.up) return routes
  if (broadcast !== undefined && broadcast !== LIMITED_BROADCAST)
    routes.push({ ...common, type: 'broadcast', dst: broadcast, prefix: 32, scope: 'link' })
  return address.secondary ? routes : [...routes, ...subnetRoutes(address, common)]
}

function subnetRoutes(
  address: InetAddress,
  common: Pick<NewRoute, 'dev' | 'source' | 'protocol'>,
): NewRoute[] {
  const { prefix, metric } = address
  const dst = subnetOf(address.peer, prefix)
  if (isZeronet(dst) || (dst === address.local && prefix === 32)) return []
  const routes: NewRoute[] = []
  const onLoopback = common.dev?.driver.kind === 'loopback'
  const connected = onLoopback
    ? ({ type: 'local', scope: 'host' } as const)
    : ({ type: 'unicast', scope: 'link' } as const)
  if (!address.noprefixroute) routes.push({ ...common, ...connected, dst, prefix, metric })
  if (prefix < 31)
    routes.push({
      ...common,
      type: 'broadcast',
      dst: directedBroadcast(dst, prefix),
      prefix: 32,
      scope: 'link',
    })
  return routes
}

/** inet_ifa_byprefix. */
function primaryOf(idev: InetDevice, address: InetAddress): InetAddress | undefined {
  return idev.addresses.find((other) => !other.secondary && isSameSubnet(other, address))
}

export function isSameSubnet(a: InetAddress, b: InetAddress): boolean {
  return a.prefix === b.prefix && subnetOf(a.peer, a.prefix) === subnetOf(b.peer, b.prefix)
}

function isSame(a: NewRoute, b: NewRoute): boolean {
  return (
    a.type === b.type &&
    a.dst === b.dst &&
    a.prefix === b.prefix &&
    a.source === b.source &&
    a.metric === b.metric
  )
}
