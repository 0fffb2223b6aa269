import { openSync, writeFileSync } from 'node:fs'
import { type LinuxMachine, nicsOf } from '../../topology/topology.ts'
import { type AgentMessage, type AgentRequest, CONTROL_FD, type Limits } from '../protocol.ts'
import { Children, openProcess } from './children.ts'
import { Gate } from './gate.ts'
import { Guests } from './guests.ts'
import { launch, makePipe } from './launch.ts'
import { check, libc, memory } from './libc.ts'
import { protectDisk, writeScript } from './machine-files.ts'
import { announce, makeMachines, plugIn, type RunningMachine } from './machines.ts'
import { currentPlace, enter, inNetwork, type Place } from './namespaces.ts'
import { hasTentativeAddress } from './network-settings.ts'
import { Outputs } from './outputs.ts'
import { Requests } from './requests.ts'
import { Watch } from './watch.ts'

const [POLLIN, POLLERR_HUP] = [1, 0x18]
const CLOCK_REALTIME = 0
const NICE = -15
const FRAMES_A_MESSAGE = 1000
/** Orphans and limits are looked at this often even if nothing happens. */
const IDLE_MS = 100
/** A broadcast that macvlan has queued (macvlan_process_broadcast) is on its way at most a few milliseconds. */
const QUIET_MS = 8
const LONGEST_SETTLING_MS = 100
/** For guests a command waits less: what macvlan has queued for them takes 0.05 ms as a rule. */
const GUEST_QUIET_MS = 2
const MOST_ROUNDS = 100
/** Should an address never be settled, the script begins all the same. */
const LONGEST_TRIAL_MS = 5000

type Send = (message: AgentMessage) => void

