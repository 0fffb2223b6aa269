import { type Device, isKind } from '../device/device.ts'
import { isPointToPoint, tapPortOf } from '../device/tap-device.ts'
import {
  guestExists,
  nicInUse,
  noGuest,
  noNic,
  notATap,
  readVmCommand,
  type VmCommand,
  type VmFailure,
} from '../topology/vm-command.ts'
import { startGuest, stopGuest } from '../world/guests.ts'
import { fileOf } from '../world/tap-ports.ts'
import type { World } from '../world/world.ts'
import { netnsAt } from './proc/places.ts'
import type { Process, Program } from './process.ts'
import { encode } from './system/bytes.ts'
import { writeAll } from './system/streams.ts'

/**
 * `vm start GUEST --nic DEV`, `vm stop GUEST`: a virtual machine behind a macvtap, an ipvtap or a tap. The kernel run has a
 * command of that name too, and for `on GUEST` a guest is a machine like any other.
 */
export function vmProgram(world: World): Program {
  return function* vm(process) {
    const command = readVmCommand(process.argv.slice(1))
    const failure = 'message' in command ? command : carryOut(world, process, command)
    if (failure === undefined) return 0
    const { status, message } = failure
    yield* writeAll(status === 0 ? process.stdout : process.stderr, encode(message))
    return status
  }
}

function carryOut(world: World, process: Process, command: VmCommand): VmFailure | undefined {
  return command.do === 'start' ? start(world, process, command) : stop(world, process, command.guest)
}

function start(
  world: World,
  { place }: Process,
  { guest, nics }: Extract<VmCommand, { do: 'start' }>,
): VmFailure | undefined {
  if (world.machines.has(guest)) return guestExists(guest)
  const { byName } = netnsAt(world, place)
  const devices: Device[] = []
  for (const name of nics) {
    const dev = byName.get(name)
    if (dev === undefined) return noNic(name)
    if (!isTap(dev)) return notATap(name)
    if (fileOf(dev) !== undefined || devices.includes(dev)) return nicInUse(name)
    devices.push(dev)
  }
  const refusal = startGuest(world, guest, devices)
  if (refusal !== undefined) throw new Error(`guest ${guest} does not start: ${refusal.errno}`)
  return undefined
}

function isTap(dev: Device): boolean {
  return tapPortOf(dev) !== undefined || (isKind(dev, 'tun') && !isPointToPoint(dev))
}

/** Whatever runs on a machine ends when it is switched off. */
function stop(world: World, process: Process, guest: string): VmFailure | undefined {
  if (world.machines.get(guest)?.guest === undefined) return noGuest(guest)
  process.system.switchOff(guest)
  stopGuest(world, guest)
  return undefined
}
