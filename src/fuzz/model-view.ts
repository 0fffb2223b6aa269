import { type Device, isKind, isRunning } from '../device/device.ts'
import type { KernelBehaviour } from '../device/kernel-version.ts'
import type { Macvlan } from '../device/macvlan-device.ts'
import type { NamespaceName } from './bench.ts'
import { COUNTERS, type LinkView, NODST, NOPROMISC, OPERSTATES } from './link-view.ts'

/** What `ip -d -s link` would tell of a device of the model. */
export function linkView(dev: Device, netns: NamespaceName, kernel: KernelBehaviour): LinkView {
  return {
    name: dev.name,
    netns,
    flags: flagsOf(dev),
    mac: dev.mac,
    mtu: dev.mtu,
    operstate: dev.up ? OPERSTATES.indexOf(dev.operstate) : 2,
    carrier: dev.carrier,
    promiscuity: dev.promiscuity,
    allmulti: kernel.allmultiShown ? dev.allmulti : undefined,
    master: dev.master?.ifindex ?? 0,
    macvlan: isKind(dev, 'macvlan') ? macvlanView(dev) : undefined,
    port: portView(dev),
    ...(isKind(dev, 'ipvlan') && { ipvlan: `${dev.driver.port.mode} ${dev.driver.port.flag}` }),
    counters: countersOf(dev),
  }
}

function flagsOf(dev: Device): string {
  const flags = []
  if (dev.up) flags.push('up')
  if (isRunning(dev)) flags.push('running')
  if (dev.promiscFlag) flags.push('promisc')
  if (dev.allmultiFlag) flags.push('allmulti')
  if (dev.up && dev.carrier) flags.push('lowerUp')
  if (!dev.arp) flags.push('noarp')
  return flags.join(' ')
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
  const words: string[] = [rxHandler.state]
  for (const name of PORT_FLAGS) if (rxHandler[name]) words.push(name)
  return `${words.join(' ')} ${rxHandler.groupFwdMask}`
}

const PORT_FLAGS = ['hairpin', 'learning', 'flood', 'mcastFlood', 'bcastFlood', 'isolated'] as const

/** What the model counts. */
const COUNTED: Partial<Record<(typeof COUNTERS)[number], keyof Device['counters']>> = {
  rxPackets: 'rxPackets',
  txPackets: 'txPackets',
  rxBytes: 'rxBytes',
  txBytes: 'txBytes',
  rxErrors: 'rxErrors',
  txErrors: 'txErrors',
  rxDropped: 'rxDropped',
  txDropped: 'txDropped',
  multicast: 'rxMulticast',
  rxMissedErrors: 'rxMissed',
  txCarrierErrors: 'txCarrierErrors',
}
const COUNTED_IN_ORDER = COUNTERS.map((name) => COUNTED[name])

function countersOf({ counters }: Device): number[] {
  return COUNTED_IN_ORDER.map((name) => (name === undefined ? 0 : counters[name]))
}
