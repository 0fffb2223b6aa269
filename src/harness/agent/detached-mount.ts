import { check, libc } from './libc.ts'

/** The same numbers on every architecture. */
const [SYS_MOVE_MOUNT, SYS_FSOPEN, SYS_FSCONFIG, SYS_FSMOUNT] = [429, 430, 431, 432]
const [FSCONFIG_SET_STRING, FSCONFIG_CMD_CREATE] = [1, 6]
const CLOEXEC = 1
const AT_FDCWD = -100
const MOVE_MOUNT_F_EMPTY_PATH = 4

/**
 * A file system of that type, by a descriptor of its root; nobody else sees it. Made by fsopen(2), not by mount(2),
 * which would wait at our own gate once that stands.
 */
export function mountDetached(type: string, flags = 0, mode?: string): number {
  const what = `mount ${type}`
  const context = check(libc.fsopen(SYS_FSOPEN, type, CLOEXEC), what)
  if (mode !== undefined)
    check(libc.fsconfig(SYS_FSCONFIG, context, FSCONFIG_SET_STRING, 'mode', mode, 0), what)
  check(libc.fsconfig(SYS_FSCONFIG, context, FSCONFIG_CMD_CREATE, null, null, 0), what)
  const root = check(libc.fsmount(SYS_FSMOUNT, context, CLOEXEC, flags), what)
  libc.close(context)
  return root
}

export function mount(type: string, target: string, flags: number, mode?: string): void {
  const root = mountDetached(type, flags, mode)
  const moved = libc.moveMount(SYS_MOVE_MOUNT, root, '', AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH)
  check(moved, `mount ${type} on ${target}`)
  libc.close(root)
}
