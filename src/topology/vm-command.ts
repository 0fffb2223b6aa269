import { machineNameFault } from './names.ts'

/**
 * `vm`, which starts and stops virtual machines. What it understands and says is the same in the simulator and in the
 * kernel run, so it stands here.
 */
export type VmCommand =
  | { readonly do: 'start'; readonly guest: string; readonly nics: readonly string[] }
  | { readonly do: 'stop'; readonly guest: string }

/** How a command that fails ends. */
export interface VmFailure {
  readonly status: number
  readonly message: string
}

const USAGE = `usage: vm start GUEST --nic DEV [--nic DEV]...
       vm stop GUEST

A guest is a virtual machine: a machine of the lab whose NICs eth0, eth1, ... are plugged into these macvtap and tap
devices. It starts with the NICs up and without addresses; "on GUEST COMMAND" runs a command on it.
`

/** The words after `vm`. */
export function readVmCommand(words: readonly string[]): VmCommand | VmFailure {
  const [what, guest, ...rest] = words
  if (what === '--help' || what === 'help') return { status: 0, message: USAGE }
  if (what === 'start' && guest !== undefined) {
    const nics = readNics(rest)
    if (nics !== undefined) return checkName(guest) ?? { do: 'start', guest, nics }
  }
  if (what === 'stop' && guest !== undefined && rest.length === 0) return { do: 'stop', guest }
  return { status: 2, message: USAGE }
}

function readNics(words: readonly string[]): string[] | undefined {
  const names: string[] = []
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at + 1]
    if (words[at] !== '--nic' || name === undefined) return undefined
    names.push(name)
  }
  return names.length > 0 ? names : undefined
}

function checkName(guest: string): VmFailure | undefined {
  const fault = machineNameFault(guest)
  return fault === undefined ? undefined : failure(fault.replace('node name', 'guest name'))
}

function failure(message: string): VmFailure {
  return { status: 1, message: `vm: ${message}\n` }
}

export const guestExists = (guest: string) => failure(`there is a machine "${guest}" already`)
export const noGuest = (guest: string) => failure(`no guest "${guest}"`)
export const noNic = (dev: string) => failure(`cannot find device "${dev}"`)
export const notATap = (dev: string) => failure(`"${dev}" is neither a macvtap nor a tap`)
export const nicInUse = (dev: string) => failure(`"${dev}" is in use`)
/** The kernel run alone: to open the file of a macvtap takes a right that only the machine's real root has. */
export const cannotOpen = (dev: string, errno: string) =>
  failure(`cannot open the file of "${dev}": ${errno}`)
