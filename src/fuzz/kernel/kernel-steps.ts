import type { Mac } from '../../frame/mac.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import type { NamespaceName } from '../bench.ts'
import { frameBytes } from '../frame-bytes.ts'
import type {
  Changes,
  CreateIpvlanStep,
  CreateStep,
  CreateVlanStep,
  FdbStep,
  NeighbourStep,
  SendStep,
  Step,
} from '../step.ts'
import { type CreateTapStep, framesText, NOT_HELD, type TapStep } from '../tap-steps.ts'
import type { Places } from '../witness.ts'
import { changeAddress } from './address-requests.ts'
import type { HeldTaps } from './held-taps.ts'
import { changeAddress6 } from './ipv6-requests.ts'
import { addIpvlan, changeIpvlan } from './ipvlan-requests.ts'
import * as links from './link-requests.ts'
import type { KernelNamespace } from './namespace.ts'
import { askOnce, changeFdb, changeNeighbour } from './neighbour-requests.ts'
import type { Rooms } from './rooms.ts'
import type { StandNames } from './stand-names.ts'

/** What each step of a world asks of the kernel. */
export class KernelSteps {
  private readonly rooms: Rooms
  private readonly names: StandNames
  private readonly taps: HeldTaps

  constructor(rooms: Rooms, names: StandNames, taps: HeldTaps) {
    this.rooms = rooms
    this.names = names
    this.taps = taps
  }

  /** What the kernel answers; a promise where it takes its time, so that other worlds can go on meanwhile. */
  request(step: Step, places: Places): string | Promise<string> {
    if (step.do === 'create') return this.rooms.x.netlink.request(this.creation(step))
    if (step.do === 'create vlan') return this.rooms.x.netlink.request(this.vlanCreation(step))
    if (step.do === 'create ipvlan') return this.createIpvlan(step)
    if (step.do === 'create tap') return this.createTap(step)
    const netns = places.get(step.dev)
    if (netns === undefined) return 'absent'
    const room = this.rooms[netns]
    const index = this.names.index(step.dev)
    switch (step.do) {
      case 'delete':
        return this.delete(room, step.dev)
      case 'change': {
        const message = links.changeLink(index, this.raw(step.changes))
        return isSlow(step.changes) ? room.netlink.requestLater(message) : room.netlink.request(message)
      }
      case 'macvlan':
        return room.netlink.request(links.changeMacvlan(index, step.kind ?? 'macvlan', step.options))
      case 'ipvlan':
        return room.netlink.request(changeIpvlan(index, step))
      case 'address':
        return room.netlink.request(changeAddress(index, step))
      case 'ipv6':
        return this.switchIpv6(netns, step.dev, step.on)
      case 'address6':
        return room.netlink.request(changeAddress6(index, step))
      case 'port':
        return room.netlink.request(links.changePort(index, step.changes))
      case 'bridge':
        return room.netlink.request(links.changeAgeing(index, step.ageingTime))
      case 'filtering':
        return room.netlink.request(links.changeFiltering(index, step.on))
      case 'vlan':
        return room.netlink.request(links.changeVlan(index, step))
      case 'fdb':
        return room.netlink.request(changeFdb(index, step))
      case 'neighbour':
        return room.netlink.request(changeNeighbour(index, step))
      case 'group':
        return this.changeGroup(room, step.dev, step.how, step.mac)
      case 'tap':
        return this.useTap(room, step)
      case 'send':
        if (step.written) return this.writeInto(step)
        return room.send(index, frameBytes(step))
    }
  }

  /** The answer, as `sysctl` would have it. */
  switchIpv6(netns: NamespaceName, dev: string, on: boolean): string {
    const room = this.rooms[netns]
    if (on) {
      const reply = room.netlink.request(askOnce(this.names.index(dev), 'inet6'))
      if (reply === 'ENOENT') return reply
      if (reply !== 'ok') throw new Error(`the timers of ${dev} were refused: ${reply}`)
    }
    return room.writeSetting(`ipv6/conf/${this.names.kernelName(dev)}/disable_ipv6`, on ? '0' : '1')
  }

