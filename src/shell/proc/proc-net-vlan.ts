import { type Device, isKind } from '../../device/device.ts'
import type { Vlan } from '../../device/vlan-device.ts'
import type { Netns } from '../../world/world.ts'
import { directory, file, type Node } from './virtual-node.ts'

/** /proc/net/vlan: a table of all VLAN devices, and a file for each. It is there once 8021q is loaded. */
export function vlanDirectory(netns: Netns): Record<string, Node> {
  const vlans = [...netns.devices.values()].filter(isVlan)
  if (vlans.length === 0) return {}
  return {
    vlan: directory(() => ({
      config: file(() => configTable(vlans)),
      ...Object.fromEntries(vlans.map((vlan) => [vlan.name, file(() => describe(vlan))])),
    })),
  }
}

function isVlan(dev: Device): dev is Vlan {
  return isKind(dev, 'vlan')
}

/** vlan_seq_show */
function configTable(vlans: readonly Vlan[]): string {
  const lines = vlans.map(
    ({ name, driver }) => `${name.padEnd(15)}| ${driver.id}  | ${driver.lowerdev.name}\n`,
  )
  return `VLAN Dev name\t | VLAN ID\nName-Type: VLAN_NAME_TYPE_RAW_PLUS_VID_NO_PAD\n${lines.join('')}`
}

/** IFF_802_1Q_VLAN and what every VLAN device has beside it. */
const PRIVATE_FLAGS = '81021'

/** vlandev_seq_show */
function describe({ name, driver, counters: c }: Vlan): string {
  return (
    `${name}  VID: ${driver.id}\t REORDER_HDR: 1  dev->priv_flags: ${PRIVATE_FLAGS}\n` +
    counter('total frames received', c.rxPackets) +
    counter('total bytes received', c.rxBytes) +
    `${counter('Broadcast/Multicast Rcvd', c.rxMulticast)}\n` +
    counter('total frames transmitted', c.txPackets) +
    counter('total bytes transmitted', c.txBytes) +
    `Device: ${driver.lowerdev.name}\n` +
    'INGRESS priority mappings: 0:0  1:0  2:0  3:0  4:0  5:0  6:0 7:0\n EGRESS priority mappings: \n'
  )
}

function counter(name: string, value: number): string {
  return `${name.padStart(30)} ${String(value).padStart(12)}\n`
}
