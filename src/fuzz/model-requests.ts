import type { Device } from '../device/device.ts'
import type { Reply } from '../device/errno.ts'
import { changeBridgePort } from '../world/bridge-port.ts'
import { changeBridgeVlans } from '../world/bridge-vlans.ts'
import { addFdbEntry, deleteFdbEntry } from '../world/fdb.ts'
import { changeNeighbour as changeNeighbourEntry, deleteNeighbour } from '../world/inet.ts'
import type { LinkChanges } from '../world/link-requests.ts'
import { addLinkMulticast, changeLink, createLink, deleteLink, deleteLinkMulticast } from '../world/links.ts'
import { sendFrame } from '../world/sockets-open.ts'
import type { World } from '../world/world.ts'
import { INDEX_OF } from './bench.ts'
import { frameBytes } from './frame-bytes.ts'
import { findDevice, type Ground } from './model-ground.ts'
import { changeAddress6, switchIpv6 } from './model-ipv6.ts'
import { changeAddress, changeIpvlan, createIpvlan } from './model-ipvlans.ts'
import { createTap, useTap, writeInto } from './model-taps.ts'
import { say } from './reply.ts'
import type { Changes, CreateStep, CreateVlanStep, FdbStep, NeighbourStep, Step, VlanStep } from './step.ts'

/** Asks the model's kernel for it: what it answers. */
export function request(ground: Ground, step: Step): string {
  const { world, netns } = ground
  if (step.do === 'create') return say(create(ground, step))
  if (step.do === 'create vlan') return say(createVlan(ground, step))
  if (step.do === 'create ipvlan') return say(createIpvlan(world, netns, step))
  if (step.do === 'create tap') return createTap(world, netns.x, step)
  const dev = findDevice(ground, step.dev)
  if (dev === undefined) return 'absent'
  switch (step.do) {
    case 'delete':
      return say(deleteLink(world, dev))
    case 'change':
      return say(changeLink(world, dev, linkChanges(ground, step.changes)))
    case 'macvlan':
      return say(changeLink(world, dev, { type: { kind: step.kind ?? 'macvlan', options: step.options } }))
    case 'ipvlan':
      return say(changeIpvlan(world, dev, step))
    case 'address':
      return say(changeAddress(world, dev, step))
    case 'ipv6':
      return say(switchIpv6(world, world.namespaces.get(dev.netns)!, dev, step.on))
    case 'address6':
      return say(changeAddress6(world, dev, step))
    case 'port':
      return say(changeBridgePort(world, dev, step.changes))
    case 'bridge':
      return say(
        changeLink(world, dev, { type: { kind: 'bridge', options: { ageingTime: step.ageingTime } } }),
      )
    case 'filtering':
      return say(changeLink(world, dev, { type: { kind: 'bridge', options: { vlanFiltering: step.on } } }))
    case 'vlan':
      return say(changeVlan(world, dev, step))
    case 'fdb':
      return say(changeFdb(world, dev, step))
    case 'neighbour':
      return say(changeNeighbour(world, dev, step))
    case 'group':
      return say((step.how === 'add' ? addLinkMulticast : deleteLinkMulticast)(world, dev, step.mac))
    case 'tap':
      return useTap(world, dev, step)
    case 'send':
      if (step.written) return writeInto(world, dev, frameBytes(step))
      return say(sendFrame(world, dev, frameBytes(step)))
  }
}

function create(
  ground: Ground,
  { kind = 'macvlan', dev, lower, mode, mac, up, netns, mtu, options }: CreateStep,
): Reply {
  const { x } = ground.netns
  return createLink(ground.world, x, {
    name: dev,
    ifindex: INDEX_OF.get(dev)!,
    address: mac,
    ...(mtu !== undefined && { mtu }),
    up,
    netns: ground.netns[netns],
    type: { kind, lower: x.byName.get(lower), options: { ...options, mode } },
  })
}

function createVlan({ world, netns }: Ground, { dev, lower, id, up }: CreateVlanStep): Reply {
  const { x } = netns
  return createLink(world, x, {
    name: dev,
    ifindex: INDEX_OF.get(dev)!,
    up,
    type: { kind: 'vlan', lower: x.byName.get(lower), options: { id } },
  })
}

function changeVlan(world: World, dev: Device, { how, of, vlan, pvid, untagged }: VlanStep): Reply {
  const flags = how === 'del' ? null : { pvid, untagged }
  return changeBridgeVlans(world, dev, { first: vlan, last: vlan, flags }, targetOf(of))
}

function changeFdb(world: World, dev: Device, { how, of, mac, state, vlan }: FdbStep): Reply {
  const entry = { mac, state, ...(vlan !== undefined && { vlan }) }
  if (how === 'del') return deleteFdbEntry(world, dev, entry, targetOf(of))
  const flags = { create: true, exclusive: how === 'add', replace: how === 'replace' }
  return addFdbEntry(world, dev, { ...entry, ...flags }, targetOf(of))
}

function changeNeighbour(world: World, dev: Device, { how, address, mac, state }: NeighbourStep): Reply {
  if (how === 'del') return deleteNeighbour(world, dev, address)
  return changeNeighbourEntry(world, dev, { address, mac, state }, how)
}

function linkChanges(ground: Ground, { master, netns, ...rest }: Changes): LinkChanges {
  return {
    ...rest,
    ...(master !== undefined && { master: master === null ? null : findDevice(ground, master)! }),
    ...(netns !== undefined && { netns: ground.netns[netns] }),
  }
}

const targetOf = (of: 'master' | 'self') => ({ master: of === 'master', self: of === 'self' })
