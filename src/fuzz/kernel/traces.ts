import type { Mac } from '../../frame/mac.ts'
import { BRIDGES, CABLES, FIXED } from '../bench.ts'
import type { Address6Step, Ipv6Step } from '../ipv6-steps.ts'
import type { FdbStep, NeighbourStep, Step } from '../step.ts'

/** What a world has done to a bench that must be undone by hand, or cannot be undone at all. */
export class Traces {
  readonly groups: { readonly dev: string; readonly mac: Mac }[] = []
  /** Entries of tables, and neighbours, that outlive the world. */
  readonly entries: (FdbStep | NeighbourStep)[] = []
  /** A device of the bench, or a port's settings. */
  changed = false
  /** Devices of the bench whose MTU may have been too small for IPv6, or that have had to do with it. */
  readonly resized = new Set<string>()
  aged = false
  /** Devices of the bench that must leave their switch, and come back if they are ports. */
  readonly moved = new Set<string>()
  usedY = false
  /** Switches that cannot be as they were: they are made anew. */
  readonly spoilt = new Set<string>()
  /** Devices may have IPv4 addresses. */
  addressed = false
  /** There may be neighbours that nobody asked for. */
  spoke = false
  /** Devices of the bench with IPv6. */
  readonly ipv6 = new Set<string>()
  /** Some device has had IPv6. */
  spokeIpv6 = false
  /** A program may hold a tap. */
  tapped = false
  /** There may be VLAN devices. */
  tagged = false

  note(step: Step): void {
    if (step.do !== 'send' && FIXED.includes(step.dev)) this.changed = true
    if (step.do === 'group' && FIXED.includes(step.dev)) this.groups.push(step)
    if ((step.do === 'fdb' || step.do === 'neighbour') && FIXED.includes(step.dev)) this.noteEntry(step)
    if (step.do === 'bridge') this.aged = true
    // VLANs and their flags are many things to set right, and few worlds touch them.
    if (step.do === 'filtering') this.spoilt.add(step.dev)
    if (step.do === 'vlan') this.spoil()
    if (step.do === 'create vlan') this.tagged = true
    // Of one on a switch, and of what it did to the switch's address, the same is true as of a macvlan.
    if (step.do === 'create vlan' && isBridge(step.lower)) this.spoilt.add(step.lower)
    if (step.do === 'create ipvlan') {
      if (step.netns === 'y') this.usedY = true
      if (isBridge(step.lower)) this.spoilt.add(step.lower)
    }
    if (step.do === 'create tap') this.tapped = true
    if (step.do === 'address') this.addressed = true
    if (step.do === 'ipv6' || step.do === 'address6') this.noteIpv6(step)
    if (step.do === 'send' && step.payload !== undefined) this.spoke = true
    if (step.do === 'create') {
      // It may change its parent's address, and leave its promiscuity wrong.
      if (step.mode === 'passthru') this.changed = true
      if (step.netns === 'y') this.usedY = true
      // A switch never forgets that its address was set by hand. No other mode does that, nor can become this one.
      if (step.mode === 'passthru' && isBridge(step.lower)) this.spoilt.add(step.lower)
    }
    if (step.do !== 'change') return
    const { address, mtu, master, netns } = step.changes
    if (netns === 'y') this.usedY = true
    if (master !== undefined) this.changed = true
    if (master !== undefined && CABLED.has(step.dev)) this.moved.add(step.dev)
    if (mtu !== undefined && FIXED.includes(step.dev)) this.resized.add(step.dev)
    if (isBridge(step.dev) && (address !== undefined || mtu !== undefined)) this.spoilt.add(step.dev)
  }

  /** It may be in the group of all nodes again, which it leaves for good only with its MTU. */
  private noteIpv6(step: Ipv6Step | Address6Step): void {
    this.spokeIpv6 = true
    if (!FIXED.includes(step.dev)) return
    this.resized.add(step.dev)
    if (step.do === 'ipv6' && step.on) this.ipv6.add(step.dev)
  }

  private noteEntry(step: FdbStep | NeighbourStep): void {
    if (step.how !== 'del') this.entries.push(step)
    if (step.do === 'fdb' && step.of === 'master') this.noteOwnAddress(step)
  }

  /** Whatever happened to a port's own address in its switch, leaving and coming back mends it. */
  private noteOwnAddress({ dev, mac }: FdbStep): void {
    const owner = CABLES.find(({ port }) => port.mac === mac)
    if (owner === undefined) return
    this.moved.add(owner.port.name)
    if (CABLED.has(dev)) this.moved.add(dev)
  }

  /** A port keeps what it was told of VLANs wherever it is then. */
  private spoil(): void {
    for (const { name } of BRIDGES) this.spoilt.add(name)
  }

  clear(): void {
    this.groups.length = 0
    this.entries.length = 0
    this.aged = false
    this.changed = false
    this.resized.clear()
    this.moved.clear()
    this.usedY = false
    this.spoilt.clear()
    this.addressed = false
    this.spoke = false
    this.tapped = false
    this.ipv6.clear()
    this.spokeIpv6 = false
    this.tagged = false
  }
}

const CABLED: ReadonlySet<string> = new Set(CABLES.flatMap(({ near, port }) => [near.name, port.name]))
const isBridge = (dev: string) => BRIDGES.some(({ name }) => name === dev)
