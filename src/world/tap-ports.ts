import { type Device, isKind } from '../device/device.ts'
import { newRing } from '../device/ring.ts'
import type { TapFile, TapPort } from '../device/tap-device.ts'
import type { Machine, World } from './world.ts'

/** What macvtap_setup gives: shorter than a device's usual queue (TUN_READQ_SIZE). */
export const MACVTAP_QUEUE = 500

/** macvtap_newlink, tap_get_minor. */
export function newTapPort(world: World, machine: Machine['name']): TapPort {
  const taken = new Set([...macvtapsOf(world, machine)].map(({ tap }) => tap.minor))
  let minor = 1
  while (taken.has(minor)) minor++
  return { kind: 'tap', minor, file: undefined }
}

/** Every macvtap of a machine, in whatever namespace, in the order of these. */
export function* macvtapsOf(
  world: World,
  machine: Machine['name'],
): Generator<{ readonly dev: Device; readonly tap: TapPort }> {
  for (const netns of world.namespaces.values()) {
    if (netns.machine !== machine) continue
    for (const dev of netns.devices.values())
      if (isKind(dev, 'macvlan') && dev.driver.tap !== undefined) yield { dev, tap: dev.driver.tap }
  }
}

/** The program at the other end of a macvtap or a tap, if there is one. */
export function fileOf({ driver }: Device): TapFile | undefined {
  if (driver.kind === 'tun') return driver.file
  return driver.kind === 'macvlan' ? driver.tap?.file : undefined
}

export function newFile(dev: Device): TapFile {
  return { dev, ring: newRing(dev.txQueueLength), mate: undefined }
}

/** tap_del_queues, tun_detach_all: the device goes, the file stays open, with what waits in it. */
export function releaseFile(dev: Device): void {
  const file = fileOf(dev)
  if (file !== undefined) file.dev = undefined
}
