import { type Reply, refuse } from '../device/errno.ts'
import type { StackEnvironment } from './environment.ts'
import type { Inet, InetDevice } from './inet.ts'
import { drawReachableTime } from './link-events.ts'
import { forgetExceptions } from './path-exceptions.ts'
import {
  CONF_NAMES,
  type ConfName,
  confAll,
  confDefault,
  confOwn,
  isConfName,
  isNeighbourParameter,
  NEIGHBOUR_PARAMETERS,
  type NeighbourParameter,
  neighbourDefault,
  neighbourParameter,
  PLAIN_SYSCTLS,
} from './settings.ts'

const FORWARD = 'net.ipv4.ip_forward'

/** A name of net.ipv4, taken apart. */
type Target =
  | { readonly kind: 'plain'; readonly name: string }
  | { readonly kind: 'conf'; readonly where: 'all' | 'default' | InetDevice; readonly name: ConfName }
  | { readonly kind: 'neighbour'; readonly where: 'default' | InetDevice; readonly name: NeighbourParameter }

/** undefined: there is no such file. A dot in a device's name is written as a slash. */
function find(inet: Inet, name: string): Target | undefined {
  if (name === FORWARD) return { kind: 'conf', where: 'all', name: 'forwarding' }
  if (Object.hasOwn(PLAIN_SYSCTLS, name)) return { kind: 'plain', name }
  const match = /^net\.ipv4\.(conf|neigh)\.([^.]+)\.(\w+)$/.exec(name)
  if (match === null) return undefined
  const [, tree, owner, leaf] = match as unknown as [string, string, string, string]
  const idev = deviceNamed(inet, owner.replaceAll('/', '.'))
  if (tree === 'neigh') {
    const where = owner === 'default' ? owner : idev
    return where && isNeighbourParameter(leaf) ? { kind: 'neighbour', where, name: leaf } : undefined
  }
  const where = owner === 'all' || owner === 'default' ? owner : idev
  return where && isConfName(leaf) ? { kind: 'conf', where, name: leaf } : undefined
}

function deviceNamed(inet: Inet, name: string): InetDevice | undefined {
  for (const idev of inet.devices.values()) if (idev.dev.name === name) return idev
  return undefined
}

export function readSysctl(inet: Inet, name: string): string | undefined {
  const target = find(inet, name)
  switch (target?.kind) {
    case undefined:
      return undefined
    case 'plain':
      return inet.sysctls.get(name) ?? PLAIN_SYSCTLS[name]
    case 'conf':
      return String(readConf(inet, target.where, target.name))
    case 'neighbour':
      return String(
        target.where === 'default'
          ? neighbourDefault(inet, target.name)
          : neighbourParameter(inet, target.where, target.name),
      )
  }
}

function readConf(inet: Inet, where: 'all' | 'default' | InetDevice, name: ConfName): number {
  if (where === 'all') return confAll(inet, name)
  return where === 'default' ? confDefault(inet, name) : confOwn(inet, where, name)
}

/** proc_dointvec: EINVAL for what is no number. */
export function writeSysctl(stack: StackEnvironment, name: string, text: string): Reply {
  const target = find(stack.inet, name)
  if (target === undefined) return refuse('ENOENT')
  if (target.kind === 'plain') return writePlain(stack.inet, name, text)
  const value = parseNumber(text.trim().split(/\s+/)[0]!)
  if (value === undefined) return refuse('EINVAL')
  if (target.kind === 'conf') return writeConf(stack.inet, target.where, target.name, value)
  if (value < 0) return refuse('EINVAL')
  const { where } = target
  const values = where === 'default' ? stack.inet.neighbourDefault : where.neighbour
  values.set(target.name, inJiffies(target.name, value))
  if (where !== 'default' && target.name === 'base_reachable_time_ms') drawReachableTime(stack, where)
  return undefined
}

/** Times are kept in jiffies of 4 ms, and read back as such: 10 ms become 12. */
function inJiffies(name: NeighbourParameter, value: number): number {
  if (name.endsWith('_ms')) return Math.ceil(value / 4) * 4
  const isHundredths = name === 'locktime' || name === 'proxy_delay' || name === 'anycast_delay'
  return isHundredths ? Math.floor(Math.floor(value * 2.5) / 2.5) : value
}

/** A file of several numbers: those that are not written keep their value. */
function writePlain(inet: Inet, name: string, text: string): Reply {
  const before = (inet.sysctls.get(name) ?? PLAIN_SYSCTLS[name]!).split('\t')
  const words = text.trim().split(/\s+/).slice(0, before.length)
  const values = words.map(parseNumber)
  if (values.some((value) => value === undefined)) return refuse('EINVAL')
  const limits = LIMITS[name]
  if (limits !== undefined && (values[0]! < limits[0] || values[0]! > limits[1])) return refuse('EINVAL')
  inet.sysctls.set(name, [...values, ...before.slice(values.length)].join('\t'))
  return undefined
}

/** Those that proc_dointvec_minmax or proc_dou8vec_minmax guards. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  'net.ipv4.icmp_echo_ignore_all': [0, 1],
  'net.ipv4.icmp_echo_ignore_broadcasts': [0, 1],
  'net.ipv4.icmp_ignore_bogus_error_responses': [0, 1],
  'net.ipv4.icmp_errors_use_inbound_ifaddr': [0, 1],
  'net.ipv4.ip_default_ttl': [1, 255],
}

/** Decimal, octal or hexadecimal, as the C library reads them; within 32 bits. */
function parseNumber(text: string): number | undefined {
  const match = /^\s*(-?)(0x[0-9a-f]+|\d+)\s*$/i.exec(text)
  if (match === null) return undefined
  const digits = match[2]!
  const isOctal = /^0[0-7]+$/.test(digits)
  const value = isOctal ? Number.parseInt(digits, 8) : Number(digits)
  const signed = match[1] === '-' ? -value : value
  return Math.abs(signed) > 0x7fff_ffff ? undefined : signed
}

function writeConf(inet: Inet, where: 'all' | 'default' | InetDevice, name: ConfName, value: number): Reply {
  if (where === 'all' && name === 'forwarding') {
    if (value !== confAll(inet, name)) setForwarding(inet, value)
    return undefined
  }
  const values = where === 'all' ? inet.confAll : where === 'default' ? inet.confDefault : where.conf
  values.set(name, value)
  forgetExceptions(inet)
  return undefined
}

/** inet_forward_change: every device follows, and a router takes no redirects. */
function setForwarding(inet: Inet, value: number): void {
  inet.forwarding = value !== 0
  inet.confAll.set('forwarding', value).set('accept_redirects', value === 0 ? 1 : 0)
  inet.confDefault.set('forwarding', value)
  for (const { conf } of inet.devices.values()) conf.set('forwarding', value)
  forgetExceptions(inet)
}

/** Every name there is, in the order of `sysctl -a`. */
export function sysctlNames(inet: Inet): string[] {
  const names = [FORWARD, ...Object.keys(PLAIN_SYSCTLS)]
  const owners = ['all', 'default', ...[...inet.devices.values()].map(({ dev }) => dev.name)]
  for (const owner of owners) {
    const file = owner.replaceAll('.', '/')
    names.push(...CONF_NAMES.map((name) => `net.ipv4.conf.${file}.${name}`))
    if (owner !== 'all') names.push(...NEIGHBOUR_PARAMETERS.map((name) => `net.ipv4.neigh.${file}.${name}`))
  }
  return names.sort()
}
