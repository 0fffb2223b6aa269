import type { Device } from '../device/device.ts'
import { newRing } from '../device/ring.ts'
import { type TapFile, type TapPort, tapPortOf } from '../device/tap-device.ts'
import type { Machine, World } from './world.ts'

/** What macvtap_setup and ipvtap_setup give: shorter than a device's usual queue (TUN_READQ_SIZE). */
export const TAP_QUEUE = 500

/** macvtap_newlink, ipvtap_newlink, tap_get_minor. */
export function newTapPort(world: World, machine: Machine['name'], driver: TapPort['driver']): TapPort {
  const mine = [...tapPortsOf(world, machine)].filter(({ tap }) => tap.driver === driver)
  const taken = new Set(mine.map(({ tap }) => tap.minor))
  let minor = 1
  while (taken.has(minor)) minor++
  return { kind: 'tap', driver, minor, file: undefined }
}

/** Every macvtap and ipvtap of a machine, in whatever namespace, in the order of these. */
export function* tapPortsOf(
  world: World,
  machine: Machine['name'],
): Generator<{ readonly dev: Device; readonly tap: TapPort }> {
  for (const netns of world.namespaces.values()) {
    if (netns.machine !== machine) continue
    for (const dev of netns.devices.values()) {
      const tap = tapPortOf(dev)
      if (tap !== undefined) yield { dev, tap }
    }
  }
}

/** The program at the other end of a macvtap, an ipvtap or a tap, if there is one. */
export function fileOf(dev: Device): TapFile | undefined {
  return dev.driver.kind === 'tun' ? dev.driver.file : tapPortOf(dev)?.file
}

export function newFile(dev: Device): TapFile {
  return { dev, ring: newRing(dev.txQueueLength), mate: undefined }
}

/** tap_del_queues, tun_detach_all: the device goes, the file stays open, with what waits in it. */
export function releaseFile(dev: Device): void {
  const file = fileOf(dev)
  if (file !== undefined) file.dev = undefined
}
