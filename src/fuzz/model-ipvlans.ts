import type { Device } from '../device/device.ts'
import type { Reply } from '../device/errno.ts'
import { formatIpv4, LOOPBACK } from '../frame/ipv4-address.ts'
import { addAddress, deleteAddress } from '../world/inet.ts'
import type { IpvlanOptions } from '../world/link-requests.ts'
import { changeLink, createLink } from '../world/links.ts'
import type { Netns, World } from '../world/world.ts'
import { INDEX_OF, type NamespaceName } from './bench.ts'
import { addressKey } from './fdb-view.ts'
import type { AddressStep, CreateIpvlanStep, IpvlanStep } from './step.ts'

type Namespaces = Readonly<Record<NamespaceName, Netns>>

export function createIpvlan(
  world: World,
  netns: Namespaces,
  { dev, lower, up, netns: place, mtu, ...port }: CreateIpvlanStep,
): Reply {
  return createLink(world, netns.x, {
    name: dev,
    ifindex: INDEX_OF.get(dev)!,
    ...(mtu !== undefined && { mtu }),
    up,
    netns: netns[place],
    type: { kind: 'ipvlan', lower: netns.x.byName.get(lower), options: optionsOf(port) },
  })
}

export function changeIpvlan(world: World, dev: Device, step: IpvlanStep): Reply {
  return changeLink(world, dev, { type: { kind: 'ipvlan', options: optionsOf(step) } })
}

function optionsOf({ mode, flag }: Pick<IpvlanStep, 'mode' | 'flag'>): IpvlanOptions {
  return { ...(mode !== undefined && { mode }), ...(flag !== undefined && { flag }) }
}

export function changeAddress(world: World, dev: Device, { how, address, prefix }: AddressStep): Reply {
  const wanted = { local: address, prefix }
  return how === 'add' ? addAddress(world, dev, wanted, 'add') : deleteAddress(world, dev, wanted)
}

/** What `ip addr` tells of the devices of the bench. */
export function addressesOf(namespaces: readonly Netns[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { inet } of namespaces)
    for (const { dev, addresses } of inet.devices.values())
      for (const { local, prefix } of addresses)
        if (INDEX_OF.has(dev.name)) found.add(addressKey(`${formatIpv4(local)}/${prefix}`, dev.ifindex))
  return found
}

/**
 * A namespace's table of local addresses comes with the first of them and stays (fib_new_table), and worlds may share a
 * namespace: so it is there from the beginning.
 */
export function makeLocalTable(world: World, lo: Device): void {
  for (const how of ['add', 'del'] as const)
    changeAddress(world, lo, { do: 'address', dev: 'lo', how, address: LOOPBACK, prefix: 8 })
}
