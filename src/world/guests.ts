import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import { tapPortOf } from '../device/tap-device.ts'
import type { Mac } from '../frame/mac.ts'
import { changeLink } from './links.ts'
import { deleteNetns, releaseNetns } from './namespaces.ts'
import { addMachine } from './new-world.ts'
import { settle } from './settle.ts'
import { closeTap, openTap } from './tap-open.ts'
import { newFile } from './tap-ports.ts'
import { createTun } from './tuns.ts'
import type { Machine, Netns, Plug, World } from './world.ts'

/**
 * Starts a virtual machine: a machine of the world whose NICs eth0, eth1, … are the other ends of these macvtaps and
 * taps, up as every machine's. To itself a NIC is a tap too: that is what carries its frames in and out.
 */
export function startGuest(world: World, name: string, devices: readonly Device[]): Reply {
  const plugs: Plug[] = []
  const { root } = addMachine(world, name, plugs)
  for (const dev of devices) {
    const outside = openTap(world, dev)
    if ('errno' in outside) {
      stopGuest(world, name)
      return outside
    }
    plugs.push(plugIn(world, root, dev, outside))
  }
  for (const dev of [...root.devices.values()]) must(changeLink(world, dev, { up: true }))
  settle(world)
  return undefined
}

function plugIn(world: World, root: Netns, dev: Device, outside: Plug['outside']): Plug {
  const nic = createTun(world, root, { mode: 'tap', name: `eth%d`, ...macFor(dev) })
  if ('errno' in nic) throw new Error(`a new machine refuses a NIC: ${nic.errno}`)
  const inside = newFile(nic)
  nic.driver.file = inside
  nic.mtu = dev.mtu
  inside.mate = outside
  outside.mate = inside
  return { inside, outside }
}

/** A macvtap and an ipvtap pass on what is for their own address, so that is the guest's; behind a tap any will do. */
function macFor(dev: Device): { readonly mac?: Mac } {
  return tapPortOf(dev) === undefined ? {} : { mac: dev.mac }
}

/** The machine is switched off: its NICs and namespaces go, and the devices that it was plugged into are free again. */
export function stopGuest(world: World, name: string): Reply {
  const machine = world.machines.get(name)
  if (machine?.guest === undefined) return refuse('ENOENT')
  for (const { inside, outside } of machine.guest) {
    closeTap(world, outside)
    closeTap(world, inside)
  }
  removeMachine(world, machine)
  settle(world)
  return undefined
}

function removeMachine(world: World, machine: Machine): void {
  for (const name of [...machine.named.keys()]) deleteNetns(world, machine, name)
  releaseNetns(world, machine.root)
  world.machines.delete(machine.name)
}

function must(reply: Refusal | undefined): void {
  if (reply !== undefined) throw new Error(`a new machine does not start: ${reply.errno}`)
}
