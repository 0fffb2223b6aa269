import type { SceneDevice } from './scene.ts'

/** A room, or a device that stands free: what takes a place on a shelf. */
export interface Group {
  readonly room: string
  readonly devices: readonly SceneDevice[]
}

/** Which groups stand on which parent (undefined: on the floor). A room stands where its first macvlan does. */
export function shelvesOf(devices: readonly SceneDevice[]): Map<number | undefined, Group[]> {
  const rooms = new Map<string, SceneDevice[]>()
  const groups: Group[] = []
  for (const device of devices.toSorted((a, b) => a.id - b.id)) {
    const room = rooms.get(device.room)
    if (device.room !== '' && room) room.push(device)
    else {
      const members = [device]
      rooms.set(device.room, members)
      groups.push({ room: device.room, devices: members })
    }
  }
  const found = new Map<number | undefined, Group[]>()
  for (const group of groups) {
    const { lower } = group.devices.find((one) => one.lower !== undefined) ?? {}
    found.set(lower, [...(found.get(lower) ?? []), group])
  }
  return found
}

export function rowsOf(groups: readonly Group[], perRow: number): Group[][] {
  const rows: Group[][] = []
  let used = Infinity
  for (const group of groups) {
    if (used + group.devices.length > perRow) {
      rows.push([])
      used = 0
    }
    rows.at(-1)!.push(group)
    used += group.devices.length
  }
  return rows
}
