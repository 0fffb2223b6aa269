import type { Mac } from '../frame/mac.ts'

/**
 * A device's unicast or multicast filter list (struct netdev_hw_addr_list): each address with how many users
 * it has, and how many upper devices brought it down here (`synced`).
 */
export type AddressList = Map<Mac, AddressEntry>

export interface AddressEntry {
  users: number
  synced: number
}

/** dev_uc_add, dev_mc_add: one more user. */
export function addAddress(list: AddressList, mac: Mac): void {
  const entry = list.get(mac)
  if (entry) entry.users++
  else list.set(mac, { users: 1, synced: 0 })
}

/** One user fewer; false (ENOENT) if there was none. */
export function removeAddress(list: AddressList, mac: Mac): boolean {
  const entry = list.get(mac)
  if (!entry) return false
  if (--entry.users === 0) list.delete(mac)
  return true
}
