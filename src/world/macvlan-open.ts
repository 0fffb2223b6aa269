import type { Reply } from '../device/errno.ts'
import type { Macvlan } from '../device/macvlan-device.ts'
import { admitOpen } from '../macvlan/admit.ts'
import { addToHash, removeFromHash } from '../macvlan/port.ts'
import { addUnicast, removeUnicast, setAllmulti, setPromiscuity, unsyncLists } from './device-filters.ts'

/** macvlan_open: from now on the port finds the device by its address. */
export function openMacvlan(vlan: Macvlan): Reply {
  const { lowerdev, port, nopromisc } = vlan.driver
  const refusal = admitOpen(vlan)
  if (refusal !== undefined) return refusal
  if (port.passthru) {
    const overflow = nopromisc ? undefined : setPromiscuity(lowerdev, 1)
    if (overflow !== undefined) return overflow
  } else {
    addUnicast(lowerdev, vlan.mac)
    if (vlan.allmulti > 0) setAllmulti(lowerdev, 1)
    if (vlan.promiscuity > 0) setPromiscuity(lowerdev, 1)
  }
  addToHash(port, vlan)
  return undefined
}

/** macvlan_stop. */
export function stopMacvlan(vlan: Macvlan): void {
  const { lowerdev, port, nopromisc } = vlan.driver
  unsyncLists(vlan)
  if (port.passthru) {
    if (!nopromisc) setPromiscuity(lowerdev, -1)
  } else {
    if (vlan.allmulti > 0) setAllmulti(lowerdev, -1)
    if (vlan.promiscuity > 0) setPromiscuity(lowerdev, -1)
    removeUnicast(lowerdev, vlan.mac)
  }
  removeFromHash(port, vlan)
}
