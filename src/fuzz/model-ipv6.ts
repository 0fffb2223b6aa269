import type { Device } from '../device/device.ts'
import type { Reply } from '../device/errno.ts'
import { formatIpv6, parseIpv6 } from '../frame/ipv6-address.ts'
import { addAddress6, deleteAddress6, writeSysctl6 } from '../world/inet6.ts'
import type { Netns, World } from '../world/world.ts'
import { INDEX_OF } from './bench.ts'
import { addressKey, neighbourKey } from './fdb-view.ts'
import { type Address6Step, NEVER_AGAIN, QUIET } from './ipv6-steps.ts'

/** For every device that will be made in this namespace. */
export function quietenIpv6(world: World, netns: Netns): void {
  for (const [name, value] of Object.entries(QUIET))
    writeSysctl6(world, netns, `net.ipv6.${name.replaceAll('/', '.')}`, value)
}

export function switchIpv6(world: World, netns: Netns, dev: Device, on: boolean): Reply {
  if (on) askOnce6(world, netns, dev)
  return writeSysctl6(world, netns, `net.ipv6.conf.${dev.name}.disable_ipv6`, on ? '0' : '1')
}

function askOnce6(world: World, netns: Netns, { name }: Device): void {
  writeSysctl6(world, netns, `net.ipv6.neigh.${name}.retrans_time_ms`, String(NEVER_AGAIN))
  writeSysctl6(world, netns, `net.ipv6.neigh.${name}.delay_first_probe_time`, String(NEVER_AGAIN / 1000))
}

export function changeAddress6(world: World, dev: Device, { how, address, prefix }: Address6Step): Reply {
  const local = parseIpv6(address)!
  return how === 'add'
    ? addAddress6(world, dev, { local, prefix }, 'add')
    : deleteAddress6(world, dev, local, prefix)
}

/** What `ip -6 addr` tells of the devices of the bench. */
export function addresses6Of(namespaces: readonly Netns[]): string[] {
  return namespaces.flatMap(({ inet6 }) =>
    [...inet6.devices.values()]
      .filter(({ dev }) => INDEX_OF.has(dev.name))
      .flatMap(({ dev, addresses }) =>
        addresses.map(({ local, prefix, tentative }) =>
          addressKey(`${formatIpv6(local)}/${prefix}${tentative ? ' tentative' : ''}`, dev.ifindex),
        ),
      ),
  )
}

/** What `ip -6 neigh` does. */
export function neighbours6Of(namespaces: readonly Netns[]): (readonly [key: string, told: string])[] {
  return namespaces.flatMap(({ inet6 }) =>
    inet6.neighbours
      .filter(({ dev }) => INDEX_OF.has(dev.name))
      .map(
        ({ dev, address, mac, state }) =>
          [neighbourKey(formatIpv6(address), dev.ifindex), `${mac?.toString(16)} ${state}`] as const,
      ),
  )
}
