import type { Device } from '../../../device/device.ts'
import { strerror } from '../../../device/errno.ts'
import { formatIpv4, type Ipv4, isMulticast, LIMITED_BROADCAST } from '../../../frame/ipv4-address.ts'
import type { Ipv6 } from '../../../frame/ipv6-address.ts'
import { lookupRoute } from '../../../world/inet.ts'
import { bindRaw, UNBOUND } from '../../../world/raw-bind.ts'
import type { Netns, World } from '../../../world/world.ts'
import type { Process } from '../../process.ts'
import { encode } from '../../system/bytes.ts'
import { type Resolved, resolve } from '../resolve.ts'
import type { Ending, Options } from './options.ts'
import { scopeId } from './scope-id.ts'
import { type Address6, findTarget6 } from './target6.ts'

/** Whom to ping, and from where. */
export interface Target {
  readonly netns: Netns
  readonly host: string
  readonly address: Ipv4
  /** Shown after `from`. */
  readonly source: Ipv4
  /** Where -I or -B says so. */
  readonly sendsFrom: Ipv4 | undefined
  readonly boundTo: { readonly address: Ipv4 | Ipv6 | undefined; readonly dev: Device | undefined }
  readonly numeric: boolean
  /** The destination is a group: several answers are no duplicates. */
  readonly group: boolean
  readonly warnings: string
  /** A destination of IPv6: then what is said of IPv4 above is nothing. */
  readonly address6?: Address6
  readonly from6?: string
  readonly greeted?: string
}

/** ping4_run up to its first line. */
export function findTarget(world: World, netns: Netns, process: Process, options: Options): Target | Ending {
  const command = process.argv[0] ?? 'ping'
  const fail = (words: string): Ending => ({ status: 2, stderr: `${warnings}${command}: ${words}\n` })
  let warnings = ''
  process.stderr.write(encode(options.warnings))
  if (options.verbose) process.stderr.write(`${command}: ${socketsOpened(options)}\n\n`)
  const name = options.targets.at(-1)!
  const found = resolve(process, name)
  if (found.kind === 'failure') return fail(`${name}: ${found.words}`)
  const wrongFamily = options.family === (found.kind === 'ipv4' ? 6 : 4)
  if (wrongFamily) return fail(`${name}: Address family for hostname not supported`)
  if (options.verbose) process.stdout.write(encode(addressInfo(found, name)))
  if (found.kind === 'ipv6') {
    const scope = scopeId(netns, found.host)
    if (scope === undefined) return fail(`${name}: Name or service not known`)
    return findTarget6(world, netns, { address: found.host.address, scope }, options, fail)
  }
  if (options.targets.length > 1) return fail('source routes are not modelled')
  const dst = found.address
  const dev = options.device === undefined ? undefined : netns.byName.get(options.device)
  // A socket that is bound to the device without a name is bound to none.
  const unbound = options.device === '' && !isMulticast(dst)
  if (options.device !== undefined && !dev && !unbound) return fail(unknownDevice(options, dst))
  const route = options.source ? undefined : connect()
  if (route && 'status' in route) return route
  const source = options.source || (route?.source ?? 0)
  const address = dst === 0 ? source : dst
  if (options.ttl === 0) return fail('cannot set unicast time-to-live: Invalid argument')
  const bound = options.strictSource ? bindRaw(netns, source) : UNBOUND
  if ('errno' in bound) return fail(`bind: ${strerror(bound.errno)}`)
  return {
    ...{ netns, host: found.canonical, address, source, warnings },
    sendsFrom: bound.sendsFrom,
    boundTo: {
      address: bound.receivesAt,
      dev: dev && source === address && addressesOf(dev).includes(source) ? undefined : dev,
    },
    numeric: options.numeric || /^[0-9a-fx.]+$/i.test(name),
    group: options.broadcast || isMulticast(address),
  }

  /** A UDP socket is connected to learn the source address; broadcast needs permission (EACCES). */
  function connect(): { readonly source: Ipv4 } | Ending {
    const result = lookupRoute(world, netns, { dst, oif: dev, dontRoute: false })
    const forbidden =
      'errno' in result ? result.errno === 'EACCES' : result.type === 'broadcast' || dst === LIMITED_BROADCAST
    if (forbidden && !options.broadcast) {
      return fail('Do you want to ping broadcast? Then -b. If not, check your local firewall rules')
    }
    if (forbidden) warnings += 'WARNING: pinging broadcast address\n'
    if ('errno' in result) return fail(`connect: ${strerror(result.errno)}`)
    if (options.device !== undefined && !(dev && addressesOf(dev).includes(result.source))) {
      warnings += `${command}: Warning: source address might be selected on device other than: ${options.device}\n`
    }
    return result
  }

  function addressesOf(device: Device): readonly Ipv4[] {
    return netns.inet.devices.get(device.id)?.addresses.map(({ local }) => local) ?? []
  }
}

/** What -v tells of the sockets: IPv6 has one of its own, though nobody can use it. */
function socketsOpened({ family }: Options): string {
  const raw = (descriptor: number) => `${descriptor} (socktype: SOCK_RAW)`
  const none = '-1 (socktype: 0)'
  switch (family) {
    case 4:
      return `sock4.fd: ${raw(3)}, sock6.fd: ${none}, hints.ai_family: AF_INET`
    case 6:
      return `sock4.fd: ${none}, sock6.fd: ${raw(3)}, hints.ai_family: AF_INET6`
    case undefined:
      return `sock4.fd: ${raw(3)}, sock6.fd: ${raw(4)}, hints.ai_family: AF_UNSPEC`
  }
}

/** What -v tells of the answer of getaddrinfo. */
function addressInfo(found: Exclude<Resolved, { kind: 'failure' }>, name: string): string {
  const family = found.kind === 'ipv4' ? 'AF_INET' : 'AF_INET6'
  return `ai->ai_family: ${family}, ai->ai_canonname: '${found.kind === 'ipv4' ? found.canonical : name}'\n`
}

function unknownDevice({ device, source }: Options, dst: Ipv4): string {
  if (!isMulticast(dst)) return `SO_BINDTODEVICE ${device}: No such device`
  return source ? `unknown interface: ${device}` : `unknown iface: ${device}`
}

/** The first line. */
export function greeting(target: Target, options: Options): string {
  const { size, device, strictSource } = options
  if (target.address6 !== undefined)
    return `PING ${target.host}(${target.greeted})${target.from6} ${size} data bytes\n`
  const from =
    device !== undefined || strictSource ? `from ${formatIpv4(target.source)} ${device ?? ''}: ` : ''
  return `PING ${target.host} (${formatIpv4(target.address)}) ${from}${size}(${size + 28}) bytes of data.\n`
}
