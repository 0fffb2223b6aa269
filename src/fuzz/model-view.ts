import { PORT_STATES } from '../device/bridge-device.ts'
import { type Device, isKind, isRunning } from '../device/device.ts'
import type { KernelBehaviour } from '../device/kernel-version.ts'
import type { Macvlan } from '../device/macvlan-device.ts'
import type { NamespaceName } from './bench.ts'
import {
  flagsText,
  IFF,
  type LinkView,
  NODST,
  NOPROMISC,
  OPERSTATES,
  PORT_FLAGS,
  portText,
} from './link-view.ts'

/** What `ip -d -s link` would tell of a device of the model. */
export function linkView(dev: Device, netns: NamespaceName, kernel: KernelBehaviour): LinkView {
  return {
    name: dev.name,
    netns,
    flags: flagsText(flagsOf(dev)),
    mac: dev.mac,
    mtu: dev.mtu,
    operstate: dev.up ? OPERSTATES.indexOf(dev.operstate) : 2,
    carrier: dev.carrier,
    promiscuity: dev.promiscuity,
    allmulti: kernel.allmultiShown ? dev.allmulti : undefined,
    master: dev.master?.ifindex ?? 0,
    macvlan: isKind(dev, 'macvlan') ? macvlanView(dev) : undefined,
    port: portView(dev),
    ipvlan: isKind(dev, 'ipvlan') ? `${dev.driver.port.mode} ${dev.driver.port.flag}` : undefined,
    counters: countersOf(dev),
  }
}

function flagsOf(dev: Device): number {
  return (
    (dev.up ? IFF.up : 0) |
    (isRunning(dev) ? IFF.running : 0) |
    (dev.promiscFlag ? IFF.promisc : 0) |
    (dev.allmultiFlag ? IFF.allmulti : 0) |
    (dev.up && dev.carrier ? IFF.lowerUp : 0) |
    (dev.arp ? 0 : IFF.noarp)
  )
}

function macvlanView({ driver }: Macvlan): LinkView['macvlan'] {
  const { port } = driver
  return {
    mode: driver.mode,
    flags: (driver.nopromisc ? NOPROMISC : 0) | (driver.nodst ? NODST : 0),
    sources: driver.sources.toSorted((a, b) => a - b),
    bcQueueLen: port.kernel.queueLength ? driver.bcQueueLenReq : undefined,
    bcQueueLenUsed: port.kernel.queueLength ? port.bcQueueLenUsed : undefined,
    bcCutoff: port.bcCutoff === 1 ? undefined : port.bcCutoff,
  }
}

function portView({ rxHandler }: Device): string | undefined {
  if (rxHandler?.kind !== 'bridge') return undefined
  const flags = PORT_FLAGS.reduce((bits, name, at) => (rxHandler[name] ? bits | (1 << at) : bits), 0)
  return portText(PORT_STATES.indexOf(rxHandler.state), flags, rxHandler.groupFwdMask)
}

/** In the order of COUNTERS: the model counts eleven of them. */
function countersOf({ counters }: Device): number[] {
  const { rxPackets, txPackets, rxBytes, txBytes, rxErrors, txErrors } = counters
  const { rxDropped, txDropped, rxMulticast, rxMissed, txCarrierErrors } = counters
  // biome-ignore format: a line for each of COUNTERS would hide that it is one table
  return [
    rxPackets, txPackets, rxBytes, txBytes, rxErrors, txErrors, rxDropped, txDropped, rxMulticast,
    0, 0, 0, 0, 0, 0, rxMissed, 0, txCarrierErrors, 0, 0, 0, 0, 0, 0,
  ]
}
