import { BRIDGES } from '../bench.ts'
import { type FdbLine, readFdbLine } from './fdb-line.ts'
import * as links from './link-requests.ts'
import type { KernelNamespace } from './namespace.ts'
import type { Rooms } from './rooms.ts'
import type { StandNames } from './stand-names.ts'

/** What the kernel says of the tables of a bench's switches, and of its devices' own lists. */
export class Tables {
  private readonly rooms: Rooms
  private readonly names: StandNames
  /** The devices' own lists: no frame changes them. */
  private own: readonly string[] = []

  constructor(rooms: Rooms, names: StandNames) {
    this.rooms = rooms
    this.names = names
  }

  /** Everything: `mac port kind`, sorted. */
  ask(): string[] {
    return this.read(dumpTables(this.rooms, (index) => this.isOurs(index)))
  }

  /** Of what both namespaces told. */
  read(all: readonly FdbLine[]): string[] {
    const lines = all.filter(({ index }) => this.isOurs(index))
    this.own = this.write(lines.filter(({ kind }) => kind === 'self'))
    return [...this.own, ...this.write(lines.filter(({ kind }) => kind !== 'self'))].sort()
  }

  /** After a frame: the switches alone have learned something. */
  askSwitches(): string[] {
    const lines: FdbLine[] = []
    for (const { name } of BRIDGES) dump(this.rooms.x, lines, this.names.index(name))
    return [...this.own, ...this.write(lines.filter(({ kind }) => kind !== 'self'))].sort()
  }

  private isOurs(index: number): boolean {
    return this.names.name(index) !== undefined
  }

  private write(lines: readonly FdbLine[]): string[] {
    return lines.map(({ mac, index, kind }) => `${mac.toString(16)} ${this.names.plain(index)} ${kind}`)
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
