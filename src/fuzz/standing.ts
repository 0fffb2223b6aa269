import type { Device } from '../device/device.ts'
import type { Netns } from '../world/world.ts'
import { NAMES, NAMESPACES, type NamespaceName } from './bench.ts'
import type { Places } from './witness.ts'

interface StandingDevice {
  readonly dev: Device
  readonly netns: NamespaceName
}

/** The devices that there are, lower ones first: no frame changes that. */
export interface Standing {
  readonly places: Places
  readonly devices: readonly StandingDevice[]
}

/**
 * In the order in which they are asked for. A kernel from 6.8 on brings the state of a link up to date as it is asked for
 * that very link (linkwatch_sync_dev), and so the state of what stands on it or is its master, which it must be asked for
 * next.
 */
export function standingIn(rooms: Readonly<Record<NamespaceName, Netns>>): Standing {
  const found: StandingDevice[] = []
  for (const name of NAMES)
    for (const netns of NAMESPACES) {
      const dev = rooms[netns].byName.get(name)
      if (dev !== undefined) found.push({ dev, netns })
    }
  const devices = found.toSorted((a, b) => height(a.dev) - height(b.dev))
  return { places: new Map(devices.map(({ dev, netns }) => [dev.name, netns])), devices }
}

function height({ driver }: Device): number {
  if ('lowerdev' in driver) return height(driver.lowerdev) + 1
  if (driver.kind === 'bridge') return Math.max(0, ...driver.ports.map(({ dev }) => height(dev) + 1))
  return 0
}
