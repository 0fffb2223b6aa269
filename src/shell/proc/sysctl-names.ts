import { type Reply, refuse } from '../../device/errno.ts'
import { readSysctl, sysctlNames, writeSysctl } from '../../world/inet.ts'
import { readSysctl6, sysctlNames6, writeSysctl6 } from '../../world/inet6.ts'
import type { Netns, World } from '../../world/world.ts'
import type { Place } from '../process.ts'
import { netnsAt } from './places.ts'

/**
 * Everything under /proc/sys that a lab meets, by its path there: `net/ipv4/conf/eth0.1/forwarding`. The names of
 * sysctl swap dots and slashes, which is where a device's own dot becomes a slash.
 */
export interface Sysctls {
  /** In the order of `sysctl -a`. */
  names(place: Place): readonly string[]
  /** undefined: no such file. */
  read(place: Place, path: string): string | undefined
  write(place: Place, path: string, value: string): Reply
}

export function sysctls(world: World): Sysctls {
  return {
    names: (place) => namesAt(world, netnsAt(world, place)),
    read: (place, path) => read(world, place, path),
    write: (place, path, value) => write(world, netnsAt(world, place), path, value),
  }
}

/** `net.ipv4.conf.eth0/1.forwarding` and its path: dots and slashes change places. */
export function swapSeparators(name: string): string {
  return name.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'))
}

function namesAt(world: World, netns: Netns): readonly string[] {
  const inet = [...sysctlNames(netns), ...sysctlNames6(netns)].map(swapSeparators)
  const names = [...inet, ...Object.keys(kernelFacts(world, ''))]
  return names.toSorted((a, b) => comparePaths(a.split('/'), b.split('/')))
}

/** scandir(): directory by directory, in the order of the alphabet. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
}

function kernelFacts(world: World, machine: string): Readonly<Record<string, string>> {
  return {
    'kernel/hostname': machine,
    'kernel/osrelease': world.settings.kernelRelease,
    'kernel/ostype': 'Linux',
    'kernel/version': '#1 SMP PREEMPT_DYNAMIC',
  }
}

function read(world: World, place: Place, path: string): string | undefined {
  const fact = kernelFacts(world, place.machine)[path]
  if (fact !== undefined) return fact
  const netns = netnsAt(world, place)
  const name = swapSeparators(path)
  return isIpv6(path) ? readSysctl6(netns, name) : readSysctl(netns, name)
}

function isIpv6(path: string): boolean {
  return path.startsWith('net/ipv6/')
}

function write(world: World, netns: Netns, path: string, value: string): Reply {
  if (path.startsWith('kernel/')) return refuse('EACCES')
  const name = swapSeparators(path)
  return isIpv6(path) ? writeSysctl6(world, netns, name, value) : writeSysctl(world, netns, name, value)
}
