import { type Device, isKind } from '../device/device.ts'
import { toHex } from '../frame/frame.ts'
import { changeLink } from '../world/links.ts'
import { readTap, writeTap } from '../world/tap-io.ts'
import { addTun, closeTap, openTap } from '../world/tap-open.ts'
import { fileOf } from '../world/tap-ports.ts'
import type { Netns, World } from '../world/world.ts'
import { INDEX_OF } from './bench.ts'
import { say } from './reply.ts'
import { type CreateTapStep, framesText, NOT_HELD, type TapStep } from './tap-steps.ts'

export function createTap(world: World, netns: Netns, { dev, mac }: CreateTapStep): string {
  const reply = addTun(world, netns, { mode: 'tap', name: dev, ifindex: INDEX_OF.get(dev)! })
  return say(reply ?? changeLink(world, netns.byName.get(dev)!, { address: mac }))
}

export function useTap(world: World, dev: Device, { how }: TapStep): string {
  const file = isKind(dev, 'tun') ? fileOf(dev) : undefined
  if (how === 'attach') {
    const opened = openTap(world, dev)
    return 'errno' in opened ? say(opened) : 'ok'
  }
  if (file === undefined) return NOT_HELD
  if (how === 'detach') {
    closeTap(world, file)
    return 'ok'
  }
  const frames: string[] = []
  for (let waiting = readTap(file); waiting !== undefined; waiting = readTap(file))
    frames.push(toHex(waiting.frame.bytes))
  return framesText(frames)
}

/** A program writes a frame. */
export function writeInto(world: World, dev: Device, bytes: Uint8Array): string {
  const file = isKind(dev, 'tun') ? fileOf(dev) : undefined
  return file === undefined ? NOT_HELD : say(writeTap(world, file, bytes))
}
