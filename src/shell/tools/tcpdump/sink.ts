import { emitPcapHeader, emitPcapPacket, LinkType } from '../../../frame/pcap.ts'
import type { Output, Process } from '../../process.ts'
import { type Buffered, buffered } from '../standard-io.ts'
import type { Options } from './options.ts'
import { newPrinter, type Packet, printPacket } from './packet.ts'

/** Where packets go: printed, written to a file, or only counted. */
export interface Sink {
  take(packet: Packet): void
  close(): void
  /** Whether it prints on stdout, so that an interrupt ends the line (info). */
  readonly prints: boolean
}

export interface SinkRequest {
  readonly process: Process
  readonly options: Options
  readonly link: 'ethernet' | 'cooked'
  readonly snapLength: number
  readonly nameOf: (ifindex: number) => string | undefined
}

/** Throws FileFailure if the file for `-w` cannot be made. */
export function openSink(request: SinkRequest): Sink {
  const { process, options } = request
  const { writeTo, countOnly } = options
  const prints = !countOnly && (writeTo === undefined || options.print)
  const stdout = buffered(process.stdout)
  const printer = prints ? printing(request, stdout) : undefined
  const writer = writeTo === undefined ? undefined : writing(request, writeTo)
  return {
    prints,
    take(packet) {
      writer?.take(packet)
      printer?.(packet)
    },
    close() {
      writer?.close()
      stdout.flush()
    },
  }
}

function printing({ options, link, nameOf }: SinkRequest, stdout: Buffered): (packet: Packet) => void {
  const printer = newPrinter(options, link, nameOf)
  return (packet) => {
    stdout.write(printPacket(printer, packet))
    if (options.lineBuffered) stdout.flush()
  }
}

/** A capture file in the classic format; `-` is stdout. */
function writing(request: SinkRequest, name: string): { take(packet: Packet): void; close(): void } {
  const { process, options, link, snapLength } = request
  const output = name === '-' ? process.stdout : openFile(process, name)
  const stream = buffered(output)
  stream.write(
    latin1(emitPcapHeader(link === 'ethernet' ? LinkType.ETHERNET : LinkType.LINUX_SLL2, snapLength)),
  )
  if (options.packetBuffered) stream.flush()
  return {
    take({ time, bytes, length }) {
      const microseconds = Math.floor(time.nanoseconds / 1000)
      stream.write(
        latin1(emitPcapPacket({ seconds: time.seconds, microseconds, bytes, originalLength: length })),
      )
      if (options.packetBuffered) stream.flush()
    },
    close: () => stream.flush(),
  }
}

function openFile(process: Process, name: string): Output {
  return process.system.files.open(absolute(process, name), process.place, 'truncate')
}

export function absolute(process: Process, name: string): string {
  return name.startsWith('/') ? name : `${process.cwd === '/' ? '' : process.cwd}/${name}`
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
