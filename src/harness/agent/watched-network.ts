import type { ObservedFrame } from '../observation.ts'
import { PacketSocket } from './packet-socket.ts'
import { Rtnetlink } from './rtnetlink.ts'

/**
 * A network namespace that is watched: a packet socket that sees every frame, and a netlink socket that hears of
 * every new name. Made while this thread is in the namespace.
 */
export class WatchedNetwork {
  readonly machine: string
  readonly name: string
  readonly inode: number
  private readonly packets = new PacketSocket()
  private readonly links = new Rtnetlink(true)
  private readonly names = new Map<number, string>()

  constructor(machine: string, name: string, inode: number) {
    this.machine = machine
    this.name = name
    this.inode = inode
    for (const link of this.links.links()) this.names.set(link.index, link.name)
  }

  get descriptors(): readonly number[] {
    return [this.packets.fd, this.links.fd]
  }

  /**
   * Takes what has been seen. Names first: a request that changes one waits at the gate until all earlier frames
   * are taken, so frames and a new name that wait together mean that the frames came later.
   */
  drain(start: bigint, take: (frame: ObservedFrame) => void): void {
    this.readNames()
    this.packets.drain(({ index, type, time, bytes }) => {
      const dev = this.names.get(index) ?? this.readNames().get(index) ?? `if${index}`
      const { machine, name: netns } = this
      if (time >= start)
        take({ time: Number(time - start), machine, netns, dev, type, frame: bytes.toString('hex') })
    })
  }

  lost(): number {
    return this.packets.lost()
  }

  close(): void {
    this.packets.close()
    this.links.close()
  }

  /** A name outlives its link here: frames of a link that is gone may still wait. */
  private readNames(): ReadonlyMap<number, string> {
    for (const link of this.links.events()) if (!link.gone) this.names.set(link.index, link.name)
    return this.names
  }
}
