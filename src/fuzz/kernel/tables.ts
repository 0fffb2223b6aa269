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

  ask(): FdbView {
    return this.read(
      dumpTables(this.rooms, (index) => this.isOurs(index)),
      dumpNeighbourTables(this.rooms),
    )
  }

  /** Of what both namespaces told. */
  read(all: readonly FdbLine[], neighbours: readonly NeighbourLine[]): FdbView {
    this.neighbours = new Map(
      neighbours
        .filter(({ index }) => this.isOurs(index))
        .map(({ address, index, told }) => [neighbourKey(address, this.names.plain(index)), told]),
    )
    const lines = all.filter(({ index }) => this.isOurs(index))
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

  private key({ mac, index }: FdbLine): EntryKey {
    return entryKey(mac, this.names.plain(index))
  }

  private isOurs(index: number): boolean {
    return this.names.name(index) !== undefined
  }
}

/** Everything that the namespaces have, or what is about the devices wanted. */
export function dumpTables({ x, y }: Rooms, wanted: (index: number) => boolean = () => true): FdbLine[] {
  const lines: FdbLine[] = []
  for (const room of [x, y]) dump(room, lines, undefined, wanted)
  return lines
}

const INDEX = 4

function dump(
  { netlink }: KernelNamespace,
  lines: FdbLine[],
  bridge?: number,
  wanted: (index: number) => boolean = () => true,
): void {
  netlink.dump(links.dumpFdb(bridge), ({ body }) => {
    if (wanted(body.readInt32LE(INDEX))) lines.push(readFdbLine(body))
  })
}

export function dumpNeighbourTables({ x, y }: Rooms): NeighbourLine[] {
  const lines: NeighbourLine[] = []
  for (const { netlink } of [x, y])
    netlink.dump(dumpNeighbours(), ({ body }) => {
      lines.push(readNeighbour(body))
    })
  return lines
}
