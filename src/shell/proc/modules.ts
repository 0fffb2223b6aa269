import { isKind, kindName } from '../../device/device.ts'
import { deleteLink } from '../../world/links.ts'
import type { Machine, World } from '../../world/world.ts'

/** A loadable module: sizes are those of Debian's kernels for amd64, as lsmod shows them. */
export interface ModuleInfo {
  readonly name: string
  readonly size: number
  /** Under /lib/modules/RELEASE/kernel. */
  readonly path: string
  /** Modules that it needs, which are loaded first. */
  readonly needs: readonly string[]
}

const NET = 'drivers/net'

export const MODULES: readonly ModuleInfo[] = [
  { name: 'ipvlan', size: 40960, path: `${NET}/ipvlan/ipvlan.ko`, needs: [] },
  { name: 'ipvtap', size: 16384, path: `${NET}/ipvlan/ipvtap.ko`, needs: ['ipvlan', 'tap'] },
  { name: 'llc', size: 16384, path: 'net/llc/llc.ko', needs: [] },
  { name: 'stp', size: 16384, path: 'net/802/stp.ko', needs: ['llc'] },
  { name: 'bridge', size: 311296, path: 'net/bridge/bridge.ko', needs: ['stp', 'llc'] },
  { name: 'dummy', size: 16384, path: `${NET}/dummy.ko`, needs: [] },
  { name: 'garp', size: 16384, path: 'net/802/garp.ko', needs: ['stp', 'llc'] },
  { name: 'mrp', size: 20480, path: 'net/802/mrp.ko', needs: [] },
  { name: '8021q', size: 40960, path: 'net/8021q/8021q.ko', needs: ['garp', 'mrp'] },
  { name: 'macvlan', size: 28672, path: `${NET}/macvlan.ko`, needs: [] },
  { name: 'tap', size: 28672, path: `${NET}/tap.ko`, needs: [] },
  { name: 'macvtap', size: 16384, path: `${NET}/macvtap.ko`, needs: ['macvlan', 'tap'] },
  { name: 'tun', size: 61440, path: `${NET}/tun.ko`, needs: [] },
  { name: 'veth', size: 36864, path: `${NET}/veth.ko`, needs: [] },
]

export function findModule(name: string): ModuleInfo | undefined {
  return MODULES.find((module) => module.name === name.replaceAll('-', '_'))
}

/** Those that a machine has loaded, newest first, as /proc/modules lists them. */
export function loadedModules(world: World, machine: Machine): readonly ModuleInfo[] {
  if (world.settings.modules !== 'module') return []
  loadOnDemand(world, machine)
  return [...machine.loadedModules].reverse().flatMap((name) => findModule(name) ?? [])
}

/** request_module("rtnl-link-KIND"): a kind that has devices has been loaded. */
function loadOnDemand(world: World, machine: Machine): void {
  for (const netns of world.namespaces.values()) {
    if (netns.machine !== machine.name) continue
    for (const dev of netns.devices.values())
      if (!isKind(dev, 'veth') || !dev.driver.physical) loadModule(machine, moduleOf(kindName(dev)))
  }
}

/** The module behind `rtnl-link-KIND`. */
function moduleOf(kind: string): string {
  return kind === 'vlan' ? '8021q' : kind
}

/** What it needs comes first. Loading a module that is loaded changes nothing. */
export function loadModule(machine: Machine, name: string): void {
  const module = findModule(name)
  if (module === undefined || machine.loadedModules.has(module.name)) return
  for (const needed of module.needs) loadModule(machine, needed)
  machine.loadedModules.add(module.name)
}

/** Modules that stand on this one, newest first. Devices do not hold the module that made them. */
export function holders(world: World, machine: Machine, name: string): string[] {
  return loadedModules(world, machine)
    .filter(({ needs }) => needs.includes(name))
    .map((module) => module.name)
}

/** delete_module: the module's devices go with it. */
export function unloadModule(world: World, machine: Machine, name: string): void {
  machine.loadedModules.delete(name)
  for (const netns of [...world.namespaces.values()]) {
    if (netns.machine !== machine.name) continue
    for (const dev of [...netns.devices.values()])
      if (moduleOf(kindName(dev)) === name && netns.devices.has(dev.ifindex)) deleteLink(world, dev)
  }
}
