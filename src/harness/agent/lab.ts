import { openSync, writeFileSync } from 'node:fs'
import type { LinuxMachine } from '../../topology/topology.ts'
import { nicsOf } from '../../topology/topology.ts'
import { type AgentMessage, type AgentRequest, CONTROL_FD, type Limits } from '../protocol.ts'
import { Gate } from './gate.ts'
import { launch, makePipe } from './launch.ts'
import { check, libc, memory } from './libc.ts'
import { protectDisk, writeScript } from './machine-files.ts'
import { makeMachines, plugIn, type RunningMachine } from './machines.ts'
import { currentPlace, enter } from './namespaces.ts'
import { Watch } from './watch.ts'

const [POLLIN, POLLERR_HUP] = [1, 0x18]
/** The same number on every architecture. */
const SYS_PIDFD_OPEN = 434
const WNOHANG = 1
const SIGKILL = 9
/** Orphans may wait so long to be collected. */
const REAP_MS = 100
const CLOCK_REALTIME = 0
const NICE = -15
/** A broadcast that macvlan has queued (macvlan_process_broadcast) is on its way at most a few milliseconds. */
const QUIET_MS = 8
const LONGEST_SETTLING_MS = 100

export type Send = (message: AgentMessage) => void

/** A limit was reached, or the run was abandoned: not a fault of ours. */
class Stopped extends Error {
  readonly limit: keyof Limits
  constructor(limit: keyof Limits, message: string) {
    super(message)
    this.limit = limit
  }
}

/** One lab from boot to end, in the namespaces that this process, process 1, is in. */
export function runLab(request: AgentRequest, send: Send): void {
  try {
    new Lab(request, send).run()
  } catch (error) {
    if (error instanceof Stopped) send({ kind: 'stopped', limit: error.limit, message: error.message })
    else send({ kind: 'failed', message: (error as Error).message })
  }
}

class Lab {
  private readonly request: AgentRequest
  private readonly send: Send
  private readonly home = currentPlace()
  private readonly watch = new Watch(this.home)
  private readonly machines: readonly RunningMachine[]
  private readonly gate: Gate
  private readonly statuses = new Map<number, number>()
  private readonly outputs = new Map<number, (bytes: Buffer) => void>()
  private readonly deadline: number
  private outputLength = 0
  /** Becomes readable when the process that we wait for ends. */
  private awaited: number | undefined

  constructor(request: AgentRequest, send: Send) {
    this.request = request
    this.send = send
    this.deadline = performance.now() + request.limits.seconds * 1000
    protectDisk()
    this.machines = makeMachines(request.topology, this.home)
    for (const { machine, place } of this.machines) this.watch.addMachine(machine.name, place)
    plugIn(request.topology, this.machines, this.home)
    this.gate = new Gate() // last: from here on, this thread must not mount
  }

  run(): void {
    for (const running of this.machines)
      if (running.machine.kind === 'linux') this.boot(running, running.machine)
    const status = this.runScript()
    libc.kill(-1, SIGKILL) // whatever the script left behind
    this.settle()
    const frames = this.watch.finish()
    if (this.watch.lost > 0) throw new Error(`${this.watch.lost} frames were lost: the trace is not complete`)
    for (let at = 0; at < frames.length; at += 1000) {
      this.send({ kind: 'frames', frames: frames.slice(at, at + 1000) })
    }
    this.send({ kind: 'ended', status })
  }

  private boot(running: RunningMachine, machine: LinuxMachine): void {
    const addresses = nicsOf(this.request.topology, machine).flatMap(({ dev, ipv4 }) =>
      ipv4 === undefined ? [] : [['ip', 'addr', 'add', ipv4, 'dev', dev]],
    )
    for (const words of [...addresses, ...machine.exec.map((command) => command.words)])
      this.bootCommand(running, words)
  }

  private bootCommand(running: RunningMachine, words: readonly string[]): void {
    const pipe = makePipe()
    let said = ''
    this.outputs.set(pipe.read, (bytes) => {
      said += bytes.toString('utf8')
    })
    const stdin = openSync('/dev/null', 'r')
    const pid = launch(words, running.place, this.home, { stdin, stdout: pipe.write, stderr: pipe.write })
    libc.close(stdin)
    libc.close(pipe.write)
    const status = pid === undefined ? 127 : this.serve(pid)
    this.readOutput(pipe.read)
    if (status === 0) return
    const words_ = words.join(' ')
    throw new Error(
      `node "${running.machine.name}": exec "${words_}" ended with status ${status}: ${said.trim()}`,
    )
  }

