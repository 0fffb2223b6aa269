import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Ipvlan, IpvlanMode, IpvlanPort } from '../device/ipvlan-device.ts'
import { admitLowerdev, physicalDevice } from '../ipvlan/admit.ts'
import { allocateDevId, newPort } from '../ipvlan/port.ts'
import { EMPTY_GROUPS } from '../macvlan/filter.ts'
import { enlist, newDevice } from './devices.ts'
import { changeFlags } from './link-attributes.ts'
import type { IpvlanOptions, LinkSettings, NewLinkPlace } from './link-requests.ts'
import { operstateOf } from './link-state.ts'
import { newTapPort, TAP_QUEUE } from './tap-ports.ts'
import { traceFate } from './tracing.ts'
import type { World } from './world.ts'

/**
 * ipvlan_link_new: the device is in its namespace, on its port, and down. It has its lower device's address whatever
 * was asked for, and its mode and flag are those of all others there.
 */
export function createIpvlan(
  world: World,
  place: NewLinkPlace,
  lower: Device | undefined,
  settings: LinkSettings,
  options: IpvlanOptions,
  tap: boolean,
): Ipvlan | Refusal {
  if (lower === undefined) return refuse('EINVAL')
  const lowerdev = physicalDevice(lower)
  const existing = admitLowerdev(lowerdev)
  if (existing !== undefined && 'errno' in existing) return existing
  const port = existing ?? newPort(lowerdev)
  if (existing === undefined) lowerdev.rxHandler = port

  const ipvlan = newIpvlan(world, place, port, settings, tap)
  enlist(world, place.netns, ipvlan, place.ifindex)
  ipvlan.operstate = ipvlan.carrier ? 'unknown' : operstateOf(world, ipvlan)
  if (options.flag !== undefined) port.flag = options.flag
  setMode(world, port, options.mode ?? 'l3')
  port.ipvlans.push(ipvlan)
  return ipvlan
}

function newIpvlan(
  world: World,
  place: NewLinkPlace,
  port: IpvlanPort,
  settings: LinkSettings,
  tap: boolean,
): Ipvlan {
  const lowerdev = port.dev
  const driver: Ipvlan['driver'] = {
    kind: 'ipvlan',
    lowerdev,
    port,
    tap: tap ? newTapPort(world, place.netns.machine, 'ipvtap') : undefined,
    devId: allocateDevId(port),
    addresses: [],
    filter: EMPTY_GROUPS,
  }
  const ipvlan = newDevice(world, driver, place.name, lowerdev.mac) as Ipvlan
  if (settings.address === undefined) ipvlan.addressAssigned = 'permanent'
  else ipvlan.permanentMac = undefined
  if (driver.tap !== undefined) {
    ipvlan.rxHandler = driver.tap
    ipvlan.txQueueLength = TAP_QUEUE
  }
  ipvlan.mtu = settings.mtu ?? lowerdev.mtu
  ipvlan.carrier = lowerdev.carrier
  return ipvlan
}

/** ipvlan_nl_changelink: whichever ipvlan is named, it is the port that changes. */
export function changeIpvlan(world: World, { driver }: Ipvlan, { mode, flag }: IpvlanOptions): Reply {
  if (mode !== undefined) setMode(world, driver.port, mode)
  if (flag !== undefined) driver.port.flag = flag
  return undefined
}

/** ipvlan_set_port_mode: only in l2 mode is there anybody to ask for a MAC. */
function setMode(world: World, port: IpvlanPort, mode: IpvlanMode): void {
  if (port.mode === mode) return
  for (const ipvlan of port.ipvlans) changeFlags(world, ipvlan, { arp: mode === 'l2' })
  port.mode = mode
}

/** ipvlan_link_delete, and ipvlan_port_destroy after the last one: what waited for the work queue is lost. */
export function detachIpvlan(world: World, ipvlan: Ipvlan): void {
  const { port, lowerdev } = ipvlan.driver
  port.ipvlans.splice(port.ipvlans.indexOf(ipvlan), 1)
  if (port.ipvlans.length > 0) return
  lowerdev.rxHandler = undefined
  for (const { copy } of port.backlog.splice(0))
    traceFate(world, lowerdev, copy, 'IVQ2', 'dropped', 'the port is gone')
}
