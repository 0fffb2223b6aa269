import type { Bridge, BridgePort, FilterChange } from '../device/bridge-device.ts'
import type { Mac } from '../frame/mac.ts'

/** br_fdb_sync_static: who does without promiscuity listens to what the bridge knows for good. */
export function syncStatic(port: BridgePort): void {
  for (const mac of staticAddresses(port.bridge)) changeAddress(port, mac, 1)
}

/**
 * br_fdb_unsync_static: who is promiscuous needs no such list. So whatever of that was on the device's own goes, whoever
 * put it there.
 */
export function unsyncStatic(port: BridgePort): void {
  for (const mac of staticAddresses(port.bridge)) changeAddress(port, mac, -1)
}

/** fdb_add_hw_addr, fdb_del_hw_addr: an address has come for good, or gone. */
export function tellPorts({ driver }: Bridge, mac: Mac, by: 1 | -1): void {
  for (const port of driver.ports) if (!port.promisc) changeAddress(port, mac, by)
}

function changeAddress({ bridge, dev }: BridgePort, mac: Mac, by: 1 | -1): void {
  bridge.driver.filterChanges.push({ kind: 'unicast', dev, mac, by })
}

function staticAddresses({ driver }: Bridge): Mac[] {
  return [...driver.fdb.values()].filter((entry) => entry.static).map(({ mac }) => mac)
}

/** What is to happen to the filters of ports, for who carries it out; nothing of it is left. */
export function takeFilterChanges({ driver }: Bridge): FilterChange[] {
  return driver.filterChanges.splice(0)
}
