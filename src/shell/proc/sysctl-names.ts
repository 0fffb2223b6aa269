import { type Reply, refuse } from '../../device/errno.ts'
import { readSysctl, sysctlNames, writeSysctl } from '../../world/inet.ts'
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

/** IPv6 is off in every world; the switch can be read and thrown, and nothing follows. */
const IPV6_SWITCH = /^net\/ipv6\/conf\/([^/]+)\/disable_ipv6$/
const IPV6_DEFAULT = '1'

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
  const ipv6 = ['all', 'default', ...netns.byName.keys()].map((name) => `net/ipv6/conf/${name}/disable_ipv6`)
  const names = [...sysctlNames(netns).map(swapSeparators), ...ipv6, ...Object.keys(kernelFacts(world, ''))]
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
  if (!isIpv6Switch(netns, path)) return readSysctl(netns, name)
  return (
    netns.inet.sysctls.get(name) ??
    netns.inet.sysctls.get('net.ipv6.conf.default.disable_ipv6') ??
    IPV6_DEFAULT
  )
}

function isIpv6Switch(netns: Netns, path: string): boolean {
  const owner = IPV6_SWITCH.exec(path)?.[1]
  return owner !== undefined && (owner === 'all' || owner === 'default' || netns.byName.has(owner))
}

function write(world: World, netns: Netns, path: string, value: string): Reply {
  if (path.startsWith('kernel/')) return refuse('EACCES')
  if (!isIpv6Switch(netns, path)) return writeSysctl(world, netns, swapSeparators(path), value)
  const number = /^\s*(-?\d+)\s*$/.exec(value)?.[1]
  if (number === undefined) return refuse('EINVAL')
  const paths = path.includes('/all/')
    ? namesAt(world, netns).filter((name) => IPV6_SWITCH.test(name))
    : [path]
  for (const each of paths) netns.inet.sysctls.set(swapSeparators(each), number)
  return undefined
}
