import { type Device, isKind } from '../device/device.ts'
import type { Ipvlan } from '../device/ipvlan-device.ts'
import type { GroupFilter, Macvlan } from '../device/macvlan-device.ts'
import type { Mac } from '../frame/mac.ts'
import { allDevices } from '../world/devices.ts'
import type { World } from '../world/world.ts'

/** What has such a filter. */
export type Filtering = Macvlan | Ipvlan

export function hasFilter(dev: Device): dev is Filtering {
  return isKind(dev, 'macvlan') || isKind(dev, 'ipvlan')
}

/**
 * A macvlan's multicast filter has 256 bits, and the kernel's hash of a group mixes in where in memory the device
 * is (mc_hash): a group that nobody joined may share a bit with one that somebody did. Which groups do cannot be
 * known before; but once a frame has shown it, all that follows is fixed, and the model is told. An ipvlan's filter is
 * as long, and its hash begins with a random number that is the same until the next boot (ipvlan_mac_hash).
 */
export class Collisions {
  /** By device and group: the joined groups with one of which it shares its bit. */
  private readonly partners = new Map<string, ReadonlySet<Mac>>()
  /** What each device has ever joined: of that, no chance has to explain anything. */
  private readonly everJoined = new Map<number, Set<Mac>>()
  private readonly originals = new WeakMap<GroupFilter, ReadonlySet<Mac>>()

  get size(): number {
    return this.partners.size
  }

  /** Lets every macvlan of the world hear what shares a bit with what it has joined. */
  apply(world: World): void {
    for (const dev of allDevices(world)) {
      if (!hasFilter(dev)) continue
      this.remember(dev)
      if (this.partners.size > 0) this.widen(dev)
    }
  }

  private remember({ id, multicast }: Filtering): void {
    const ever = this.everJoined.get(id) ?? new Set()
    for (const mac of multicast.keys()) ever.add(mac)
    this.everJoined.set(id, ever)
  }

  private widen({ id, driver }: Filtering): void {
    const joined = this.joinedBy(driver.filter)
    if (joined === undefined) return
    const members = new Set(joined)
    for (const [key, partners] of this.partners) {
      const [owner, group] = key.split(' ')
      if (Number(owner) === id && [...partners].some((mac) => joined.has(mac)))
        members.add(Number(group) as Mac)
    }
    driver.filter = { all: false, members }
    this.originals.set(driver.filter, joined)
  }

  /**
   * The kernel let a device hear a group that the model did not, or not hear one that it did because of what is
   * noted here. False: no sharing of bits explains that.
   */
  learn({ id, driver }: Filtering, group: Mac, heard: boolean): boolean {
    const joined = this.joinedBy(driver.filter)
    if (joined === undefined || joined.has(group) || this.everJoined.get(id)?.has(group)) return false
    const key = `${id} ${group}`
    const before = this.partners.get(key)
    if (before === undefined && !heard) return false
    const after = [...(before ?? joined)].filter((mac) => joined.has(mac) === heard)
    this.partners.set(key, new Set(after))
    return after.length > 0
  }

  forget({ id }: Filtering, group: Mac): void {
    this.partners.delete(`${id} ${group}`)
  }

  /** undefined: it hears everything. */
  joinedBy(filter: GroupFilter): ReadonlySet<Mac> | undefined {
    return filter.all ? undefined : (this.originals.get(filter) ?? filter.members)
  }
}
