import type { Mac } from '../frame/mac.ts'

/** A device's unicast or multicast filter list (struct netdev_hw_addr_list), in order of entry. */
export type AddressList = Map<Mac, AddressEntry>

/** struct netdev_hw_addr. */
export interface AddressEntry {
  /** refcount: who wants it here, the upper devices that brought it down and the lower one that it was passed to among them. */
  users: number
  /** How many upper devices brought it down here. */
  synced: number
  /** sync_cnt: whether the lower device's list has it because of this one. */
  passed: boolean
  /** global_use: whether one user added it by hand (`ip maddr add`). */
  global: boolean
}

/** dev_uc_add, dev_mc_add: one more user. */
export function addAddress(list: AddressList, mac: Mac): AddressEntry {
  const known = list.get(mac)
  if (known) {
    known.users++
    return known
  }
  const entry = { users: 1, synced: 0, passed: false, global: false }
  list.set(mac, entry)
  return entry
}

/** One user fewer; false (ENOENT) if there was none. */
export function removeAddress(list: AddressList, mac: Mac): boolean {
  const entry = list.get(mac)
  if (!entry) return false
  if (--entry.users === 0) list.delete(mac)
  return true
}

/** __hw_addr_sync: what somebody wants in the upper list, the lower one holds once for it. */
export function syncList(upper: AddressList, lower: AddressList): void {
  for (const [mac, entry] of [...upper]) {
    if (!entry.passed) passDown(lower, mac, entry)
    else if (entry.users === 1) takeBack(upper, lower, mac, entry)
  }
}

/** __hw_addr_unsync. */
export function unsyncList(upper: AddressList, lower: AddressList): void {
  for (const [mac, entry] of [...upper]) if (entry.passed) takeBack(upper, lower, mac, entry)
}

/** __hw_addr_sync_one. */
function passDown(lower: AddressList, mac: Mac, entry: AddressEntry): void {
  addAddress(lower, mac).synced++
  entry.passed = true
  entry.users++
}

/**
 * __hw_addr_unsync_one. If somebody has deleted it below (`bridge fdb del`), the upper device keeps what nobody wants
 * any more, and does not pass it down again if somebody does.
 */
function takeBack(upper: AddressList, lower: AddressList, mac: Mac, entry: AddressEntry): void {
  const below = lower.get(mac)
  if (!below?.synced) return
  below.synced--
  removeAddress(lower, mac)
  entry.passed = false
  removeAddress(upper, mac)
}
