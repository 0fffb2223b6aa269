import { readdirSync } from 'node:fs'
import { parseMac } from '../../frame/mac.ts'
import {
  cannotOpen,
  guestExists,
  nicInUse,
  noGuest,
  noNic,
  notATap,
  readVmCommand,
  type VmCommand,
  type VmFailure,
} from '../../topology/vm-command.ts'
import { libc } from './libc.ts'
import { announce, makeMachine, type RunningMachine } from './machines.ts'
import { inNetwork, inodeOf, inodeOfProcess, openNetworkOf, type Place } from './namespaces.ts'
import type { Request, Requests } from './requests.ts'
import { Rtnetlink } from './rtnetlink.ts'
import { carry, findDevice, isFileOf, type NetworkDevice, openMacvtap, openTap } from './tap-file.ts'
import type { Watch } from './watch.ts'

const SIGKILL = 9
const LOOPBACK = 1

/** A NIC of a guest, and the device that it is plugged into: the files between which we carry frames. */
interface Plug {
  /** undefined: the device was deleted. */
  inside: number | undefined
  outside: number | undefined
  /** The device's namespace. */
  readonly net: number
}

interface Guest {
  readonly running: RunningMachine
  readonly plugs: readonly Plug[]
}

type Start = Extract<VmCommand, { do: 'start' }>

/** The virtual machines of a lab: machines that come and go, and whose NICs are taps that we serve. */
export class Guests {
  private readonly guests = new Map<string, Guest>()
  private readonly machines: RunningMachine[]
  private readonly home: Place
  private readonly watch: Watch
  private readonly requests: Requests

  constructor(machines: RunningMachine[], home: Place, watch: Watch, requests: Requests) {
    this.machines = machines
    this.home = home
    this.watch = watch
    this.requests = requests
  }

  get descriptors(): readonly number[] {
    return [this.requests.fd, ...this.taps]
  }

  /** The files in which frames may wait. */
  get taps(): readonly number[] {
    return this.plugs.flatMap(({ inside, outside }) => [inside, outside]).filter((fd) => fd !== undefined)
  }

  private get plugs(): readonly Plug[] {
    return [...this.guests.values()].flatMap(({ plugs }) => plugs)
  }

  /** Does what there is to do, of what was found ready. */
  serve(ready: readonly number[]): void {
    for (const plug of this.plugs) this.carry(plug, ready)
    if (!ready.includes(this.requests.fd)) return
    for (const request of this.requests.take()) {
      const failure = this.carryOut(request)
      this.requests.answer(request, failure ?? { status: 0, message: '' })
    }
  }

  private carry(plug: Plug, ready: readonly number[]): void {
    if (!this.carryOne(plug.inside, plug.outside, ready)) plug.inside = undefined
    if (!this.carryOne(plug.outside, plug.inside, ready)) plug.outside = undefined
  }

  /** False if there is nothing to carry any more: the file was dead, and is closed. */
  private carryOne(from: number | undefined, to: number | undefined, ready: readonly number[]): boolean {
    if (from === undefined || !ready.includes(from) || carry(from, to)) return true
    libc.close(from)
    return false
  }

  private carryOut({ pid, words }: Request): VmFailure | undefined {
    const command = readVmCommand(words)
    if ('message' in command) return command
    if (command.do === 'stop') return this.stop(command.guest)
    const net = openNetworkOf(Number(pid))
    if (net === undefined) return undefined
    const failure = this.start(command, net)
    libc.close(net)
    return failure
  }

