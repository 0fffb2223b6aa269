import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { COMMANDS_DIRECTORY, HOME } from '../../topology/environment.ts'
import { check, libc, memory } from './libc.ts'

const [MS_NOSUID, MS_NODEV, MS_NOEXEC] = [2, 4, 8]
const AT_FDCWD = -100
const AT_RECURSIVE = 0x8000
const MOUNT_ATTR_RDONLY = 1n
/** The same number on every architecture. */
const SYS_MOUNT_SETATTR = 442

/** Everything that is mounted becomes read-only: a lab cannot change the disk. Kernels before 5.12 cannot do that. */
export function protectDisk(): void {
  const attributes = memory(32)
  attributes.writeBigUInt64LE(MOUNT_ATTR_RDONLY, 0)
  libc.mountSetattr(SYS_MOUNT_SETATTR, AT_FDCWD, '/', AT_RECURSIVE, attributes, 32)
  mount('proc', '/proc', MS_NOSUID | MS_NODEV | MS_NOEXEC)
}

/** What is private to a machine: its own /sys (which shows its own devices), and fresh /run, /tmp and home. */
export function mountPrivateFiles(): void {
  mount('sysfs', '/sys', MS_NOSUID | MS_NODEV | MS_NOEXEC)
  mount('tmpfs', '/run', 0, 'mode=755')
  mount('tmpfs', '/tmp', 0, 'mode=1777')
  mount('tmpfs', HOME, 0, 'mode=700')
  mkdirSync(COMMANDS_DIRECTORY)
}

function mount(type: string, target: string, flags: number, options: string | null = null): void {
  check(libc.mount(type, target, type, flags, options), `mount ${type} on ${target}`)
}

/** The command that addresses another machine. It enters it by the descriptors that the agent, process 1, holds. */
export function writeOnCommand(cases: readonly string[]): void {
  const path = join(COMMANDS_DIRECTORY, 'on')
  const text = `#!/bin/sh
if [ $# -lt 2 ]; then echo 'usage: on MACHINE COMMAND [ARG]...' >&2; exit 2; fi
machine=$1
shift
case $machine in
${cases.join('\n')}
*) echo "on: no machine \\"$machine\\"" >&2; exit 1 ;;
esac
exec nsenter $place -- /bin/sh -c '
cd ${HOME} || exit
command -v "$1" >/dev/null || { echo "on: $1: command not found" >&2; exit 127; }
exec "$@"' on "$@"
`
  writeFileSync(path, text)
  chmodSync(path, 0o755)
}

/** Puts the script where its name says, seen from the home directory. */
export function writeScript(name: string, text: string): void {
  const path = join(HOME, name.startsWith('/') ? '/' : '', name)
  const target = name.startsWith('/') ? name : path
  try {
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, Buffer.from(text, 'latin1'))
  } catch (error) {
    throw new Error(`cannot put the script at ${target}: ${(error as Error).message}`)
  }
}
