import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { KernelBehaviour } from '../device/kernel-version.ts'
import { DEFAULT_BC_QUEUE_LEN, type Macvlan, type MacvlanPort } from '../device/macvlan-device.ts'
import { isValidUnicast, type Mac } from '../frame/mac.ts'
import { admitAddress, admitLowerdev, admitMode, admitModeChange, realDevice } from '../macvlan/admit.ts'
import { EMPTY_GROUPS, recomputeBcFilter } from '../macvlan/filter.ts'
import {
  addSource,
  addToHash,
  flushSources,
  newPort,
  removeFromHash,
  removeSource,
  updateQueueLength,
} from '../macvlan/port.ts'
import { addUnicast, removeUnicast, setPromiscuity } from './device-filters.ts'
import { enlist, newDevice } from './devices.ts'
import type { LinkSettings, MacvlanOptions, NewLinkPlace, SourceChange } from './link-requests.ts'
import { setCarrier } from './link-state.ts'
import { newTapPort, TAP_QUEUE } from './tap-ports.ts'
import type { World } from './world.ts'

/** macvlan_common_newlink: the device is in its namespace, on its port, and down. */
export function createMacvlan(
  world: World,
  place: NewLinkPlace,
  lower: Device | undefined,
  settings: LinkSettings,
  options: MacvlanOptions,
  tap: boolean,
): Macvlan | Refusal {
  if (lower === undefined) return refuse('EINVAL')
  const lowerdev = realDevice(lower)
  if (settings.mtu !== undefined && settings.mtu > lowerdev.mtu) return refuse('EINVAL')

  const existing = admitLowerdev(lowerdev)
  if (existing !== undefined && 'errno' in existing) return existing
  const mode = options.mode ?? 'vepa'
  const modeRefusal = admitMode(existing, mode)
  if (modeRefusal !== undefined) return modeRefusal
  if (options.sources !== undefined && mode !== 'source') return refuse('EINVAL')

  const port = existing ?? newPort(lowerdev, world.kernel)
  if (existing === undefined) lowerdev.rxHandler = port
  return attach(world, place, port, settings, { ...knownTo(port.kernel, options), mode }, tap)
}

function attach(
  world: World,
  place: NewLinkPlace,
  port: MacvlanPort,
  settings: LinkSettings,
  options: MacvlanOptions & { readonly mode: Macvlan['driver']['mode'] },
  tap: boolean,
): Macvlan {
  const lowerdev = port.dev
  const { mode } = options
  const driver: Macvlan['driver'] = {
    kind: 'macvlan',
    lowerdev,
    port,
    tap: tap ? newTapPort(world, place.netns.machine, 'macvtap') : undefined,
    mode,
    nopromisc: options.flags?.nopromisc ?? false,
    nodst: options.flags?.nodst ?? false,
    sources: [],
    bcQueueLenReq: options.bcQueueLen ?? DEFAULT_BC_QUEUE_LEN,
    filter: EMPTY_GROUPS,
  }
  const passthru = mode === 'passthru'
  const vlan = newDevice(world, driver, place.name, passthru ? lowerdev.mac : settings.address) as Macvlan
  if (passthru) {
    port.passthru = true
    vlan.addressAssigned = 'stolen'
  }
  if (driver.tap !== undefined) {
    vlan.rxHandler = driver.tap
    vlan.txQueueLength = TAP_QUEUE
  }
  vlan.mtu = settings.mtu ?? lowerdev.mtu
  vlan.maxMtu = lowerdev.maxMtu
  if (options.sources !== undefined) applySources(vlan, options.sources)
  if (options.bcCutoff !== undefined) setCutoff(port, options.bcCutoff)
  enlist(world, place.netns, vlan, place.ifindex)
  port.vlans.push(vlan)
  port.bcQueueLenUsed = Math.max(port.bcQueueLenUsed, driver.bcQueueLenReq)
  // netif_stacked_transfer_operstate and linkwatch_fire_event
  vlan.carrier = !lowerdev.carrier
  setCarrier(world, vlan, lowerdev.carrier)
  return vlan
}

/** macvlan_changelink. The kernel keeps what it did before the step that it refuses; so does this. */
export function changeMacvlan(vlan: Macvlan, request: MacvlanOptions): Reply {
  const { driver } = vlan
  const { kernel } = driver.port
  const options = knownTo(kernel, request)
  if (options.mode !== undefined) {
    const modeRefusal = admitModeChange(vlan, options.mode)
    if (modeRefusal !== undefined) return modeRefusal
    if (driver.mode === 'source' && options.mode !== 'source') flushSources(vlan)
  }
  const overflow = options.flags === undefined ? undefined : changeFlags(vlan, options.flags)
  if (overflow !== undefined) return overflow
  if (options.bcQueueLen !== undefined) {
    driver.bcQueueLenReq = options.bcQueueLen
    updateQueueLength(driver.port)
  }
  if (options.bcCutoff !== undefined) setCutoff(driver.port, options.bcCutoff)
  if (options.mode !== undefined) driver.mode = options.mode
  if (options.sources === undefined) return undefined
  if (driver.mode !== 'source') return refuse('EINVAL')
  applySources(vlan, options.sources)
  return undefined
}

