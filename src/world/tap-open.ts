import { type Device, isKind } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import { type TapFile, type Tun, tapPortOf } from '../device/tap-device.ts'
import { deleteLink } from './delete-link.ts'
import { setCarrier } from './link-state.ts'
import { fileOf, newFile } from './tap-ports.ts'
import { traceFate } from './tracing.ts'
import { createTun, type NewTun } from './tuns.ts'
import type { Netns, World } from './world.ts'

/**
 * open(2) of /dev/tapN, or TUNSETIFF for a tap that exists. The kernel lets several open a macvtap and shares the
 * frames out among them; here it is one at a time.
 */
export function openTap(world: World, dev: Device): TapFile | Refusal {
  const tap = tapPortOf(dev)
  if (tap === undefined && dev.kind !== 'tun') return refuse('EINVAL')
  if (fileOf(dev) !== undefined) return refuse('EBUSY')
  const file = newFile(dev)
  if (tap !== undefined) tap.file = file
  else if (isKind(dev, 'tun')) attach(world, dev, file)
  return file
}

/** tun_attach: whoever attaches says what he wants to read before each frame, and a virtual machine wants nothing. */
function attach(world: World, tun: Tun, file: TapFile): void {
  tun.driver.file = file
  tun.driver.packetInfo = false
  tun.driver.vnetHeader = false
  setCarrier(world, tun, true)
}

/** close(2): what was not read is gone, and so is a tap that was not made to stay. */
export function closeTap(world: World, file: TapFile): void {
  const { dev } = file
  for (const { copy } of file.ring.items.splice(0))
    if (dev !== undefined)
      traceFate(world, dev, copy, 'TAP3', 'dropped', 'the program ended and left it unread')
  const waiting = world.unread.indexOf(file)
  if (waiting >= 0) world.unread.splice(waiting, 1)
  if (dev === undefined) return
  file.dev = undefined
  const tap = tapPortOf(dev)
  if (tap !== undefined) tap.file = undefined
  if (isKind(dev, 'tun')) detach(world, dev)
}

/** __tun_detach. */
function detach(world: World, tun: Tun): void {
  tun.driver.file = undefined
  if (tun.driver.persist) setCarrier(world, tun, false)
  else deleteLink(world, tun)
}

/** `ip tuntap add`: made, made to stay (TUNSETPERSIST), and let go of. */
export function addTun(world: World, netns: Netns, request: NewTun): Reply {
  const tun = createTun(world, netns, request)
  if ('errno' in tun) return tun
  tun.driver.persist = true
  setCarrier(world, tun, false)
  return undefined
}

/** `ip tuntap del`: attached to, made not to stay, and let go of. One that does not exist is made for it. */
export function deleteTun(world: World, netns: Netns, { mode, name }: NewTun): Reply {
  const dev = name === undefined ? undefined : netns.byName.get(name)
  if (dev === undefined) {
    const made = createTun(world, netns, name === undefined ? { mode } : { mode, name })
    return 'errno' in made ? made : deleteLink(world, made)
  }
  if (!isKind(dev, 'tun') || dev.driver.mode !== mode) return refuse('EINVAL')
  return dev.driver.file === undefined ? deleteLink(world, dev) : refuse('EBUSY')
}
