import { parseIpv4 } from '../../frame/ipv4-address.ts'
import type { Mac } from '../../frame/mac.ts'
import { addressKey } from '../fdb-view.ts'
import type { AddressStep } from '../step.ts'
import { addressText, changeAddress, dumpAddresses, readAddress } from './address-requests.ts'
import { dumpAddresses6, readAddress6 } from './ipv6-requests.ts'
import type { KernelNamespace } from './namespace.ts'
import { changeNeighbour, dumpNeighbours, readNeighbour } from './neighbour-requests.ts'
import type { Rooms } from './rooms.ts'
import type { StandNames } from './stand-names.ts'

/** The IP addresses of a bench's devices, and what its namespaces have learned by them. */
export class BenchAddresses {
  private readonly rooms: Rooms
  private readonly names: StandNames

  constructor(rooms: Rooms, names: StandNames) {
    this.rooms = rooms
    this.names = names
  }

  ask(ipv6: boolean): ReadonlySet<string> {
    const found = new Set<string>()
    const add = (told: string, index: number) => {
      found.add(addressKey(told, this.names.plain(index)))
    }
    for (const room of this.all()) {
      dumped(room, dumpAddresses(), readAddress, this.isOurs, (line) => add(addressText(line), line.index))
      if (ipv6)
        dumped(room, dumpAddresses6(), readAddress6, this.isOurs, ({ told, index }) => add(told, index))
    }
    return found
  }

  /** An IPv4 address is its whole namespace's, where others may stand, so it may not outlive the world. */
  takeAway(): void {
    for (const room of this.all()) {
      const undo: Buffer[] = []
      dumped(room, dumpAddresses(), readAddress, this.isOurs, ({ index, address, prefix }) => {
        undo.push(changeAddress(index, { ...NOTHING, do: 'address', how: 'del', address, prefix }))
      })
      // The first of a subnet takes the others along.
      for (const message of undo) room.netlink.request(message)
    }
  }

  /** All that a bench's own devices have: it is new without them. */
  forgetNeighbours(): void {
    for (const room of this.all()) {
      const undo: Buffer[] = []
      dumped(room, dumpNeighbours(), readNeighbour, this.isOurs, ({ index, address }) => {
        undo.push(changeNeighbour(index, { ...NEIGHBOUR, address: parseIpv4(address)! }))
      })
      for (const message of undo) room.netlink.request(message)
    }
  }

  private all(): readonly KernelNamespace[] {
    return [this.rooms.x, this.rooms.y]
  }

  private readonly isOurs = (index: number): boolean => this.names.name(index) !== undefined
}

const NOTHING: Pick<AddressStep, 'dev'> = { dev: '' }
const NEIGHBOUR = { do: 'neighbour', dev: '', how: 'del', mac: 0 as Mac, state: 'stale' } as const

function dumped<T>(
  { netlink }: KernelNamespace,
  message: Buffer,
  read: (bytes: Buffer, start: number, end: number) => T,
  wanted: (index: number) => boolean,
  take: (line: T) => void,
): void {
  netlink.dump(message, (...told) => take(read(...told)), wanted)
}
