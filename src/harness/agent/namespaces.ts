import { fstatSync, readlinkSync } from 'node:fs'
import { check, libc, O_CLOEXEC } from './libc.ts'

const CLONE_NEWNS = 0x0002_0000
const CLONE_NEWUTS = 0x0400_0000
const CLONE_NEWNET = 0x4000_0000

/** The three namespaces that make a machine, held by open descriptors. */
export interface Place {
  readonly net: number
  readonly mnt: number
  readonly uts: number
}

function openNamespace(kind: 'net' | 'mnt' | 'uts', of = 'thread-self'): number {
  return check(libc.open(`/proc/${of}/ns/${kind}`, O_CLOEXEC, 0), `open ${kind} namespace of ${of}`)
}

export function currentPlace(): Place {
  return { net: openNamespace('net'), mnt: openNamespace('mnt'), uts: openNamespace('uts') }
}

/** Makes the namespaces of a machine and stays in them. Every thread but this one stays where it was. */
export function enterNewPlace(): Place {
  check(libc.unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWNET), 'unshare')
  return currentPlace()
}

export function enter(place: Place): void {
  check(libc.setns(place.net, CLONE_NEWNET), 'enter a network namespace')
  check(libc.setns(place.uts, CLONE_NEWUTS), 'enter a UTS namespace')
  check(libc.setns(place.mnt, CLONE_NEWNS), 'enter a mount namespace')
}

/** Does something in another network namespace and comes back. */
export function inNetwork<T>(net: number, home: Place, work: () => T): T {
  check(libc.setns(net, CLONE_NEWNET), 'enter a network namespace')
  try {
    return work()
  } finally {
    check(libc.setns(home.net, CLONE_NEWNET), 'return to the agent’s network namespace')
  }
}

/** Opens a process's network namespace; undefined if the process is gone. */
export function openNetworkOf(pid: number): number | undefined {
  const fd = libc.open(`/proc/${pid}/ns/net`, O_CLOEXEC, 0)
  return fd < 0 ? undefined : fd
}

/** A namespace's identity: its inode. */
export function inodeOf(fd: number): number {
  return fstatSync(fd).ino
}

/** The inode of a process's namespace; undefined if the process is gone. */
export function inodeOfProcess(pid: number | string, kind: 'net' | 'uts'): number | undefined {
  try {
    return Number(/\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/ns/${kind}`))![1])
  } catch {
    return undefined
  }
}
