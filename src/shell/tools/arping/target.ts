import type { Device } from '../../../device/device.ts'
import { strerror } from '../../../device/errno.ts'
import { formatIpv4, type Ipv4, LIMITED_BROADCAST } from '../../../frame/ipv4-address.ts'
import { lookupRoute } from '../../../world/inet.ts'
import type { Netns, World } from '../../../world/world.ts'
import type { Process } from '../../process.ts'
import { inetAton, resolve } from '../resolve.ts'
import type { Ending, Options } from './options.ts'

/** Whom to ask, through which device, as whom. */
export interface Target {
  readonly dev: Device
  readonly address: Ipv4
  readonly source: Ipv4
}

/** arping's main up to its first line. */
export function findTarget(world: World, netns: Netns, process: Process, options: Options): Target | Ending {
  const fail = (words: string, status = 2): Ending => ({
    status,
    stderr: `${process.argv[0] ?? 'arping'}: ${words}\n`,
  })
  const found = resolve(process, options.target)
  if (found.kind === 'failure') return fail(`${options.target}: ${found.words}`)
  if (found.kind === 'ipv6') return fail(`${options.target}: Address family for hostname not supported`)
  const { address } = found
  const name = options.device ?? guess()
  if (name === undefined) return fail('NETLINK_ROUTE unexpected iov element', 1)
  const dev = netns.byName.get(name)
  if (!dev) return fail(`Device ${name} not available.`)
  const unfit = unfitness(dev, options)
  if (unfit) return unfit
  const source = sourceOf(dev)
  return typeof source === 'number' ? { dev, address, source } : source

  /** The device that the route to the target leads out of. */
  function guess(): string | undefined {
    const route = lookupRoute(world, netns, { dst: address })
    return 'errno' in route ? undefined : route.dev.name
  }

  function sourceOf(device: Device): Ipv4 | Ending {
    const given = options.source === undefined ? undefined : inetAton(options.source)
    if (options.source !== undefined && given === undefined) return fail(`invalid source ${options.source}`)
    if (options.duplicates && given === undefined) return 0
    const own = given ?? (options.unsolicited ? address : undefined)
    if (own !== undefined) return isBindable(own) ? own : fail('bind: Cannot assign requested address')
    const route = lookupRoute(world, netns, { dst: address, oif: device, dontRoute: true })
    if ('errno' in route) return fail(`connect: ${strerror(route.errno)}`)
    const broadcast = route.type === 'broadcast' || address === LIMITED_BROADCAST
    return broadcast ? fail('connect: Permission denied') : route.source
  }

  /** inet_bind: own addresses, groups, broadcast, and none at all. */
  function isBindable(candidate: Ipv4): boolean {
    if (candidate === 0) return true
    const route = lookupRoute(world, netns, { dst: candidate })
    return !('errno' in route) && (route.local || route.type === 'broadcast' || route.type === 'multicast')
  }
}

/** check_ifflags. */
function unfitness(dev: Device, options: Options): Ending | undefined {
  const say = (words: string, status: number): Ending => ({
    status,
    stdout: options.quiet ? '' : `Interface "${dev.name}" is ${words}\n`,
  })
  if (!dev.up) return say('down', 2)
  const silent = !dev.arp || dev.driver.kind === 'loopback'
  return silent ? say('not ARPable', options.duplicates ? 0 : 2) : undefined
}

/** The first line. */
export function greeting({ dev, address, source }: Target): string {
  return `ARPING ${formatIpv4(address)} from ${formatIpv4(source)} ${dev.name}\n`
}