/** nopromisc turned on or off moves the parent's count; in older kernels even while the device is down and holds none. */
function changeFlags(vlan: Macvlan, flags: { readonly nopromisc: boolean; readonly nodst: boolean }): Reply {
  const { driver, up } = vlan
  const counts = up || !driver.port.kernel.passthruCountsWhileUp
  if (driver.port.passthru && flags.nopromisc !== driver.nopromisc && counts) {
    const overflow = setPromiscuity(driver.lowerdev, flags.nopromisc ? -1 : 1)
    if (overflow !== undefined) return overflow
  }
  driver.nopromisc = flags.nopromisc
  driver.nodst = flags.nodst
  return undefined
}

function setCutoff(port: MacvlanPort, cutoff: number): void {
  if (port.bcCutoff === cutoff) return
  port.bcCutoff = cutoff
  recomputeBcFilter(port)
}

/** macvlan_changelink_sources. */
function applySources(vlan: Macvlan, change: SourceChange): void {
  switch (change.how) {
    case 'add':
      return addSource(vlan, change.address)
    case 'del':
      return removeSource(vlan, change.address)
    case 'flush':
      return flushSources(vlan)
    case 'set':
      flushSources(vlan)
      for (const address of change.addresses) addSource(vlan, address)
  }
}

/** Attributes that a kernel does not know, it does not read (nla_parse_nested_deprecated). */
function knownTo(kernel: KernelBehaviour, options: MacvlanOptions): MacvlanOptions {
  const { bcQueueLen, bcCutoff, ...rest } = options
  return {
    ...rest,
    ...(kernel.queueLength && bcQueueLen !== undefined && { bcQueueLen }),
    ...(kernel.broadcastCutoff && bcCutoff !== undefined && { bcCutoff }),
  }
}

/** macvlan_validate: flags, then the address, or all of the list. */
export function validateOptions(kernel: KernelBehaviour, { flags, sources }: MacvlanOptions): Reply {
  if (flags?.nodst && !kernel.nodst) return refuse('EINVAL')
  return validateSources(sources)
}

function validateSources(change: SourceChange | undefined): Reply {
  if (change === undefined || change.how === 'flush') return undefined
  const addresses = change.how === 'set' ? change.addresses : [change.address]
  return addresses.every(isValidUnicast) ? undefined : refuse('EADDRNOTAVAIL')
}

/**
 * macvlan_set_mac_address. A passthru device changes its parent's address, whose change then comes back to it;
 * `changeLower` does that.
 */
export function changeMacvlanAddress(
  vlan: Macvlan,
  mac: Mac,
  changeLower: (dev: Device, mac: Mac) => Reply,
): Reply {
  const refusal = admitAddress(vlan, mac)
  if (refusal !== undefined || vlan.mac === mac) return refusal
  const { port, lowerdev } = vlan.driver
  if (!port.passthru) {
    syncAddress(vlan, mac)
    return undefined
  }
  port.addressChanged = true
  return changeLower(lowerdev, mac)
}

/** macvlan_sync_address: the filters and the look-up table follow the address of a device that is up. */
function syncAddress(vlan: Macvlan, mac: Mac): void {
  const { port, lowerdev } = vlan.driver
  if (vlan.up) {
    if (!port.passthru) {
      addUnicast(lowerdev, mac)
      removeUnicast(lowerdev, vlan.mac)
    }
    removeFromHash(port, vlan)
  }
  vlan.mac = mac
  if (vlan.up) addToHash(port, vlan)
  if (port.passthru && !port.addressChanged) port.permAddr = mac
  port.addressChanged = false
}

/**
 * NETDEV_CHANGEADDR of the lower device: a passthru child has its parent's address, always. Nobody is told of that.
 * One that is up and has the address already finds it taken, by itself: so the parent will get back an older one, and
 * nobody is told who would be told later (NOTIFY_BAD).
 */
export function lowerAddressChanged(lowerdev: Device): 'accepted' | 'taken' {
  const port = lowerdev.rxHandler
  if (port?.kind !== 'macvlan' || !port.passthru) return 'accepted'
  let verdict: 'accepted' | 'taken' = 'accepted'
  for (const vlan of port.vlans) {
    if (vlan.up && port.hash.has(lowerdev.mac)) verdict = 'taken'
    else syncAddress(vlan, lowerdev.mac)
  }
  return verdict
}

/** macvlan_uninit and macvlan_port_destroy: the last macvlan takes the port with it. */
export function detachMacvlan(vlan: Macvlan, changeLower: (dev: Device, mac: Mac) => Reply): void {
  const { port, lowerdev } = vlan.driver
  flushSources(vlan)
  port.vlans.splice(port.vlans.indexOf(vlan), 1)
  updateQueueLength(port)
  if (port.vlans.length > 0) return
  lowerdev.rxHandler = undefined
  if (port.passthru && lowerdev.mac !== port.permAddr) changeLower(lowerdev, port.permAddr)
}