  private runScript(): number {
    const { topology, script } = this.request
    const { place } = this.machines.find((one) => one.machine.name === topology.scriptMachine)!
    enter(place)
    writeScript(script.name, script.text)
    const stdin = this.openStdin()
    enter(this.home)
    const [stdout, stderr] = [makePipe(), makePipe()]
    this.outputs.set(stdout.read, (bytes) => this.report('stdout', bytes))
    this.outputs.set(stderr.read, (bytes) => this.report('stderr', bytes))
    this.watch.start = now()
    const streams = { stdin, stdout: stdout.write, stderr: stderr.write }
    const pid = launch(['bash', script.name], place, this.home, streams)
    if (pid === undefined) throw new Error('there is no bash')
    // Ahead of what we watch (children keep the priority they were started with); refused to ordinary users.
    libc.setpriority(0, 0, NICE)
    libc.close(stdout.write)
    libc.close(stderr.write)
    const status = this.serve(pid)
    for (const fd of [stdout.read, stderr.read]) this.readOutput(fd)
    return status
  }

  private openStdin(): number {
    if (this.request.stdin === undefined) return openSync('/dev/null', 'r')
    writeFileSync('/run/.stdin', Buffer.from(this.request.stdin, 'latin1'))
    return openSync('/run/.stdin', 'r')
  }

  private report(stream: 'stdout' | 'stderr', bytes: Buffer): void {
    this.send({ kind: 'output', stream, base64: bytes.toString('base64') })
    this.outputLength += bytes.length
    const limit = this.request.limits.output
    if (this.outputLength > limit) throw new Stopped('output', `the script wrote more than ${limit} bytes`)
  }

  /** Watches and answers until a process has ended; its exit status, as bash counts it. */
  private serve(pid: number): number {
    this.awaited = check(libc.syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0), 'pidfd_open')
    try {
      for (;;) {
        this.reap()
        const status = this.statuses.get(pid)
        if (status !== undefined) return status
        this.step(REAP_MS)
      }
    } finally {
      libc.close(this.awaited)
      this.awaited = undefined
    }
  }

  /** Until nothing has happened for a while. */
  private settle(): void {
    const end = performance.now() + LONGEST_SETTLING_MS
    while (performance.now() < end && this.step(QUIET_MS));
  }

  /** Waits for something to happen and deals with it; false if nothing did. */
  private step(milliseconds: number): boolean {
    const fds = this.descriptors()
    const polled = memory(fds.length * 8)
    for (const [i, fd] of fds.entries()) {
      polled.writeInt32LE(fd, i * 8)
      polled.writeUInt16LE(POLLIN, i * 8 + 4)
    }
    if (libc.poll(polled, fds.length, milliseconds) <= 0) return this.checkLimits()
    const ready = fds.filter((_, i) => polled.readUInt16LE(i * 8 + 6) & (POLLIN | POLLERR_HUP))
    if (ready.includes(CONTROL_FD)) process.exit(1) // nobody waits for us any more
    this.watch.drain()
    for (const fd of ready) if (this.outputs.has(fd)) this.readOutput(fd, 1)
    if (ready.includes(this.gate.fd)) this.gate.admit((call) => this.watch.look(call))
    this.checkLimits()
    return true
  }

  private descriptors(): readonly number[] {
    const fds = [CONTROL_FD, this.gate.fd, ...this.outputs.keys(), ...this.watch.descriptors]
    return this.awaited === undefined ? fds : [this.awaited, ...fds]
  }

  private checkLimits(): false {
    const { seconds, frames } = this.request.limits
    if (performance.now() > this.deadline)
      throw new Stopped('seconds', `the script ran for more than ${seconds} seconds`)
    if (this.watch.count > frames) throw new Stopped('frames', `the lab made more than ${frames} frames`)
    return false
  }

  /** Reads what a pipe holds; at its end, forgets it. */
  private readOutput(fd: number, times = 16): void {
    const take = this.outputs.get(fd)
    const bytes = memory(65536)
    const polled = memory(8)
    for (let i = 0; i < times && take; i++) {
      polled.writeInt32LE(fd, 0)
      polled.writeUInt32LE(POLLIN, 4)
      if (libc.poll(polled, 1, 0) <= 0) return
      const length = libc.read(fd, bytes, bytes.length)
      if (length <= 0) {
        this.outputs.delete(fd)
        libc.close(fd)
        return
      }
      take(bytes.subarray(0, Number(length)))
    }
  }

  /** Collects every process that has ended: ours, and those that were left to process 1. */
  private reap(): void {
    const word = memory(4)
    for (;;) {
      const pid = libc.waitpid(-1, word, WNOHANG)
      if (pid <= 0) return
      const value = word.readInt32LE(0)
      this.statuses.set(pid, value & 0x7f ? 128 + (value & 0x7f) : (value >> 8) & 0xff)
    }
  }
}

/** Kernel time, nanoseconds since 1970. */
function now(): bigint {
  const time = memory(16)
  check(libc.clockGettime(CLOCK_REALTIME, time), 'clock_gettime')
  return time.readBigInt64LE(0) * 1_000_000_000n + time.readBigInt64LE(8)
}
