import type { CableEnd, Machine, Topology } from '../../topology/topology.ts'
import { nicsOf } from '../../topology/topology.ts'
import { check, libc } from './libc.ts'
import { mountPrivateFiles, writeOnCommand, writeVmCommand } from './machine-files.ts'
import { enter, enterNewPlace, inNetwork, type Place } from './namespaces.ts'
import { disableChecksumOffload, type LinkOptions, Rtnetlink } from './rtnetlink.ts'

/** A machine of the lab: where it is, and a netlink socket in its root network namespace. */
export interface RunningMachine {
  readonly machine: Machine
  readonly place: Place
  readonly netlink: Rtnetlink
}

const LOOPBACK = 1
const BRIDGE = 2

export function makeMachines(topology: Topology, home: Place): RunningMachine[] {
  return topology.machines.map((machine) => makeMachine(machine, home))
}

/** The namespaces of a machine, with its own files and nothing else. */
export function makeMachine(machine: Machine, home: Place): RunningMachine {
  const place = enterNewPlace()
  check(libc.sethostname(machine.name, machine.name.length), 'sethostname')
  mountPrivateFiles()
  const netlink = new Rtnetlink()
  enter(home)
  return { machine, place, netlink }
}

/** Gives every machine the commands `on`, which knows these machines, and `vm`, which asks by `requests`. */
export function announce(machines: readonly RunningMachine[], home: Place, requests: number): void {
  const cases = machines.map(({ machine, place }) => {
    const { net, uts, mnt } = place
    return `${machine.name}) place='--net=/proc/1/fd/${net} --uts=/proc/1/fd/${uts} --mount=/proc/1/fd/${mnt}' ;;`
  })
  for (const { place } of machines) {
    enter(place)
    writeOnCommand(cases)
    writeVmCommand(requests)
    enter(home)
  }
}

/** Bridges, cables, ports; everything up, and nothing left to settle when it returns. */
export function plugIn(topology: Topology, machines: readonly RunningMachine[], home: Place): void {
  for (const { machine, netlink } of machines) {
    netlink.setUp(LOOPBACK)
    if (machine.kind === 'bridge') netlink.addBridge(machine.name, BRIDGE)
  }
  for (const cable of topology.cables) {
    const [near, far] = cable.ends.map((end) => findEnd(topology, machines, end))
    near!.at.netlink.addVeth(near!.link, far!.link, far!.at.place.net)
  }
  for (const running of machines) inNetwork(running.place.net, home, () => bringUp(topology, running))
  for (const running of machines) waitUntilRunning(topology, running)
}

function findEnd(topology: Topology, machines: readonly RunningMachine[], end: CableEnd) {
  const at = machines.find((one) => one.machine.name === end.machine)!
  const nic = nicsOf(topology, at.machine).find((one) => one.dev === end.dev)!
  const link: LinkOptions = { name: nic.dev, index: nic.ifindex, mac: nic.mac, mtu: nic.mtu }
  return { at, link }
}

function bringUp(topology: Topology, { machine, netlink }: RunningMachine): void {
  for (const nic of nicsOf(topology, machine)) {
    disableChecksumOffload(netlink, nic.dev)
    if (machine.kind === 'bridge') netlink.setMaster(nic.ifindex, BRIDGE)
    netlink.setUp(nic.ifindex)
    if (machine.kind === 'bridge' && machine.hairpin.includes(nic.dev)) netlink.setHairpin(nic.ifindex)
  }
  if (machine.kind === 'bridge') netlink.setUp(BRIDGE)
}

const PATIENCE_MS = 2000

function waitUntilRunning(topology: Topology, { machine, netlink }: RunningMachine): void {
  const end = performance.now() + PATIENCE_MS
  const nics = nicsOf(topology, machine)
  // A bridge runs as soon as one of its ports does.
  const bridge = machine.kind === 'bridge' && nics.length > 0 ? [{ dev: machine.name, ifindex: BRIDGE }] : []
  for (const { dev, ifindex } of [...nics, ...bridge]) {
    while (!netlink.isRunning(ifindex)) {
      if (performance.now() > end) throw new Error(`${dev} of ${machine.name} does not come up`)
    }
  }
}
