import { type Bridge, type BridgeDriver, type BridgePort, DEFAULT_AGEING } from '../device/bridge-device.ts'
import { type Device, isKind, isRunning } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import { standsOn, takesRxHandlers } from '../device/stacking.ts'
import { filtersUnicast } from '../device/unicast-filter.ts'
import { isValidUnicast, type Mac, ZERO_MAC } from '../frame/mac.ts'
import type { BridgeEffect } from './effects.ts'
import { syncStatic, takeFilterChanges } from './hw-addresses.ts'
import { portCost } from './link-speed.ts'
import { addLocal, changeBridgeAddress, changePortAddress, deleteByPort } from './local-addresses.ts'
import { disablePort, enablePort, followDevice, selectStates } from './port-state.ts'
import { deletePromisc, updateAutoCount } from './promisc.ts'
import { initBridgeVlans, joinDefaultVlan, newVlans } from './vlans.ts'

const DEFAULT_MTU = 1500
/** BR_MAX_PORTS, less one: there is no port 0. */
const MAX_PORTS = 1023
const DEFAULT_PRIORITY = 32

export function newBridgeDriver(options: {
  readonly ageing?: number
  readonly mcastSnooping?: boolean
  readonly vlanFiltering?: boolean
  readonly defaultPvid?: number
}): BridgeDriver {
  return {
    kind: 'bridge',
    ports: [],
    fdb: new Map(),
    filterChanges: [],
    autoCount: 0,
    ageing: options.ageing ?? DEFAULT_AGEING,
    mcastSnooping: options.mcastSnooping ?? true,
    id: ZERO_MAC,
    mtuSet: false,
    vlanFiltering: options.vlanFiltering ?? false,
    defaultPvid: options.defaultPvid,
    vlans: newVlans(),
    groupFwdMask: 0,
    noLinkLocalLearn: false,
  }
}

/** br_dev_newlink, once the device exists. A bridge made with an address takes it as its id, and has no carrier. */
export function registerBridge(bridge: Bridge, now: number): BridgeEffect[] {
  addLocal(bridge, undefined, bridge.mac, now)
  initBridgeVlans(bridge, now)
  return bridge.addressAssigned === 'set' ? changeId(bridge, bridge.mac, now) : []
}

/** br_set_mac_address: an address set by hand. The caller marks the address as `set` afterwards. */
export function setBridgeAddress(bridge: Bridge, mac: Mac, now: number): Refusal | BridgeEffect[] {
  if (!isValidUnicast(mac)) return refuse('EADDRNOTAVAIL')
  return bridge.mac === mac ? [] : changeId(bridge, mac, now)
}

/** br_add_if: what `dev` would be refused for. */
export function admitPort(bridge: Bridge, dev: Device): Reply {
  if (dev.driver.kind === 'loopback' || !isValidUnicast(dev.mac)) return refuse('EINVAL')
  if (isKind(dev, 'bridge')) return refuse('ELOOP', 'Can not enslave a bridge to a bridge')
  // A master, an rx_handler of another kind (macvlans on it), or the bridge somewhere beneath it.
  if (dev.master !== undefined || dev.rxHandler !== undefined || standsOn(dev, bridge)) return refuse('EBUSY')
  if (bridge.driver.ports.length >= MAX_PORTS) return refuse('EXFULL')
  return takesRxHandlers(dev) ? undefined : refuse('EINVAL')
}

/** br_add_if. */
export function joinBridge(bridge: Bridge, dev: Device, now: number): Refusal | BridgeEffect[] {
  const refusal = admitPort(bridge, dev)
  if (refusal !== undefined) return refusal
  const port = newPort(bridge, dev)
  bridge.driver.ports.unshift(port)
  const effects: BridgeEffect[] = [
    { kind: 'allmulti', dev, by: 1 },
    { kind: 'attach', port },
  ]
  updateAutoCount(bridge)
  if (!port.promisc && filtersUnicast(dev)) syncStatic(port)
  addLocal(bridge, port, dev.mac, now)
  joinDefaultVlan(port, now)
  effects.push(...takeFilterChanges(bridge))
  effects.push(...recalculateId(bridge, now))
  if (isRunning(dev) && bridge.up) effects.push(...enablePort(port))
  return [...effects, ...adjustMtu(bridge)]
}

