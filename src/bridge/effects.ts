import type { BridgePort, FilterChange } from '../device/bridge-device.ts'
import type { Device } from '../device/device.ts'
import type { Mac } from '../frame/mac.ts'

/**
 * What a change of a bridge does to devices, its own included. The rules change only the bridge's driver data
 * (ports, table, states); who applies these changes the devices, in this order.
 * - `attach`: the device's rx_handler and master are set; `detach`: both are cleared.
 * - `allmulti`: dev_set_allmulti.
 * - `address`: the bridge's address follows a port's. Upper devices and the stack are told (NETDEV_CHANGEADDR);
 *   `addressAssigned` stays as it is.
 * - `mtu`: dev_set_mtu on the bridge, which does not count as set by hand.
 * - `carrier`: netif_carrier_on or _off on the bridge.
 */
export type BridgeEffect =
  | { readonly kind: 'attach'; readonly port: BridgePort }
  | { readonly kind: 'detach'; readonly port: BridgePort }
  | { readonly kind: 'allmulti'; readonly dev: Device; readonly by: 1 | -1 }
  | FilterChange
  | { readonly kind: 'address'; readonly dev: Device; readonly mac: Mac }
  | { readonly kind: 'mtu'; readonly dev: Device; readonly mtu: number }
  | { readonly kind: 'carrier'; readonly dev: Device; readonly on: boolean }
