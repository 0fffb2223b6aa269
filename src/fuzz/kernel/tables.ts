import { BRIDGES } from '../bench.ts'
import { type EntryKey, type EntryKind, entryKey, type FdbView, neighbourKey } from '../fdb-view.ts'
import { type FdbLine, readFdbLine } from './fdb-line.ts'
import * as links from './link-requests.ts'
import type { KernelNamespace } from './namespace.ts'
import { dumpNeighbours, type NeighbourLine, readNeighbour } from './neighbour-requests.ts'
import type { Rooms } from './rooms.ts'
import type { StandNames } from './stand-names.ts'

/** What the kernel says of the tables of a bench's switches, and of its devices' own lists. */
export class Tables {
  private readonly rooms: Rooms
  private readonly names: StandNames
  /** The devices' own lists: no frame changes them. */
  private own: ReadonlySet<EntryKey> = new Set()
  private neighbours: FdbView['neighbours'] = new Map()

  constructor(rooms: Rooms, names: StandNames) {
    this.rooms = rooms
    this.names = names
  }

  /** `both`: devices have been put in the second namespace as well. */
  ask(both: boolean, ipv6: boolean): FdbView {
    const rooms = both ? [this.rooms.x, this.rooms.y] : [this.rooms.x]
    const neighbours = dumpNeighbourTables(rooms, this.isOurs)
    const more = ipv6 ? dumpNeighbourTables(rooms, this.isOurs, 'inet6') : []
    return this.read(dumpTables(rooms, this.isOurs), [...neighbours, ...more])
  }

  /** Of what the namespaces told of this bench. */
  read(lines: readonly FdbLine[], neighbours: readonly NeighbourLine[]): FdbView {
    this.neighbours = new Map(
      neighbours.map(({ address, index, told }) => [neighbourKey(address, this.names.plain(index)), told]),
    )
    this.own = new Set(lines.filter(({ kind }) => kind === 'self').map((line) => this.key(line)))
    return this.view(lines)
  }

  /** After a frame: the switches alone have learned something. */
  askSwitches(): FdbView {
    const lines: FdbLine[] = []
    for (const { name } of BRIDGES) dump(this.rooms.x, lines, this.names.index(name))
    return this.view(lines)
  }

  private view(lines: readonly FdbLine[]): FdbView {
    const switches = new Map<EntryKey, EntryKind>()
    for (const line of lines) if (line.kind !== 'self') switches.set(this.key(line), line.kind)
    return { switches, own: this.own, neighbours: this.neighbours }
  }

  private key({ mac, index, vlan }: FdbLine): EntryKey {
    return entryKey(mac, this.names.plain(index), vlan)
  }

  private readonly isOurs = (index: number): boolean => this.names.name(index) !== undefined
}

type Wanted = (index: number) => boolean

/** Everything that the namespaces have, or what is about the devices wanted. */
export function dumpTables(rooms: readonly KernelNamespace[], wanted?: Wanted): FdbLine[] {
  const lines: FdbLine[] = []
  for (const room of rooms) dump(room, lines, undefined, wanted)
  return lines
}

function dump({ netlink }: KernelNamespace, lines: FdbLine[], bridge?: number, wanted?: Wanted): void {
  netlink.dump(links.dumpFdb(bridge), (...told) => lines.push(readFdbLine(...told)), wanted)
}

export function dumpNeighbourTables(
  rooms: readonly KernelNamespace[],
  wanted?: Wanted,
  family: 'inet' | 'inet6' = 'inet',
): NeighbourLine[] {
  const lines: NeighbourLine[] = []
  for (const { netlink } of rooms)
    netlink.dump(dumpNeighbours(family), (...told) => lines.push(readNeighbour(...told)), wanted)
  return lines
}
