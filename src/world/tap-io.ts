import { isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { consume } from '../device/ring.ts'
import type { TapFile, WaitingFrame } from '../device/tap-device.ts'
import { ETH_HLEN, type Frame, parseFrame } from '../frame/frame.ts'
import { countReceived, countTransmitted, netifRx, typeFor } from './netif-rx.ts'
import { newCopy, traceFate, whyOf } from './tracing.ts'
import { transmit } from './transmit.ts'
import type { World } from './world.ts'

/** tap_do_read, tun_do_read: the oldest frame, with its VLAN tag back in place; undefined if none waits. */
export function readTap({ ring, dev }: TapFile): WaitingFrame | undefined {
  const waiting = consume(ring)
  if (waiting === undefined) return undefined
  const { frame, copy } = waiting
  // tun_put_user counts here, and not when the frame was sent.
  if (dev !== undefined && isKind(dev, 'tun')) countTransmitted(dev, frame)
  return frame.tag === undefined ? waiting : { frame: parseFrame(frame.bytes), copy }
}

/** write(2) of a frame: EINVAL for less than a header, EBADFD or EIO where the tap is gone or down. */
export function writeTap(world: World, file: TapFile, bytes: Uint8Array): Reply {
  const { dev } = file
  const tun = dev === undefined || isKind(dev, 'tun')
  if (bytes.length >= ETH_HLEN) return writeFrame(world, file, parseFrame(bytes), newCopy(world))
  if (!tun) dev.counters.txDropped++
  return refuse('EINVAL')
}

/** tap_get_user, tun_get_user. */
function writeFrame(world: World, { dev }: TapFile, frame: Frame, copy: number): Reply {
  if (dev === undefined) return undefined
  const why = whyOf(world, dev, copy)
  if (!isKind(dev, 'tun')) {
    why?.('TAP4', true)
    transmit(world, dev, frame, copy)
    return undefined
  }
  why?.('TAP5', dev.up)
  if (!dev.up) {
    dev.counters.rxDropped++
    traceFate(world, dev, copy, 'TAP5', 'dropped', 'down')
    return refuse('EIO')
  }
  countReceived(dev, frame)
  netifRx(world, dev, frame, typeFor(dev, frame), copy)
  return undefined
}

/** A virtual machine carries everything that waits in one of its files to the other end; false if nothing waited. */
export function carryFrames(world: World): boolean {
  const file = world.unread.shift()
  if (file === undefined) return false
  for (let waiting = readTap(file); waiting !== undefined; waiting = readTap(file))
    carry(world, file, waiting)
  return true
}

function carry(world: World, { dev, mate }: TapFile, { frame, copy }: WaitingFrame): void {
  const to = mate?.dev
  if (to === undefined) {
    // The monitor writes into the file of a device that is gone.
    if (dev === undefined) return
    whyOf(world, dev, copy)?.('TAP4', false)
    traceFate(world, dev, copy, 'TAP4', 'dropped', 'the device at the other end is gone')
    return
  }
  if (dev !== undefined) traceFate(world, dev, copy, 'TAP3', 'forwarded', to.name)
  writeFrame(world, mate!, frame, copy)
}
