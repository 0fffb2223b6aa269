import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { release } from 'node:os'
import { join } from 'node:path'
import { environment } from '../topology/environment.ts'
import type { ModuleSupport } from '../topology/topology.ts'
import type { WorldOptions } from '../world/new-world.ts'
import { agentFile } from './agent-file.ts'

/** What a recording and a comparison need to know of the kernel that they saw. */
export interface KernelFacts {
  /** `uname -r` */
  readonly release: string
  /** How it has macvlan, which `modprobe` and `lsmod` tell. */
  readonly modules: ModuleSupport
  /** Whether it has 802.1Q; absent in recordings of kernels that have not. */
  readonly vlans?: boolean
  /** Whether it has ipvlan and ipvtap; absent in recordings of kernels that have not. */
  readonly ipvlans?: boolean
  /** `ip -V`, the number alone: `6.1.0`. */
  readonly iproute2: string
}

export function kernelFacts(): KernelFacts {
  const version = execFileSync(findTool('ip') ?? 'ip', ['-V'], { encoding: 'utf8' })
  return {
    release: release(),
    modules: moduleSupport(release()),
    vlans: hasVlans(),
    ipvlans: hasIpvlans(),
    iproute2: /iproute2-([^\s,]+)/.exec(version)?.[1] ?? version.trim(),
  }
}

/** The simulator's world as this kernel would have it. */
export function worldLike({ release, modules, vlans = false, ipvlans = false }: KernelFacts): WorldOptions {
  return { modules, vlans, ipvlans, kernelRelease: release }
}

export function hasVlans(): boolean {
  return hasModule('8021q')
}

export function hasIpvlans(): boolean {
  return hasModule('ipvtap')
}

/** It is there, or is loaded as soon as somebody asks for a device of its kind. */
export function hasModule(name: string): boolean {
  const directory = moduleDirectory(release())
  const listed = (file: string) => directory !== undefined && lists(join(directory, file), name)
  return (SIGNS[name] ?? []).some(existsSync) || listed('modules.builtin') || listed('modules.dep')
}

/** What shows that a kernel has a module, where there is no list of its modules. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '8021q': ['/proc/net/vlan'],
  ipvlan: ['/sys/module/ipvlan', '/sys/class/ipvtap'],
  ipvtap: ['/sys/class/ipvtap'],
}

function moduleDirectory(kernel: string): string | undefined {
  return ['/lib/modules', '/usr/lib/modules'].map((root) => join(root, kernel)).find(existsSync)
}

export function moduleSupport(kernel: string): ModuleSupport {
  const directory = moduleDirectory(kernel)
  if (!directory) return 'none'
  return lists(join(directory, 'modules.builtin'), 'macvlan') ? 'builtin' : 'module'
}

function lists(file: string, module: string): boolean {
  return existsSync(file) && new RegExp(`/${module}\\.ko\\b`, 'm').test(readFileSync(file, 'utf8'))
}

export function findTool(name: string): string | undefined {
  return environment['PATH']!.split(':')
    .map((directory) => join(directory, name))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What a kernel run cannot do without, and where it comes from. */
const TOOLS = {
  bash: 'bash',
  ip: 'iproute2',
  env: 'coreutils',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  unshare: 'util-linux',
} as const

/** Why this machine cannot run a lab on its kernel, as far as one can tell without trying; undefined if it may. */
export function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux') return `a lab runs on a Linux kernel, and this is ${process.platform}`
  for (const [tool, from] of Object.entries(TOOLS)) {
    if (!findTool(tool)) return `the command "${tool}" is missing (package ${from})`
  }
  try {
    createRequire(import.meta.url).resolve('koffi')
  } catch {
    return 'the npm package "koffi" is missing (an optional dependency; npm may have skipped it)'
  }
  return agentFile() ? undefined : 'the program kernel-agent.js is missing (npm run build makes it)'
}
