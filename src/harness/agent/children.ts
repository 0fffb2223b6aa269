import { check, libc, memory } from './libc.ts'

const WNOHANG = 1
const SIGKILL = 9
/** The same number on every architecture. */
const SYS_PIDFD_OPEN = 434

/** The processes of the lab. All are collected here: ours, and those that were left to process 1. */
export class Children {
  private readonly statuses = new Map<number, number>()

  /** Exit status as bash counts it; undefined while it runs. */
  statusOf(pid: number): number | undefined {
    this.collect()
    return this.statuses.get(pid)
  }

  killAll(): void {
    libc.kill(-1, SIGKILL) // every process of this PID namespace but the caller
  }

  private collect(): void {
    const word = memory(4)
    for (;;) {
      const pid = libc.waitpid(-1, word, WNOHANG)
      if (pid <= 0) return
      const value = word.readInt32LE(0)
      const signal = value & 0x7f
      this.statuses.set(pid, signal ? 128 + signal : (value >> 8) & 0xff)
    }
  }
}

/** A descriptor that becomes readable when the process ends. */
export function openProcess(pid: number): number {
  return check(libc.syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0), 'pidfd_open')
}
