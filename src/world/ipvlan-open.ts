import type { Ipvlan } from '../device/ipvlan-device.ts'
import { hashAddresses, unhashAddresses } from '../ipvlan/addresses.ts'
import { unsyncLists } from './device-filters.ts'

/** ipvlan_open: whether it uses ARP is the mode's to say, whatever was set by hand. */
export function openIpvlan(ipvlan: Ipvlan): void {
  ipvlan.arp = ipvlan.driver.port.mode === 'l2'
  hashAddresses(ipvlan)
}

/** ipvlan_stop. What it wanted of all multicast stays with the lower device. */
export function stopIpvlan(ipvlan: Ipvlan): void {
  unsyncLists(ipvlan)
  unhashAddresses(ipvlan)
}