  private start({ guest, nics }: Start, net: number): VmFailure | undefined {
    if (this.machines.some(({ machine }) => machine.name === guest)) return guestExists(guest)
    const devices: NetworkDevice[] = []
    for (const name of nics) {
      const dev = inNetwork(net, this.home, () => findDevice(name))
      if (dev === undefined) return noNic(name)
      if (dev.tapNode === undefined && !dev.isTap) return notATap(name)
      if (this.isTaken(name, dev) || devices.some(({ ifindex }) => ifindex === dev.ifindex))
        return nicInUse(name)
      devices.push(dev)
    }
    const files: number[] = []
    for (const [at, { tapNode }] of devices.entries()) {
      const name = nics[at]!
      const file = inNetwork(net, this.home, () => (tapNode ? openMacvtap(tapNode) : openTap(name)))
      if (typeof file === 'string') {
        for (const other of files) libc.close(other)
        return file === 'EBUSY' ? nicInUse(name) : cannotOpen(name, file)
      }
      files.push(file)
    }
    this.boot(guest, net, devices, files)
    return undefined
  }

  /** The kernel would let a second reader open a macvtap, which may have been moved and renamed meanwhile. */
  private isTaken(name: string, { mac }: NetworkDevice): boolean {
    return this.plugs.some(({ outside }) => outside !== undefined && isFileOf(outside, name, mac))
  }

  private boot(name: string, net: number, devices: readonly NetworkDevice[], files: readonly number[]): void {
    const running = makeMachine({ kind: 'linux', name, exec: [], filtering: false }, this.home)
    this.watch.addMachine(name, running.place)
    const plugs = devices.map((dev, at): Plug => {
      const inside = this.addNic(running, at, dev)
      return { inside, outside: files[at]!, net: libc.dup(net) }
    })
    for (const index of [LOOPBACK, ...devices.map((_, at) => nicIndex(at))]) running.netlink.setUp(index)
    this.guests.set(name, { running, plugs })
    this.machines.push(running)
    announce(this.machines, this.home, this.requests.door)
    this.bringUpToDate(net)
  }

  private addNic({ place, netlink }: RunningMachine, at: number, dev: NetworkDevice): number {
    const file = inNetwork(place.net, this.home, () => openTap('eth%d'))
    if (typeof file === 'string') throw new Error(`a NIC for a guest: ${file}`)
    // A macvtap and an ipvtap pass on what is for their own address, so that is the guest's.
    const mac = dev.tapNode === undefined ? {} : { mac: parseMac(dev.mac)! }
    netlink.configure(nicIndex(at), { mtu: dev.mtu, ...mac })
    return file
  }

  private stop(name: string): VmFailure | undefined {
    const guest = this.guests.get(name)
    if (guest === undefined) return noGuest(name)
    const { running, plugs } = guest
    killMachine(running.place)
    this.guests.delete(name)
    this.machines.splice(this.machines.indexOf(running), 1)
    announce(this.machines, this.home, this.requests.door)
    for (const { inside, outside } of plugs) {
      for (const file of [outside, inside]) if (file !== undefined) libc.close(file)
    }
    this.watch.removeMachine(name, running.place)
    running.netlink.close()
    for (const fd of [running.place.net, running.place.mnt, running.place.uts]) libc.close(fd)
    for (const { net } of plugs) {
      this.bringUpToDate(net)
      libc.close(net)
    }
    return undefined
  }

  /** A tap has gained or lost its carrier: asking for links makes the kernel say so, here and to those above it. */
  private bringUpToDate(net: number): void {
    inNetwork(net, this.home, () => {
      const netlink = new Rtnetlink()
      for (const _round of [1, 2]) for (const { index } of netlink.links()) netlink.isRunning(index)
      netlink.close()
    })
  }
}

/** A new namespace gives its NICs the numbers after the loopback's. */
const nicIndex = (at: number): number => LOOPBACK + 1 + at

/** Everything that runs on it: nothing in a lab leaves its UTS namespace. */
function killMachine({ uts }: Place): void {
  const inode = inodeOf(uts)
  for (let round = 0; round < 100; round++) {
    const inhabitants = readdirSync('/proc').filter(
      (pid) => /^\d+$/.test(pid) && inodeOfProcess(pid, 'uts') === inode && pid !== '1',
    )
    if (inhabitants.length === 0) return
    for (const pid of inhabitants) libc.kill(Number(pid), SIGKILL)
  }
}