  private changeGroup(room: KernelNamespace, dev: string, how: 'add' | 'del', mac: Mac): string {
    return room.changeGroup(this.names.kernelName(dev), how, mac)
  }

  /** Undoes an addition, if there is anything to undo. */
  takeBack(step: FdbStep | NeighbourStep): void {
    const index = this.names.index(step.dev)
    const undo =
      step.do === 'fdb'
        ? changeFdb(index, { ...step, how: 'del' })
        : changeNeighbour(index, { ...step, how: 'del' })
    this.rooms.x.netlink.request(undo)
  }

  leaveGroup(dev: string, mac: Mac): void {
    this.changeGroup(this.rooms.x, dev, 'del', mac)
  }

  private vlanCreation({ dev, lower, id, up }: CreateVlanStep): MessageWriter {
    const { names } = this
    const [name, index] = [names.kernelName(dev), names.index(dev)]
    return links.addVlan({ name, index, lower: names.index(lower), id, up })
  }

  /** In l3 mode its lower device sends packets of its own, and asks for their destinations. */
  private createIpvlan(step: CreateIpvlanStep): string {
    const { netlink } = this.rooms.x
    const reply = netlink.request(askOnce(this.names.index(step.lower)))
    if (reply !== 'ok') throw new Error(`the timers of ${step.lower} were refused: ${reply}`)
    return netlink.request(this.ipvlanCreation(step))
  }

  private ipvlanCreation({ dev, lower, netns, mtu, ...rest }: CreateIpvlanStep): MessageWriter {
    const { names } = this
    return addIpvlan({
      ...rest,
      name: names.kernelName(dev),
      index: names.index(dev),
      lower: names.index(lower),
      mtu,
      netns: netns === 'x' ? undefined : this.rooms[netns].fd,
    })
  }

  private creation({ kind = 'macvlan', dev, lower, netns, mtu, ...rest }: CreateStep): MessageWriter {
    return links.addMacvlan({
      ...rest,
      kind,
      name: this.names.kernelName(dev),
      index: this.names.index(dev),
      lower: this.names.index(lower),
      mtu,
      netns: netns === 'x' ? undefined : this.rooms[netns].fd,
    })
  }

  private async delete({ netlink }: KernelNamespace, dev: string): Promise<string> {
    const reply = await netlink.requestLater(links.deleteLink(this.names.index(dev)))
    if (reply === 'ok') await this.taps.detach(dev)
    return reply
  }

  private async createTap({ dev, mac }: CreateTapStep): Promise<string> {
    const { names, rooms, taps } = this
    const index = names.index(dev)
    const reply = await taps.create(rooms.x.fd, names.kernelName(dev), index)
    if (reply !== 'ok') return reply
    const joined = rooms.x.netlink.request(links.joinGroup(index))
    if (joined !== 'ok') throw new Error(`${dev} was refused the group of what goes: ${joined}`)
    return rooms.x.netlink.request(links.changeLink(index, { address: mac }))
  }

  private async useTap(room: KernelNamespace, { dev, how }: TapStep): Promise<string> {
    const { names, taps } = this
    if (how === 'attach') return taps.attach(room.fd, dev, names.kernelName(dev))
    if (!taps.isHeld(dev)) return NOT_HELD
    if (how === 'read') return framesText(taps.read(dev).map((bytes) => bytes.toString('hex')))
    await taps.detach(dev)
    return 'ok'
  }

  private writeInto(step: SendStep): string {
    return this.taps.isHeld(step.dev) ? this.taps.write(step.dev, frameBytes(step)) : NOT_HELD
  }

  private raw({ master, netns, ...rest }: Changes): links.RawChanges {
    return {
      ...rest,
      ...(master !== undefined && { master: master === null ? 0 : this.names.index(master) }),
      ...(netns !== undefined && { netns: this.rooms[netns].fd }),
    }
  }
}

/** What makes the kernel wait for a grace period. */
function isSlow({ up, master, netns, address }: Changes): boolean {
  return up === false || master !== undefined || netns !== undefined || address !== undefined
}
