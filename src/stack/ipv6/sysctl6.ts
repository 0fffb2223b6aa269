import { type Reply, refuse } from '../../device/errno.ts'
import type { StackEnvironment } from '../environment.ts'
import { isNeighbourParameter, NEIGHBOUR_PARAMETERS, type NeighbourParameter } from '../settings.ts'
import { setForwarding6 } from './forwarding.ts'
import type { Inet6, Inet6Device } from './inet6.ts'
import { deviceDown, deviceUp } from './link-events6.ts'
import {
  CONF6_NAMES,
  type Conf6Name,
  conf6,
  conf6All,
  conf6Default,
  isConf6Name,
  isOn,
  neighbour6Default,
  neighbour6Parameter,
  PLAIN_SYSCTLS6,
} from './settings6.ts'

type Owner = 'all' | 'default' | Inet6Device

/** A name of net.ipv6, taken apart. */
type Target =
  | { readonly kind: 'plain' }
  | { readonly kind: 'conf'; readonly where: Owner; readonly name: Conf6Name }
  | { readonly kind: 'neighbour'; readonly where: 'default' | Inet6Device; readonly name: NeighbourParameter }

/** undefined: there is no such file. A dot in a device's name is written as a slash. */
function find(inet6: Inet6, name: string): Target | undefined {
  if (Object.hasOwn(PLAIN_SYSCTLS6, name)) return { kind: 'plain' }
  const match = /^net\.ipv6\.(conf|neigh)\.([^.]+)\.(\w+)$/.exec(name)
  if (match === null) return undefined
  const [, tree, owner, leaf] = match as unknown as [string, string, string, string]
  const where = ownerOf(inet6, owner)
  if (where === undefined) return undefined
  if (tree === 'conf') return isConf6Name(leaf) ? { kind: 'conf', where, name: leaf } : undefined
  return where !== 'all' && isNeighbourParameter(leaf) ? { kind: 'neighbour', where, name: leaf } : undefined
}

function ownerOf(inet6: Inet6, owner: string): Owner | undefined {
  if (owner === 'all' || owner === 'default') return owner
  const name = owner.replaceAll('/', '.')
  for (const idev of inet6.devices.values()) if (idev.dev.name === name) return idev
  return undefined
}

export function readSysctl6(inet6: Inet6, name: string): string | undefined {
  const target = find(inet6, name)
  switch (target?.kind) {
    case undefined:
      return undefined
    case 'plain':
      return inet6.sysctls.get(name) ?? PLAIN_SYSCTLS6[name]
    case 'conf':
      return String(readConf(inet6, target.where, target.name))
    case 'neighbour': {
      const { where, name: parameter } = target
      return String(
        where === 'default' ? neighbour6Default(inet6, parameter) : neighbour6Parameter(where, parameter),
      )
    }
  }
}

function readConf(inet6: Inet6, where: Owner, name: Conf6Name): number {
  if (where === 'all') return conf6All(inet6, name)
  return where === 'default' ? conf6Default(inet6, name) : conf6(where, name)
}

/** proc_dointvec: EINVAL for what is no number. */
export function writeSysctl6(stack: StackEnvironment, name: string, text: string): Reply {
  const { inet6 } = stack
  const target = find(inet6, name)
  if (target === undefined) return refuse('ENOENT')
  const value = /^\s*(-?\d+)\s*$/.exec(text)?.[1]
  if (value === undefined) return refuse('EINVAL')
  switch (target.kind) {
    case 'plain':
      inet6.sysctls.set(name, String(Number(value)))
      return undefined
    case 'neighbour':
      if (Number(value) < 0) return refuse('EINVAL')
      ;(target.where === 'default' ? inet6.neighbourDefault : target.where.neighbour).set(
        target.name,
        Number(value),
      )
      return undefined
    case 'conf':
      return writeConf(stack, target.where, target.name, Number(value))
  }
}

function writeConf(stack: StackEnvironment, where: Owner, name: Conf6Name, value: number): Reply {
  const { inet6 } = stack
  if (name === 'disable_ipv6') return disable(stack, where, value)
  if (name === 'forwarding') return forwarding(stack, where, value)
  if (name === 'mtu' && (value < 1280 || (typeof where === 'object' && value > where.dev.mtu)))
    return refuse('EINVAL')
  valuesOf(inet6, where).set(name, value)
  return undefined
}

function valuesOf(inet6: Inet6, where: Owner): Map<Conf6Name, number> {
  if (where === 'all') return inet6.confAll
  return where === 'default' ? inet6.confDefault : where.conf
}

/** addrconf_disable_ipv6: `all` is every device there is and, from now on, every one to come. */
function disable(stack: StackEnvironment, where: Owner, value: number): Reply {
  const { inet6 } = stack
  if (where === 'default' || where === 'all') inet6.confDefault.set('disable_ipv6', value)
  if (where === 'default') return undefined
  if (where === 'all') inet6.confAll.set('disable_ipv6', value)
  for (const idev of where === 'all' ? [...inet6.devices.values()] : [where]) {
    const before = isOn(idev)
    idev.conf.set('disable_ipv6', value)
    if (before !== isOn(idev)) switchDevice(stack, idev)
  }
  return undefined
}

/** dev_disable_change: as if the link went down, or came up. */
function switchDevice(stack: StackEnvironment, idev: Inet6Device): void {
  if (!isOn(idev)) {
    deviceDown(stack, idev)
    stack.listenToAllNodes(idev.dev, 'leave')
  } else if (idev.dev.up) deviceUp(stack, idev)
}

/** addrconf_fixup_forwarding: `all` is the word for every device, and for `default`. */
function forwarding(stack: StackEnvironment, where: Owner, value: number): Reply {
  const { inet6 } = stack
  if (where === 'default') {
    inet6.confDefault.set('forwarding', value)
    return undefined
  }
  if (where !== 'all') {
    setForwarding6(stack, where, value)
    return undefined
  }
  inet6.confAll.set('forwarding', value)
  inet6.confDefault.set('forwarding', value)
  for (const idev of inet6.devices.values()) setForwarding6(stack, idev, value)
  return undefined
}

/** Every name there is, in no order. */
export function sysctlNames6(inet6: Inet6): string[] {
  const names = Object.keys(PLAIN_SYSCTLS6)
  const owners = ['all', 'default', ...[...inet6.devices.values()].map(({ dev }) => dev.name)]
  for (const owner of owners) {
    const file = owner.replaceAll('.', '/')
    names.push(...CONF6_NAMES.map((name) => `net.ipv6.conf.${file}.${name}`))
    if (owner !== 'all') names.push(...NEIGHBOUR_PARAMETERS.map((name) => `net.ipv6.neigh.${file}.${name}`))
  }
  return names
}
