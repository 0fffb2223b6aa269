import type { Machine, World } from '../../world/world.ts'
import type { Process, Program } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { getopt, type LongOption } from '../tools/getopt.ts'
import { findModule, holders, loadedModules, loadModule, type ModuleInfo, unloadModule } from './modules.ts'
import { machineAt } from './places.ts'

const LETTERS = 'arRibfDcnC:d:S:sqvVhw'

const LONG: readonly LongOption[] = [
  { name: 'all', short: 'a' },
  { name: 'remove', short: 'r' },
  { name: 'remove-dependencies', short: 'r' },
  { name: 'resolve-alias', short: 'R' },
  { name: 'first-time' },
  { name: 'ignore-install', short: 'i' },
  { name: 'use-blacklist', short: 'b' },
  { name: 'force', short: 'f' },
  { name: 'show-depends', short: 'D' },
  { name: 'showconfig', short: 'c' },
  { name: 'show', short: 'n' },
  { name: 'dry-run', short: 'n' },
  { name: 'config', short: 'C', takesValue: true },
  { name: 'dirname', short: 'd', takesValue: true },
  { name: 'set-version', short: 'S', takesValue: true },
  { name: 'syslog', short: 's' },
  { name: 'quiet', short: 'q' },
  { name: 'verbose', short: 'v' },
  { name: 'version', short: 'V' },
  { name: 'help', short: 'h' },
]

interface Run {
  readonly world: World
  readonly machine: Machine
  readonly process: Process
  readonly flags: ReadonlySet<string>
}

/** `modprobe` of kmod 30, by how the kernels of this world were built (settings.modules). */
export function modprobeProgram(world: World): Program {
  return function* modprobe(process) {
    const words = getopt(['modprobe', ...process.argv.slice(1)], LETTERS, LONG)
    const flags = new Set(words.flatMap((word) => (word.kind === 'option' ? [word.name] : [])))
    const operands = words.flatMap((word) => (word.kind === 'operand' ? [word.text] : []))
    const mistake = words.find((word) => word.kind === 'error')
    const run: Run = { world, machine: machineAt(world, process.place), process, flags }
    if (mistake !== undefined) return say(run, mistake.message, 1)
    if (flags.has('V')) return print(run, KMOD_VERSION)
    if (operands.length === 0) return say(run, 'modprobe: ERROR: missing parameters. See -h.\n', 1)
    if (flags.has('r')) return eachOf(operands, (name) => remove(run, name))
    return flags.has('a') ? eachOf(operands, (name) => insert(run, name)) : insert(run, operands[0]!)
  }
}

const KMOD_VERSION = 'kmod version 30\n+ZSTD +XZ -ZLIB +LIBCRYPTO -EXPERIMENTAL\n'

function eachOf(names: readonly string[], act: (name: string) => number): number {
  return names.reduce((status, name) => act(name) || status, 0)
}

function insert(run: Run, name: string): number {
  const { world, flags, machine } = run
  const { modules, kernelRelease } = world.settings
  const module = modules === 'none' ? undefined : findModule(name)
  if (module === undefined) {
    const grade = flags.has('a') ? 'WARNING' : 'FATAL'
    return complain(run, `${grade}: Module ${name} not found in directory /lib/modules/${kernelRelease}`)
  }
  const listing = flags.has('D')
  if (modules === 'builtin') return listing ? print(run, `builtin ${module.name}\n`) : 0
  if (listing || flags.has('v')) print(run, insertions(run, module, listing))
  if (!listing && !flags.has('n')) loadModule(machine, module.name)
  return 0
}

/** What modprobe would do: modules that are loaded are passed over, except where all are asked for. */
function insertions({ world, machine }: Run, module: ModuleInfo, all: boolean): string {
  const loaded = new Set(loadedModules(world, machine))
  const chain = [...new Set([...module.needs.toReversed().flatMap((need) => findModule(need) ?? []), module])]
  return chain
    .filter((each) => all || !loaded.has(each))
    .map(({ path }) => `insmod /lib/modules/${world.settings.kernelRelease}/kernel/${path} \n`)
    .join('')
}

function remove(run: Run, name: string): number {
  const { world, machine, flags } = run
  const module = world.settings.modules === 'none' ? undefined : findModule(name)
  if (module === undefined) return complain(run, `FATAL: Module ${name} not found.`)
  if (world.settings.modules === 'builtin') return complain(run, `FATAL: Module ${module.name} is builtin.`)
  if (!loadedModules(world, machine).includes(module)) return 0
  if (holders(world, machine, module.name).length > 0)
    return complain(run, `FATAL: Module ${module.name} is in use.`)
  if (flags.has('v')) print(run, `rmmod ${module.name}\n`)
  if (flags.has('n')) return 0
  unloadModule(world, machine, module.name)
  // What only this one needed goes too.
  return eachOf(module.needs, (need) => (holders(world, machine, need).length > 0 ? 0 : remove(run, need)))
}

/** -q keeps the words back, not the status. */
function complain(run: Run, words: string): number {
  return run.flags.has('q') ? 1 : say(run, `modprobe: ${words}\n`, 1)
}

function say({ process }: Run, words: string, status: number): number {
  process.stderr.write(encode(words))
  return status
}

function print({ process }: Run, words: string): number {
  process.stdout.write(encode(words))
  return 0
}
