import type { Device } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import type { Mac } from '../frame/mac.ts'
import { joinGlobally, leaveGroup, setRxMode } from './device-filters.ts'
import type { World } from './world.ts'

/** What rtnetlink offers for links. */
export { changeLink } from './change-link.ts'
export { createLink } from './create-link.ts'
export { deleteLink } from './delete-link.ts'
export { moveDevice } from './move-device.ts'

/** `ip maddr add`: dev_mc_add_global, which is content if the address is there already, but looks at all lists anew. */
export function addLinkMulticast(_world: World, dev: Device, mac: Mac): Reply {
  if (dev.multicast.get(mac)?.global) setRxMode(dev)
  else joinGlobally(dev, mac)
  return undefined
}

/** `ip maddr del`. */
export function deleteLinkMulticast(_world: World, dev: Device, mac: Mac): Reply {
  const entry = dev.multicast.get(mac)
  if (!entry?.global) return refuse('ENOENT')
  entry.global = false
  leaveGroup(dev, mac)
  return undefined
}