/** br_del_if. */
export function leaveBridge(port: BridgePort, now: number): BridgeEffect[] {
  const { bridge, dev } = port
  deletePromisc(port)
  const effects: BridgeEffect[] = [
    { kind: 'allmulti', dev, by: -1 },
    ...takeFilterChanges(bridge),
    ...disablePort(port),
  ]
  bridge.driver.ports.splice(bridge.driver.ports.indexOf(port), 1)
  deleteByPort(bridge, port, { all: true })
  updateAutoCount(bridge)
  effects.push(...takeFilterChanges(bridge), { kind: 'detach', port })
  return [...effects, ...adjustMtu(bridge), ...recalculateId(bridge, now)]
}

/** What happened to a port's device, which has changed already. `change`: its carrier or operational state. */
export type PortEvent = 'up' | 'down' | 'change' | 'address' | 'mtu'

/** br_device_event. */
export function bridgePortEvent(port: BridgePort, event: PortEvent, now: number): BridgeEffect[] {
  switch (event) {
    case 'up':
    case 'down':
    case 'change':
      return followDevice(port)
    case 'address':
      changePortAddress(port, port.dev.mac, now)
      return [...takeFilterChanges(port.bridge), ...recalculateId(port.bridge, now)]
    case 'mtu':
      return adjustMtu(port.bridge)
  }
}

function newPort(bridge: Bridge, dev: Device): BridgePort {
  return {
    kind: 'bridge',
    dev,
    bridge,
    number: lowestFreeNumber(bridge),
    state: 'disabled',
    hairpin: false,
    promisc: false,
    learning: true,
    flood: true,
    mcastFlood: true,
    bcastFlood: true,
    isolated: false,
    vlans: newVlans(),
    groupFwdMask: 0,
    guard: false,
    rootBlock: false,
    fastleave: false,
    neighSuppress: false,
    mcastToUnicast: false,
    vlanTunnel: false,
    locked: false,
    mcastRouter: 1,
    priority: DEFAULT_PRIORITY,
    cost: portCost(dev),
    costSet: false,
  }
}

/** find_portno. */
function lowestFreeNumber(bridge: Bridge): number {
  const taken = new Set(bridge.driver.ports.map(({ number }) => number))
  let number = 1
  while (taken.has(number)) number++
  return number
}

/** br_stp_recalculate_bridge_id: the lowest port address, none at all without ports, unless set by hand. */
function recalculateId(bridge: Bridge, now: number): BridgeEffect[] {
  if (bridge.addressAssigned === 'set') return []
  const { ports, id } = bridge.driver
  const lowest = ports.reduce((least, { dev }) => Math.min(least, dev.mac), Number.POSITIVE_INFINITY)
  const mac = ports.length > 0 ? (lowest as Mac) : ZERO_MAC
  return mac === id ? [] : changeId(bridge, mac, now)
}

/** br_stp_change_bridge_id. */
function changeId(bridge: Bridge, mac: Mac, now: number): BridgeEffect[] {
  changeBridgeAddress(bridge, mac, now)
  bridge.driver.id = mac
  return [...takeFilterChanges(bridge), { kind: 'address', dev: bridge, mac }, ...selectStates(bridge)]
}

/** br_mtu_auto_adjust: the smallest port's, unless set by hand. */
function adjustMtu(bridge: Bridge): BridgeEffect[] {
  const { ports, mtuSet } = bridge.driver
  const mtu = ports.length > 0 ? Math.min(...ports.map(({ dev }) => dev.mtu)) : DEFAULT_MTU
  return mtuSet || mtu === bridge.mtu ? [] : [{ kind: 'mtu', dev: bridge, mtu }]
}
