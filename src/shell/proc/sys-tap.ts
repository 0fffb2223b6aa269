import type { Device } from '../../device/device.ts'
import { TAP_MAJORS, type Tun, tapPortOf } from '../../device/tap-device.ts'
import { directory, file, line, type Node } from './virtual-node.ts'

const IFF = { TUN: 0x1, TAP: 0x2, PERSIST: 0x800, NO_PI: 0x1000, VNET_HDR: 0x4000 } as const
/** No owner was given. */
const NOBODY = -1

/** tun_dev_attrs. */
export function tunAttributes({ driver }: Tun): Readonly<Record<string, Node>> {
  const { mode, persist, packetInfo, vnetHeader, owner } = driver
  const flags =
    (mode === 'tap' ? IFF.TAP : IFF.TUN) |
    (persist ? IFF.PERSIST : 0) |
    (packetInfo ? 0 : IFF.NO_PI) |
    (vnetHeader ? IFF.VNET_HDR : 0)
  return {
    group: line(owner.group ?? NOBODY),
    owner: line(owner.user ?? NOBODY),
    tun_flags: line(`0x${flags.toString(16)}`),
  }
}

/** The character device of a macvtap or an ipvtap: macvtap/tapN, ipvtap/tapN, and tapN, which leads there. */
export function tapNodes(dev: Device): Readonly<Record<string, Node>> {
  const tap = tapPortOf(dev)
  if (tap === undefined) return {}
  const name = `tap${dev.ifindex}`
  const major = TAP_MAJORS[tap.driver]
  const node = directory(() => ({
    dev: line(`${major}:${tap.minor}`),
    uevent: file(() => `MAJOR=${major}\nMINOR=${tap.minor}\nDEVNAME=${name}\n`),
  }))
  return { [tap.driver]: directory(() => ({ [name]: node })), [name]: node }
}
