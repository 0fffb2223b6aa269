import { type Bridge, type BridgePort, PORT_STATES, type PortState } from '../device/bridge-device.ts'

import { isRunning } from '../device/device.ts'
import { type Refusal, refuse } from '../device/errno.ts'
import type { BridgeEffect } from './effects.ts'
import { portCost } from './link-speed.ts'
import { deleteByPort } from './local-addresses.ts'

/** br_port_carrier_check, and NETDEV_UP and NETDEV_DOWN of br_device_event: the port follows its device. */
export function followDevice(port: BridgePort): BridgeEffect[] {
  const running = isRunning(port.dev)
  if (running && !port.costSet) port.cost = portCost(port.dev)
  if (!port.bridge.up || running === (port.state !== 'disabled')) return []
  return running ? enablePort(port) : disablePort(port)
}

/** br_stp_enable_port: without spanning tree it goes through blocking to forwarding in one step. */
export function enablePort(port: BridgePort): BridgeEffect[] {
  port.state = 'forwarding'
  return selectStates(port.bridge)
}

/** br_stp_disable_port: what was learned at the port is forgotten. */
export function disablePort(port: BridgePort): BridgeEffect[] {
  port.state = 'disabled'
  deleteByPort(port.bridge, port, {})
  return selectStates(port.bridge)
}

/**
 * br_port_state_selection without spanning tree: a blocking port forwards at once, and the bridge has carrier
 * while a port forwards. It runs at certain moments only: a bridge that has never had a port keeps its carrier.
 */
export function selectStates(bridge: Bridge): BridgeEffect[] {
  for (const port of bridge.driver.ports) if (port.state === 'blocking') port.state = 'forwarding'
  const on = bridge.driver.ports.some(({ state }) => state === 'forwarding')
  return [{ kind: 'carrier', dev: bridge, on }]
}

/** br_dev_open and br_dev_stop. The bridge's IFF_UP has changed already. */
export function bridgeOpened(bridge: Bridge): BridgeEffect[] {
  return bridge.driver.ports.flatMap((port) => (isRunning(port.dev) ? enablePort(port) : []))
}

export function bridgeStopped(bridge: Bridge): BridgeEffect[] {
  return bridge.driver.ports.flatMap((port) => (port.state === 'disabled' ? [] : disablePort(port)))
}

/** br_set_port_state: `bridge link set … state`, by number. */
export function setPortState(port: BridgePort, state: number): Refusal | BridgeEffect[] {
  const wanted: PortState | undefined = PORT_STATES[state]
  if (wanted === undefined) return refuse('EINVAL')
  if (!port.dev.up || (!isRunning(port.dev) && wanted !== 'disabled')) return refuse('ENETDOWN')
  port.state = wanted
  return selectStates(port.bridge)
}
