import { type Device, isRunning } from '../../../device/device.ts'
import type { Netns } from '../../../world/world.ts'

/** The device that libpcap finds first: up and running, not loopback, with the smallest number in its name. */
export function defaultDevice(netns: Netns): string {
  const candidates = [...netns.devices.values()].filter(
    (dev) => isRunning(dev) && dev.carrier && dev.driver.kind !== 'loopback',
  )
  const best = candidates.reduce<Device | undefined>(
    (chosen, dev) => (chosen && unit(chosen) <= unit(dev) ? chosen : dev),
    undefined,
  )
  return best?.name ?? 'any'
}

function unit(dev: Device): number {
  return Number(/\d*$/.exec(dev.name)![0] || 0)
}
