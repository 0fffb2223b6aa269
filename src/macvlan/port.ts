import type { Device } from '../device/device.ts'
import type { KernelBehaviour } from '../device/kernel-version.ts'
import {
  DEFAULT_BC_CUTOFF,
  DEFAULT_BC_QUEUE_LEN,
  type Macvlan,
  type MacvlanPort,
} from '../device/macvlan-device.ts'
import type { Mac } from '../frame/mac.ts'
import { EMPTY_HASH } from './filter.ts'

/** macvlan_port_create. */
export function newPort(lowerdev: Device, kernel: KernelBehaviour): MacvlanPort {
  return {
    kind: 'macvlan',
    dev: lowerdev,
    kernel,
    passthru: false,
    addressChanged: false,
    permAddr: lowerdev.mac,
    vlans: [],
    hash: new Map(),
    hashOrder: undefined,
    sources: new Map(),
    bcQueue: [],
    bcQueueLenUsed: 0,
    bcCutoff: kernel.broadcastCutoff ? DEFAULT_BC_CUTOFF : undefined,
    bcFilter: EMPTY_HASH,
    mcFilter: EMPTY_HASH,
  }
}

/** macvlan_addr_busy: the lower device's own address, or that of a macvlan that is up. */
export function isAddressBusy(port: MacvlanPort, mac: Mac): boolean {
  return port.dev.mac === mac || port.hash.has(mac)
}

/** macvlan_hash_add. */
export function addToHash(port: MacvlanPort, vlan: Macvlan): void {
  port.hash.delete(vlan.mac)
  port.hash.set(vlan.mac, vlan)
  port.hashOrder = undefined
}

/** macvlan_hash_del. */
export function removeFromHash(port: MacvlanPort, vlan: Macvlan): void {
  if (port.hash.get(vlan.mac) !== vlan) return
  port.hash.delete(vlan.mac)
  port.hashOrder = undefined
}

/** update_port_bc_queue_len: the longest that any of them asked for. */
export function updateQueueLength(port: MacvlanPort): void {
  port.bcQueueLenUsed = port.vlans.reduce((most, vlan) => Math.max(most, vlan.driver.bcQueueLenReq), 0)
}

export { DEFAULT_BC_QUEUE_LEN }

/** macvlan_hash_add_source: the newest listener comes first. */
export function addSource(vlan: Macvlan, mac: Mac): void {
  const { sources, port } = vlan.driver
  if (sources.includes(mac)) return
  sources.push(mac)
  port.sources.set(mac, [vlan, ...(port.sources.get(mac) ?? [])])
}

export function removeSource(vlan: Macvlan, mac: Mac): void {
  const { sources, port } = vlan.driver
  const index = sources.indexOf(mac)
  if (index < 0) return
  sources.splice(index, 1)
  const others = port.sources.get(mac)!.filter((other) => other !== vlan)
  if (others.length > 0) port.sources.set(mac, others)
  else port.sources.delete(mac)
}

/** macvlan_flush_sources. */
export function flushSources(vlan: Macvlan): void {
  for (const mac of [...vlan.driver.sources]) removeSource(vlan, mac)
}
