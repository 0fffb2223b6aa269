import { LinkType, type PcapFile, parsePcap } from '../../../frame/pcap.ts'
import type { World } from '../../../world/world.ts'
import { FileFailure, type Process, type Wait } from '../../process.ts'
import { readAll } from '../../system/streams.ts'
import { netnsAt } from '../place.ts'
import { complain, fileProblem } from './complain.ts'
import { matches } from './filter/evaluate.ts'
import { filterOf } from './filter-of.ts'
import type { Options } from './options.ts'
import { absolute, openSink, type Sink } from './sink.ts'

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  [LinkType.ETHERNET]: 'EN10MB (Ethernet)',
  [LinkType.LINUX_SLL2]: 'LINUX_SLL2 (Linux cooked v2)',
}

/** `-r`: packets from a file. */
export function* playBack(
  world: World,
  process: Process,
  options: Options,
  name: string,
): Generator<Wait, number, void> {
  const file = yield* readFile(process, name)
  if (typeof file === 'string') return complain(process, file)
  const description = DESCRIPTIONS[file.linkType]
  if (!description) return complain(process, `packet printing is not modelled for link type ${file.linkType}`)
  process.stderr.write(
    `reading from file ${name}, link-type ${description}, snapshot length ${file.snapLength}\n`,
  )
  const link = file.linkType === LinkType.ETHERNET ? 'ethernet' : 'cooked'
  if (link === 'cooked') process.stderr.write('Warning: interface names might be incorrect\n')
  const filter = filterOf(process, options, { link, savefile: true, netmask: 0 })
  if (typeof filter === 'string') return complain(process, filter)
  const { devices } = netnsAt(world, process.place)
  const nameOf = (ifindex: number) => devices.get(ifindex)?.name
  const sink = openSink({ process, options, link, snapLength: file.snapLength, nameOf })
  const wanted = file.packets.filter(({ bytes, originalLength }) =>
    matches(filter, { bytes, length: originalLength }),
  )
  return deliver(process, options, file, wanted.slice(0, options.count), sink)
}

function deliver(
  process: Process,
  options: Options,
  file: PcapFile,
  packets: PcapFile['packets'],
  sink: Sink,
): number {
  for (const { seconds, microseconds, bytes, originalLength } of packets) {
    sink.take({ time: { seconds, nanoseconds: microseconds * 1000 }, bytes, length: originalLength })
  }
  sink.close()
  if (file.damage !== undefined && packets.length !== options.count) {
    return complain(process, `pcap_loop: ${file.damage}`)
  }
  if (options.countOnly) process.stdout.write(`${packets.length} packet${packets.length === 1 ? '' : 's'}\n`)
  return 0
}

function* readFile(process: Process, name: string): Generator<Wait, PcapFile | string, void> {
  if (name === '-') return parsePcap(bytesOf(yield* readAll(process.stdin)))
  try {
    return parsePcap(bytesOf(process.system.files.read(absolute(process, name), process.place)))
  } catch (error) {
    if (!(error instanceof FileFailure)) throw error
    if (error.code === 'EISDIR') return 'error reading dump file: Is a directory'
    return `${name}: ${fileProblem(error)}`
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
