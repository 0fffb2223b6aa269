import { readdirSync } from 'node:fs'
import type { ObservedFrame } from '../observation.ts'
import type { GateCall } from './gate.ts'
import { libc } from './libc.ts'
import { inNetwork, inodeOf, inodeOfProcess, openNetworkOf, type Place } from './namespaces.ts'
import { applyNetworkSettings } from './network-settings.ts'
import { WatchedNetwork } from './watched-network.ts'

const NETNS_PATH = /^(?:\/var)?\/run\/netns\/([^/]+)$/

/** All network namespaces of the lab, and all frames seen in them. */
export class Watch {
  /** As they were taken: in kernel order within a namespace. */
  private readonly taken: ObservedFrame[] = []
  lost = 0
  /** Frames before this kernel time belong to the boot, not to the script. */
  start = 1n << 62n
  private readonly home: Place
  private readonly speaksIpv6: (machine: string) => boolean
  /** Machines by the inode of their UTS namespace, which nothing in a lab leaves. */
  private readonly machines = new Map<number, string>()
  private readonly networks = new Map<number, WatchedNetwork>()
  /** Deleted by name while somebody was still inside. */
  private readonly doomed = new Set<WatchedNetwork>()
  private unnamed = 0

  constructor(home: Place, speaksIpv6: (machine: string) => boolean) {
    this.home = home
    this.speaksIpv6 = speaksIpv6
  }

  get descriptors(): readonly number[] {
    return [...this.networks.values()].flatMap((network) => network.descriptors)
  }

  addMachine(name: string, place: Place): void {
    this.machines.set(inodeOf(place.uts), name)
    this.adopt(place.net, name, '')
  }

  /** The machine is switched off: nobody is left in any of its namespaces. */
  removeMachine(name: string, place: Place): void {
    this.drain()
    this.machines.delete(inodeOf(place.uts))
    for (const network of this.networks.values()) if (network.machine === name) this.doomed.add(network)
    this.releaseDoomed()
  }

  drain(): void {
    for (const network of this.networks.values()) {
      network.drain(this.start, (frame) => {
        this.taken.push(frame)
      })
    }
  }

  /** Something in the lab is about to make, name or drop a namespace, or to change a link. */
  look({ call, pid, path }: GateCall): void {
    this.drain()
    this.releaseDoomed()
    const name = NETNS_PATH.exec(path)?.[1]
    const machine = this.machines.get(inodeOfProcess(pid, 'uts') ?? 0)
    if (machine === undefined) return
    if (call === 'umount2') {
      if (name !== undefined) this.release(machine, name)
    } else if (call === 'sendmsg' || name !== undefined) this.meet(pid, machine, name)
  }

  get count(): number {
    return this.taken.length
  }

  /** All frames, in the order of their times; adds up what was lost. To be called once, at the end. */
  finish(): readonly ObservedFrame[] {
    this.drain()
    for (const network of this.networks.values()) this.lost += network.lost()
    return inOrder(this.taken)
  }

  /** Watches the namespace that a process is in, if it is a new one. */
  private meet(pid: number, machine: string, name: string | undefined): void {
    const inode = inodeOfProcess(pid, 'net')
    if (inode === undefined || this.networks.has(inode)) return
    const net = openNetworkOf(pid)
    if (net === undefined) return
    this.adopt(net, machine, name ?? `unnamed-${++this.unnamed}`)
    libc.close(net)
  }

  private adopt(net: number, machine: string, name: string): void {
    const inode = inodeOf(net)
    inNetwork(net, this.home, () => {
      applyNetworkSettings(this.speaksIpv6(machine))
      this.networks.set(inode, new WatchedNetwork(machine, name, inode))
    })
  }

  private release(machine: string, name: string): void {
    for (const network of this.networks.values()) {
      if (network.machine === machine && network.name === name) this.doomed.add(network)
    }
    this.releaseDoomed()
  }

  /** Our sockets would keep a deleted namespace, and its devices, alive. */
  private releaseDoomed(): void {
    if (this.doomed.size === 0) return
    const inhabited = new Set(processes().map((pid) => inodeOfProcess(pid, 'net')))
    for (const network of this.doomed) {
      if (inhabited.has(network.inode)) continue
      this.lost += network.lost()
      network.close()
      this.networks.delete(network.inode)
      this.doomed.delete(network)
    }
  }
}

function processes(): readonly string[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
}

/**
 * Merges the namespaces by time. Within one, order is sacred: a copy that a bridge sends on still bears the time
 * of its arrival, so it counts as no earlier than what was seen before it.
 */
function inOrder(frames: readonly ObservedFrame[]): readonly ObservedFrame[] {
  const latest = new Map<string, number>()
  const keyed = frames.map((frame) => {
    const network = `${frame.machine} ${frame.netns}`
    const key = Math.max(frame.time, latest.get(network) ?? 0)
    latest.set(network, key)
    return { frame, key }
  })
  return keyed.sort((a, b) => a.key - b.key).map(({ frame }) => frame)
}
