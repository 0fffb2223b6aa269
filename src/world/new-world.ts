import { behaviourOf, DEFAULT_VERSION, versionOf } from '../device/kernel-version.ts'
import { newBacklog } from './backlog.ts'
import { newNetns } from './namespaces.ts'
import { newTrace } from './tracing.ts'
import type { Machine, Plug, Settings, World } from './world.ts'

const DEFAULTS: Omit<Settings, 'kernel' | 'kernelRelease'> = {
  modules: 'module',
  vlans: true,
  ipv6: false,
  ipvlans: true,
  seed: 1,
  tapped: false,
  stormLimit: 100_000,
}

/** Of `kernel` and `kernelRelease` one is enough: the other follows from it. */
export interface WorldOptions extends Partial<Settings> {
  /** Records to keep; absent: no trace. */
  readonly trace?: number | true
}

/** An empty world: no machines, time zero. */
export function newWorld(options: WorldOptions = {}): World {
  const { trace, ...settings } = options
  const kernel = settings.kernel ?? versionOf(settings.kernelRelease ?? '') ?? DEFAULT_VERSION
  const all: Settings = { ...DEFAULTS, kernelRelease: `${kernel}.0`, ...settings, kernel }
  return {
    settings: all,
    kernel: behaviourOf(kernel),
    now: 0,
    machines: new Map(),
    namespaces: new Map(),
    backlog: newBacklog(),
    works: [],
    unread: [],
    timers: [],
    sockets: new Set(),
    nextId: 1,
    randomState: all.seed,
    storm: undefined,
    trace: trace === undefined ? undefined : newTrace(trace === true ? undefined : trace),
  }
}

/** A machine with a root namespace, in which only the loopback device is. */
export function addMachine(
  world: World,
  name: string,
  guest?: readonly Plug[],
  ipv6 = world.settings.ipv6,
): Machine {
  if (world.machines.has(name)) throw new Error(`there is a machine ${name} already`)
  const machine: Machine = {
    name,
    root: newNetns(world, name, '', ipv6),
    ipv6,
    named: new Map(),
    loadedModules: new Set(),
    guest,
  }
  world.machines.set(name, machine)
  return machine
}
