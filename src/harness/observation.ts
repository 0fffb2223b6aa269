import type { PacketType } from '../world/packet-type.ts'

/**
 * What one run of a lab looked like from outside. The simulator and the real kernel both give one, and
 * `compare.ts` says how two differ.
 */
export interface Observation {
  /** Bytes, one character each (0–255), as everywhere in the project. */
  readonly stdout: string
  readonly stderr: string
  /** Exit status of the script. */
  readonly status: number
  /** Every frame at every device, in the order it was seen within each namespace. */
  readonly trace: readonly ObservedFrame[]
}

/** A frame at a device, as a packet socket there sees it. */
export interface ObservedFrame {
  /** Nanoseconds since the script began. */
  readonly time: number
  readonly machine: string
  /** '' is the machine's root namespace. */
  readonly netns: string
  readonly dev: string
  readonly type: PacketType
  /** All bytes without the checksum, in hexadecimal; a VLAN tag that the kernel keeps beside them is put back. */
  readonly frame: string
  /** The simulator alone can tell: on the kernel its Ethernet header would be written over (`withoutOverwritten`). */
  readonly overwritten?: boolean
}

/** One line of `--trace`. */
export function formatTraceLine(seen: ObservedFrame): string {
  const { time, machine, netns, dev, type, frame } = seen
  return `${JSON.stringify({ time, machine, netns, dev, type, frame })}\n`
}
