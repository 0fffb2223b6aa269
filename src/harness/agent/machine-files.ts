import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { COMMANDS_DIRECTORY, HOME } from '../../topology/environment.ts'
import { mount } from './detached-mount.ts'
import { libc, memory } from './libc.ts'

const [NOSUID, NODEV, NOEXEC] = [2, 4, 8]
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
  mount('proc', '/proc', NOSUID | NODEV | NOEXEC)
}

/** What is private to a machine: its own /sys (which shows its own devices), and fresh /run, /tmp and home. */
export function mountPrivateFiles(): void {
  mount('sysfs', '/sys', NOSUID | NODEV | NOEXEC)
  mount('tmpfs', '/run', 0, '755')
  mount('tmpfs', '/tmp', 0, '1777')
  mount('tmpfs', HOME, 0, '700')
  mkdirSync(COMMANDS_DIRECTORY)
}

/** The command that addresses another machine. It enters it by the descriptors that the agent, process 1, holds. */
export function writeOnCommand(cases: readonly string[]): void {
  writeCommand(
    'on',
    `#!/bin/sh
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
`,
  )
}

/**
 * The command that starts and stops virtual machines: it asks us, by a pipe that we hold, and reads its status and
 * what to say from a pipe of its own. What is written stays in one piece as long as it is short (PIPE_BUF).
 */
export function writeVmCommand(requests: number): void {
  writeCommand(
    'vm',
    `#!/bin/sh
answer=${COMMANDS_DIRECTORY}/vm-$$
mkfifo "$answer" && exec 3<>"$answer" || exit
rm "$answer"
printf '%s\\0' "$$" "$#" "$@" >/proc/1/fd/${requests}
read -r status length <&3
[ "$status" = 0 ] || exec >&2
head -c "$length" <&3
exit "$status"
`,
  )
}

/** Replaced at a stroke: a shell may be in the middle of reading the old one. */
function writeCommand(name: string, text: string): void {
  const path = join(COMMANDS_DIRECTORY, name)
  writeFileSync(`${path}.new`, text)
  chmodSync(`${path}.new`, 0o755)
  renameSync(`${path}.new`, path)
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