/** A limit was reached: not a fault of ours. */
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
  /** Where this process is whenever it does nothing elsewhere. */
  private readonly home: Place
  private readonly watch: Watch
  private readonly machines: RunningMachine[]
  private readonly guests: Guests
  private readonly gate: Gate
  private readonly children = new Children()
  private readonly outputs = new Outputs()
  private readonly deadline: number
  private outputLength = 0

  constructor(request: AgentRequest, send: Send) {
    this.request = request
    this.send = send
    this.deadline = performance.now() + request.limits.seconds * 1000
    protectDisk()
    const birthplace = currentPlace()
    this.machines = makeMachines(request.topology, birthplace)
    // `ip link set DEV netns 1` brings a device home: process 1 must be where the script is.
    this.home = { ...birthplace, net: this.scriptPlace().net }
    enter(this.home)
    // A switch carries IPv6 as it carries everything, and speaks none itself.
    const switches = request.topology.machines.filter(({ kind }) => kind === 'bridge')
    const speaksIpv6 = (machine: string) => request.ipv6 && !switches.some(({ name }) => name === machine)
    this.watch = new Watch(this.home, speaksIpv6)
    const requests = new Requests()
    announce(this.machines, this.home, requests.door)
    this.guests = new Guests(this.machines, this.home, this.watch, requests)
    for (const { machine, place } of this.machines) this.watch.addMachine(machine.name, place)
    plugIn(request.topology, this.machines, this.home)
    this.gate = new Gate() // last: from here on, this thread must not mount
  }

  run(): void {
    for (const running of this.machines) {
      if (running.machine.kind === 'linux') this.boot(running, running.machine)
    }
    if (this.request.ipv6) this.waitForAddresses()
    const status = this.runScript()
    this.children.killAll() // whatever the script left behind
    this.settle()
    const frames = this.watch.finish()
    if (this.watch.lost > 0) throw new Error(`${this.watch.lost} frames were lost: the trace is not complete`)
    for (let at = 0; at < frames.length; at += FRAMES_A_MESSAGE) {
      this.send({ kind: 'frames', frames: frames.slice(at, at + FRAMES_A_MESSAGE) })
    }
    this.send({ kind: 'ended', status })
  }

  private boot(running: RunningMachine, machine: LinuxMachine): void {
    for (const { dev, ipv4 } of nicsOf(this.request.topology, machine)) {
      if (ipv4 !== undefined) this.bootCommand(running, ['ip', 'addr', 'add', ipv4, 'dev', dev])
    }
    for (const { words } of machine.exec) this.bootCommand(running, words)
  }

  /** A booted machine has tried its addresses (DAD), each within two seconds. */
  private waitForAddresses(): void {
    const end = performance.now() + LONGEST_TRIAL_MS
    const isTrying = ({ machine, place }: RunningMachine) =>
      machine.kind === 'linux' && inNetwork(place.net, this.home, hasTentativeAddress)
    while (performance.now() < end && this.machines.some(isTrying)) this.step(IDLE_MS)
  }

  private bootCommand({ machine, place }: RunningMachine, words: readonly string[]): void {
    const pipe = makePipe()
    const stdin = openSync('/dev/null', 'r')
    let said = ''
    this.outputs.add(pipe.read, (bytes) => {
      said += bytes.toString('utf8')
    })
    const pid = launch(words, place, this.home, { stdin, stdout: pipe.write, stderr: pipe.write })
    libc.close(stdin)
    libc.close(pipe.write)
    const status = pid === undefined ? 127 : this.waitFor(pid)
    this.outputs.finish(pipe.read)
    if (status === 0) return
    const reason = pid === undefined ? 'command not found' : said.trim()
    throw new Error(
      `node "${machine.name}": exec "${words.join(' ')}" ended with status ${status}: ${reason}`,
    )
  }

  private runScript(): number {
    const { script } = this.request
    const place = this.scriptPlace()
    enter(place)
    writeScript(script.name, script.text)
    const stdin = this.openStdin()
    enter(this.home)
    const [stdout, stderr] = [makePipe(), makePipe()]
    this.outputs.add(stdout.read, (bytes) => this.report('stdout', bytes))
    this.outputs.add(stderr.read, (bytes) => this.report('stderr', bytes))
    this.watch.start = now()
    const streams = { stdin, stdout: stdout.write, stderr: stderr.write }
    const pid = launch(['bash', script.name], place, this.home, streams)
    if (pid === undefined) throw new Error('there is no bash')
    // Ahead of what we watch (children keep the priority they were started with); refused to ordinary users.
    libc.setpriority(0, 0, NICE)
    for (const fd of [stdout.write, stderr.write]) libc.close(fd)
    const status = this.waitFor(pid)
    for (const fd of [stdout.read, stderr.read]) this.outputs.finish(fd)
    return status
  }

  private scriptPlace(): Place {
    return this.machines.find((one) => one.machine.name === this.request.topology.scriptMachine)!.place
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

  /** Watches and answers until a process has ended. */
  private waitFor(pid: number): number {
    const process = openProcess(pid)
    try {
      for (;;) {
        const status = this.children.statusOf(pid)
        if (status !== undefined) return status
        this.step(IDLE_MS, process)
      }
    } finally {
      libc.close(process)
    }
  }

  /** Until nothing has happened for a while. */
  private settle(): void {
    const end = performance.now() + LONGEST_SETTLING_MS
    while (performance.now() < end && this.step(QUIET_MS));
  }

  /** Waits for something to happen and deals with it; false if nothing did. */
  private step(milliseconds: number, ...more: readonly number[]): boolean {
    const { outputs, watch, gate, guests } = this
    const others = [...outputs.descriptors, ...watch.descriptors, ...guests.descriptors, ...more]
    const fds = [CONTROL_FD, gate.fd, ...others]
    const ready = poll(fds, milliseconds)
    if (ready.includes(CONTROL_FD)) process.exit(1) // nobody waits for us any more
    if (ready.length > 0) watch.drain()
    for (const fd of outputs.descriptors) if (ready.includes(fd)) outputs.read(fd)
    if (ready.length > 0) guests.serve(ready)
    if (ready.includes(gate.fd)) {
      this.settleGuests()
      gate.admit((call) => watch.look(call))
    }
    this.checkLimits()
    return ready.length > 0
  }

  /** A command asks the kernel something: what it asks about shall not be still on its way through a guest. */
  private settleGuests(): void {
    const { guests } = this
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const ready = poll(guests.taps, GUEST_QUIET_MS)
      if (ready.length === 0) return
      guests.serve(ready)
    }
  }

  private checkLimits(): void {
    const { seconds, frames } = this.request.limits
    if (this.watch.count > frames) throw new Stopped('frames', `the lab made more than ${frames} frames`)
    if (performance.now() > this.deadline) {
      throw new Stopped('seconds', `the script ran for more than ${seconds} seconds`)
    }
  }
}

function poll(fds: readonly number[], milliseconds: number): readonly number[] {
  if (fds.length === 0) return []
  const polled = memory(fds.length * 8)
  for (const [i, fd] of fds.entries()) {
    polled.writeInt32LE(fd, i * 8)
    polled.writeUInt16LE(POLLIN, i * 8 + 4)
  }
  if (libc.poll(polled, fds.length, milliseconds) <= 0) return []
  return fds.filter((_, i) => polled.readUInt16LE(i * 8 + 6) & (POLLIN | POLLERR_HUP))
}

/** Kernel time, nanoseconds since 1970. */
function now(): bigint {
  const time = memory(16)
  check(libc.clockGettime(CLOCK_REALTIME, time), 'clock_gettime')
  return time.readBigInt64LE(0) * 1_000_000_000n + time.readBigInt64LE(8)
}
