import type { Device } from '../../../device/device.ts'
import type { PacketSocket } from '../../../world/sockets.ts'
import { closeSocket, openPacketSocket } from '../../../world/sockets-open.ts'
import type { Netns, World } from '../../../world/world.ts'
import { FileFailure, type Process, type Wait } from '../../process.ts'
import { SECOND } from '../../system/clock.ts'
import { netnsAt } from '../place.ts'
import { run } from './capture.ts'
import { complain, fileProblem } from './complain.ts'
import { defaultDevice } from './devices.ts'
import { filterOf } from './filter-of.ts'
import type { Options } from './options.ts'
import { openSink, type Sink } from './sink.ts'

export function* capture(world: World, process: Process, options: Options): Generator<Wait, number, void> {
  const netns = netnsAt(world, process.place)
  const name = options.device ?? defaultDevice(netns)
  const dev = name === 'any' ? undefined : netns.byName.get(name)
  if (name !== 'any' && !dev)
    return complain(process, `${name}: No such device exists\n(No such device exists)`)
  if (dev && !dev.up) return complain(process, `${name}: That device is not up`)
  if (options.listLinkTypes) return listLinkTypes(process, name, dev)
  const socket = openPacketSocket(world, {
    netns,
    dev,
    promiscuous: dev !== undefined && options.promiscuous,
  })
  try {
    return yield* start(world, process, options, { netns, dev, socket, name })
  } finally {
    closeSocket(world, socket)
  }
}

interface Opened {
  readonly netns: Netns
  readonly dev: Device | undefined
  readonly socket: PacketSocket
  readonly name: string
}

function* start(
  world: World,
  process: Process,
  options: Options,
  { netns, dev, socket, name }: Opened,
): Generator<Wait, number, void> {
  const link = dev ? 'ethernet' : 'cooked'
  const type = dev ? 'EN10MB' : 'LINUX_SLL2'
  if (options.linkType !== undefined && options.linkType !== type) {
    return complain(process, `invalid data link type ${options.linkType}`)
  }
  if (!dev || options.linkType !== undefined) complain(process, `data link type ${type}`)
  const filter = filterOf(process, options, { link, savefile: false, netmask: netmaskOf(netns, dev) })
  if (typeof filter === 'string') return complain(process, filter)
  const nameOf = (ifindex: number) => netns.devices.get(ifindex)?.name
  const sink = open()
  if (typeof sink === 'string') return complain(process, sink)
  greet(process, options, name, dev ? `${type} (Ethernet)` : `${type} (Linux cooked v2)`)
  const now = process.system.now()
  const progress = { captured: 0, received: 0, firstShown: undefined, reported: -1, reportAt: now + SECOND }
  return yield* run({ world, process, options, dev, socket, netns, filter, sink, opened: now, ...progress })

  function open(): Sink | string {
    try {
      return openSink({ process, options, link, snapLength: options.snapLength, nameOf })
    } catch (error) {
      if (!(error instanceof FileFailure)) throw error
      return `${options.writeTo}: ${fileProblem(error)}`
    }
  }
}

function greet(process: Process, options: Options, name: string, type: string): void {
  const quiet = options.verbose > 0 || (options.writeTo !== undefined && !options.print)
  const before = quiet
    ? 'tcpdump: '
    : 'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n'
  process.stderr.write(
    `${before}listening on ${name}, link-type ${type}, snapshot length ${options.snapLength} bytes\n`,
  )
}

/** pcap_lookupnet: of the device's first address. */
function netmaskOf(netns: Netns, dev: Device | undefined): number {
  const prefix = dev && netns.inet.devices.get(dev.id)?.addresses[0]?.prefix
  return prefix === undefined || prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0
}

function listLinkTypes(process: Process, name: string, dev: Device | undefined): number {
  const types = dev
    ? [
        'EN10MB (Ethernet)',
        ...(dev.driver.kind === 'loopback' ? [] : ['DOCSIS (DOCSIS) (printing not supported)']),
      ]
    : ['LINUX_SLL (Linux cooked v1)', 'LINUX_SLL2 (Linux cooked v2)']
  process.stderr.write(`Data link types for ${name} (use option -y to set):\n`)
  for (const type of types) process.stderr.write(`  ${type}\n`)
  return 0
}
