import { newBridgeDriver, registerBridge } from '../bridge/ports.ts'
import type { Bridge } from '../device/bridge-device.ts'
import type { Device, VethDriver } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import { validateAddress } from '../macvlan/admit.ts'
import { validateBridge } from './change-bridge.ts'
import { deleteLink } from './delete-link.ts'
import { enlist, freeName, nameLinkNetns, newDevice } from './devices.ts'
import { createIpvlan } from './ipvlan-links.ts'
import { applyBridgeEffects, changeFlags } from './link-attributes.ts'
import { changeMaster } from './link-master.ts'
import type { BridgeOptions, LinkSettings, NewLink, NewLinkPlace, VethPeer } from './link-requests.ts'
import { operstateOf } from './link-state.ts'
import { createMacvlan, validateOptions } from './macvlan-links.ts'
import { NOT_OVER_NETLINK } from './tuns.ts'
import { createVlan, validateVlan } from './vlan-links.ts'
import type { Netns, World } from './world.ts'

/** RTM_NEWLINK for a device that does not exist. */
export function createLink(world: World, requester: Netns, request: NewLink): Reply {
  const netns = request.netns ?? requester
  const pattern = request.name ?? `${request.type.kind}%d`
  const refusal =
    validate(world, request) ?? admitNew(netns, pattern, request.ifindex) ?? validateMtu(request)
  if (refusal !== undefined) return refusal
  const created = create(world, requester, netns, pattern, request)
  return 'errno' in created ? created : configure(world, created, request)
}

/** ops->validate: what can be refused before any device is looked at. */
function validate({ kernel, settings }: World, { type, address }: NewLink): Reply {
  if (type.kind === 'tun') return NOT_OVER_NETLINK
  if (type.kind === 'vlan') return validateVlan(address, type.options)
  const macvlan = type.kind === 'macvlan' || type.kind === 'macvtap'
  const refusal = type.kind === 'bridge' ? validateBridge(settings, type.options ?? {}) : undefined
  if (refusal !== undefined) return refusal
  // ipvlan_nl_validate: an address is not looked at, nor is it taken.
  if (type.kind === 'ipvlan' || type.kind === 'ipvtap') return undefined
  return validateAddress(address) ?? (macvlan ? validateOptions(kernel, type.options ?? {}) : undefined)
}

function admitNew(netns: Netns, name: string, ifindex: number | undefined): Reply {
  if (netns.byName.has(name)) return refuse('EEXIST')
  return ifindex !== undefined && netns.devices.has(ifindex) ? refuse('EBUSY') : undefined
}

const ETH_MIN_MTU = 68
const ETH_MAX_MTU = 65535

/** rtnl_create_link checks against what the kind's set-up gives, before the parent is known. */
function validateMtu({ mtu, type }: NewLink): Reply {
  if (mtu === undefined || type.kind === 'dummy' || type.kind === 'vlan') return undefined
  if (mtu < ETH_MIN_MTU) return refuse('EINVAL', 'mtu less than device minimum')
  return mtu > ETH_MAX_MTU ? refuse('EINVAL', 'mtu greater than device maximum') : undefined
}

function create(
  world: World,
  requester: Netns,
  netns: Netns,
  pattern: string,
  request: NewLink,
): Device | Refusal {
  const { type, ifindex, address } = request
  const place = { netns, name: freeName(netns, pattern), ifindex }
  switch (type.kind) {
    case 'macvlan':
    case 'macvtap':
      return createMacvlan(world, place, type.lower, request, type.options ?? {}, type.kind === 'macvtap')
    case 'ipvlan':
    case 'ipvtap':
      return createIpvlan(world, place, type.lower, request, type.options ?? {}, type.kind === 'ipvtap')
    case 'vlan':
      return createVlan(world, place, type.lower, request, type.options ?? {})
    case 'tun':
      return NOT_OVER_NETLINK
    case 'veth':
      return createVeth(world, netns, pattern, request, type, type.peer.netns ?? requester)
    case 'bridge':
      return createBridge(world, place, request, type.options ?? {})
    case 'dummy': {
      const dev = newDevice(world, { kind: 'dummy' }, place.name, address)
      enlist(world, netns, dev, ifindex)
      return dev
    }
  }
}

/** veth_newlink: the peer comes first. It must not be up yet, since it has no other end. */
function createVeth(
  world: World,
  netns: Netns,
  pattern: string,
  request: NewLink,
  type: Extract<NewLink['type'], { kind: 'veth' }>,
  peerNetns: Netns,
): Device | Refusal {
  const { peer: wanted, physical = false } = type
  const peerPattern = wanted.name ?? 'veth%d'
  const refusal = admitNew(peerNetns, peerPattern, wanted.ifindex)
  if (refusal !== undefined) return refusal
  if (wanted.up) return refuse('ENOTCONN')
  const peerDriver: VethDriver = { kind: 'veth', peer: undefined, physical: wanted.physical ?? false }
  const peer = newEnd(world, peerNetns, freeName(peerNetns, peerPattern), wanted, peerDriver)
  if (netns.byName.has(pattern)) {
    deleteLink(world, peer)
    return refuse('EEXIST')
  }
  const dev = newEnd(world, netns, freeName(netns, pattern), request, { kind: 'veth', peer, physical })
  peerDriver.peer = dev
  for (const end of [dev, peer]) {
    nameLinkNetns(world, end)
    // Each says that it has no carrier once both are there.
    end.operstate = operstateOf(world, end)
  }
  return dev
}

function newEnd(world: World, netns: Netns, name: string, settings: VethPeer, driver: VethDriver): Device {
  const dev = newDevice(world, driver, name, settings.address)
  if (settings.mtu !== undefined) dev.mtu = settings.mtu
  enlist(world, netns, dev, settings.ifindex)
  return dev
}

const DEFAULT_PVID = 1

/** br_dev_newlink. */
function createBridge(
  world: World,
  place: NewLinkPlace,
  settings: LinkSettings,
  options: BridgeOptions,
): Device {
  const driver = newBridgeDriver({
    ...(options.ageingTime !== undefined && { ageing: options.ageingTime * 10_000_000 }),
    ...(options.mcastSnooping !== undefined && { mcastSnooping: options.mcastSnooping }),
    ...(world.settings.vlans && { defaultPvid: options.defaultPvid ?? DEFAULT_PVID }),
    ...(options.vlanFiltering !== undefined && { vlanFiltering: options.vlanFiltering }),
  })
  const bridge = newDevice(world, driver, place.name, settings.address) as Bridge
  enlist(world, place.netns, bridge, place.ifindex)
  applyBridgeEffects(world, registerBridge(bridge, world.now))
  return bridge
}

/** rtnl_configure_link, and the master. What cannot be configured is not left behind. */
function configure(world: World, dev: Device, settings: LinkSettings): Reply {
  if (settings.mtu !== undefined) dev.mtu = settings.mtu
  if (settings.txQueueLength !== undefined) dev.txQueueLength = settings.txQueueLength
  if (settings.group !== undefined) dev.group = settings.group
  if (settings.alias !== undefined) dev.alias = settings.alias
  const { master } = settings
  const refusal =
    changeFlags(world, dev, settings) ?? (master === undefined ? undefined : changeMaster(world, dev, master))
  if (refusal !== undefined) deleteLink(world, dev)
  return refusal
}
