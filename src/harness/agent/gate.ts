import { closeSync, openSync, readSync } from 'node:fs'
import { addressOf, check, libc, memory } from './libc.ts'

/**
 * A gate (seccomp user notification) before three system calls of everything that we start. The caller waits
 * until we have looked; then the kernel carries the call out as if nothing had been.
 *
 * - mount(2): `ip netns add` binds a fresh namespace to its name. It gets its settings and its packet socket now,
 *   before anybody can know the name, so no frame in it is missed.
 * - umount2(2): `ip netns del`. Our socket would keep the namespace alive, so we let go of it first.
 * - sendmsg(2): rtnetlink requests. What was seen so far is written down before a name can change.
 */
export interface GateCall {
  readonly call: 'mount' | 'umount2' | 'sendmsg'
  readonly pid: number
  /** mount: where to; umount2: what. */
  readonly path: string
}

type CallName = GateCall['call']

/** System call numbers and the audit name of each architecture that Node runs on. */
const ARCHITECTURES: Readonly<
  Record<string, { audit: number; calls: Record<CallName, number>; seccomp: number }>
> = {
  x64: { audit: 0xc000_003e, calls: { mount: 165, umount2: 166, sendmsg: 46 }, seccomp: 317 },
  arm64: { audit: 0xc000_00b7, calls: { mount: 40, umount2: 39, sendmsg: 211 }, seccomp: 277 },
}

const SECCOMP_SET_MODE_FILTER = 1
const SECCOMP_FILTER_FLAG_NEW_LISTENER = 8
const SECCOMP_RET_ALLOW = 0x7fff_0000
const SECCOMP_RET_USER_NOTIF = 0x7fc0_0000
const SECCOMP_IOCTL_NOTIF_RECV = 0xc050_2100
const SECCOMP_IOCTL_NOTIF_SEND = 0xc018_2101
const SECCOMP_USER_NOTIF_FLAG_CONTINUE = 1
const [LOAD_WORD, JUMP_IF_EQUAL, RETURN] = [0x20, 0x15, 0x06]
const [NUMBER_OFFSET, ARCHITECTURE_OFFSET] = [0, 4]

export class Gate {
  readonly fd: number
  private readonly names: ReadonlyMap<number, CallName>
  private readonly request = memory(80)
  private readonly reply = memory(24)

  /** From now on, whatever this thread starts passes the gate; and so does this thread: it must not call those. */
  constructor() {
    const machine = ARCHITECTURES[process.arch]
    if (!machine) throw new Error(`processor ${process.arch} is not known to the kernel harness`)
    this.names = new Map(Object.entries(machine.calls).map(([name, number]) => [number, name as CallName]))
    const program = assemble(machine.audit, [...this.names.keys()])
    const filter = memory(16)
    filter.writeUInt16LE(program.length / 8, 0)
    filter.writeBigUInt64LE(addressOf(program), 8)
    this.fd = check(
      libc.seccomp(machine.seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, filter),
      'seccomp user notification',
    )
  }

  /** Hears one waiting call and lets it pass when `look` has returned. */
  admit(look: (call: GateCall) => void): void {
    this.request.fill(0)
    if (libc.ioctl(this.fd, SECCOMP_IOCTL_NOTIF_RECV, this.request) < 0) return // the caller was killed meanwhile
    const pid = this.request.readUInt32LE(8)
    const call = this.names.get(this.request.readInt32LE(16))
    if (call) look({ call, pid, path: this.path(pid, call) })
    this.reply.fill(0)
    this.request.copy(this.reply, 0, 0, 8)
    this.reply.writeUInt32LE(SECCOMP_USER_NOTIF_FLAG_CONTINUE, 20)
    libc.ioctl(this.fd, SECCOMP_IOCTL_NOTIF_SEND, this.reply) // fails only if the caller was killed
  }

  private path(pid: number, call: CallName): string {
    if (call === 'sendmsg') return ''
    const argument = call === 'mount' ? 1 : 0
    return readString(pid, Number(this.request.readBigUInt64LE(32 + argument * 8)))
  }
}

/** A classic BPF program: the listed calls of this architecture notify, everything else is allowed. */
function assemble(audit: number, numbers: readonly number[]): Buffer {
  const steps = [
    [LOAD_WORD, 0, 0, ARCHITECTURE_OFFSET],
    [JUMP_IF_EQUAL, 0, numbers.length + 1, audit],
    [LOAD_WORD, 0, 0, NUMBER_OFFSET],
    ...numbers.map((number, i) => [JUMP_IF_EQUAL, numbers.length - i, 0, number]),
    [RETURN, 0, 0, SECCOMP_RET_ALLOW],
    [RETURN, 0, 0, SECCOMP_RET_USER_NOTIF],
  ]
  const program = memory(steps.length * 8)
  for (const [i, [code, yes, no, value]] of steps.entries()) {
    program.writeUInt16LE(code!, i * 8)
    program[i * 8 + 2] = yes!
    program[i * 8 + 3] = no!
    program.writeUInt32LE(value!, i * 8 + 4)
  }
  return program
}

/** Reads a string of another process; '' if it is gone or the address is bad (the call will fail by itself). */
function readString(pid: number, address: number): string {
  const bytes = Buffer.alloc(4096)
  try {
    const fd = openSync(`/proc/${pid}/mem`, 'r')
    try {
      const length = readSync(fd, bytes, 0, Math.min(bytes.length, 4096 - (address % 4096) || 4096), address)
      const end = bytes.indexOf(0)
      return bytes.toString('utf8', 0, end < 0 ? length : Math.min(end, length))
    } finally {
      closeSync(fd)
    }
  } catch {
    return ''
  }
}
