import { environment, HOME, scriptName } from '../topology/environment.ts'
import { asksForIpv6 } from '../topology/script-head.ts'
import { nicsOf, type Topology } from '../topology/topology.ts'
import { advance, nextEvent } from '../world/advance.ts'
import { buildWorld } from '../world/build-world.ts'
import type { WorldOptions } from '../world/new-world.ts'
import { settle } from '../world/settle.ts'
import { newTrace } from '../world/tracing.ts'
import type { World } from '../world/world.ts'
import { runScript } from './language/run-script.ts'
import { networkCommands } from './network-commands.ts'
import { kernelTrees } from './proc/kernel-trees.ts'
import { decode } from './system/bytes.ts'
import type { Clock } from './system/clock.ts'
import { LIMIT_STATUS, type Limits } from './system/limits.ts'

export interface LabOptions {
  readonly topology: Topology
  /** `name` as given, `-` for standard input; text in bytes, one character each. */
  readonly script: { readonly name: string; readonly text: string }
  readonly stdin?: string
  readonly world?: WorldOptions
  readonly limits?: Partial<Limits>
  /** Called with output as it comes, in bytes. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', bytes: string) => void
}

export interface LabRun {
  readonly status: number
  /** As the script left it, with the trace if there is one. */
  readonly world: World
  /** Virtual time at which the script began: the machines had booted. */
  readonly start: number
}

/** The topology cannot boot: one of its `exec` commands failed. */
export class BootFailure extends Error {}

/** Boots a topology and runs a script on it, in the simulator. Throws BootFailure. */
export async function runLab(options: LabOptions): Promise<LabRun> {
  const { script, stdin, onOutput, limits, topology } = options
  const world = await bootWorld(topology, { ipv6: asksForIpv6(script.text), ...options.world })
  const start = world.now
  const { status } = await runScript({
    ...surroundings(world),
    source: decode(script.text),
    name: scriptName(script.name),
    started: script.name === '-' ? 's' : '',
    place: { machine: topology.scriptMachine, netns: '' },
    ...(stdin === undefined ? {} : { stdin: decode(stdin) }),
    ...(limits === undefined ? {} : { limits }),
    onStdout: (bytes) => onOutput?.('stdout', bytes),
    onStderr: (bytes) => onOutput?.('stderr', bytes),
  })
  // The network does not stop because a script has: what is under way arrives.
  settle(world)
  return { status: reportStorm(world, status, onOutput), world, start }
}

/** Machines, cables and addresses, up to the moment at which a script begins. Throws BootFailure. */
export async function bootWorld(topology: Topology, options: WorldOptions = {}): Promise<World> {
  const world = buildWorld(topology, options)
  for (const machine of topology.machines) {
    if (machine.kind !== 'linux') continue
    const addresses = nicsOf(topology, machine).flatMap(({ dev, ipv4 }) =>
      ipv4 === undefined ? [] : [['ip', 'addr', 'add', ipv4, 'dev', dev]],
    )
    for (const words of [...addresses, ...machine.exec.map((command) => command.words)])
      await bootCommand(world, machine.name, words)
  }
  settleAddresses(world)
  if (world.trace !== undefined) world.trace = newTrace(world.trace.capacity)
  return world
}

/** A booted machine has tried its IPv6 addresses (DAD). */
function settleAddresses(world: World): void {
  const isTrying = () =>
    [...world.namespaces.values()].some(({ inet6 }) =>
      [...inet6.devices.values()].some(({ addresses }) => addresses.some(({ tentative }) => tentative)),
    )
  for (let next = nextEvent(world); next !== undefined && isTrying(); next = nextEvent(world))
    advance(world, next)
}

async function bootCommand(world: World, machine: string, words: readonly string[]): Promise<void> {
  let said = ''
  const hear = (bytes: string) => {
    said += bytes
  }
  const { status } = await runScript({
    ...surroundings(world),
    source: words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' '),
    name: 'boot',
    place: { machine, netns: '' },
    onStdout: hear,
    onStderr: hear,
  })
  if (status === 0) return
  throw new BootFailure(
    `node "${machine}": exec "${words.join(' ')}" ended with status ${status}: ${said.trim()}`,
  )
}

function surroundings(world: World) {
  const { HOME: home, ...rest } = environment
  return {
    clock: clockOf(world),
    commands: networkCommands(world),
    kernel: { release: world.settings.kernelRelease, version: '#1 SMP PREEMPT_DYNAMIC' },
    trees: kernelTrees(world),
    cwd: HOME,
    env: { ...rest, HOME: home ?? HOME },
  }
}

/** The world's time, as the scheduler moves it. */
export function clockOf(world: World): Clock {
  return {
    now: () => world.now,
    next: () => nextEvent(world),
    advance: (until) => advance(world, until),
  }
}

/** A storm is told of, and fails the run, however the script ended. */
function reportStorm(world: World, status: number, onOutput: LabOptions['onOutput']): number {
  const { storm } = world
  if (storm === undefined) return status
  const { receptions, dev, machine } = storm
  onOutput?.(
    'stderr',
    `limit reached: one frame caused more than ${receptions} receptions: a layer 2 storm, through ${dev} of ${machine}\n`,
  )
  return LIMIT_STATUS
}
