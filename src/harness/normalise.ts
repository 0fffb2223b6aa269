/**
 * The one place that says what two runs of the same lab may differ in. A kernel, or a tool, chooses these freely:
 *
 * | what                                                   | becomes           |
 * |--------------------------------------------------------|-------------------|
 * | a random MAC: locally administered, unicast, and named neither in the topology nor in the script | `mac#1`, `mac#2`, … by first appearance; `MAC#1` where the tool prints capitals |
 * | ping's times: `time=0.04 ms`, `time 1002ms`, `rtt … = …`; arping's `0.768ms`     | `#`    |
 * | tcpdump's time at the start of a line                   | `#`               |
 * | the ICMP identifier (ping's process id), printed and in frames | `#`        |
 * | the IPv4 identification, printed and in frames          | `#`               |
 * | process ids that bash prints: `[1] 123`, `line 3: 123 Killed`, `kill: (123) -`    | `#`    |
 * | a bridge's garbage collection timer (`gc_timer`)        | `#`               |
 * | the size of a module, which each build of a kernel has its own of: `macvlan  28672  0` | `#` |
 * | mausezahn's speed                                       | `#`               |
 * | in frames: the time that ping writes at the start of its payload | `#`      |
 * | in frames: checksums of IPv4, ICMP and UDP, which follow from the above | `ok`, or `bad` if they are wrong |
 * | in frames: a UDP port of the kernel's choice (32768 and above) | `#`        |
 *
 * | IPv6 flow labels, printed and in frames; the nonce of a probe for a duplicate        | `#`        |
 * | in frames: IPv6 addresses that were made from a random MAC | with `mac#1` in them |
 * | in frames: MLD reports and router solicitations, which IPv6 repeats at random times  | left out |
 *
 * Everything else must be equal to the letter. Times of frames are not compared at all: one side's are virtual.
 */
import { type Mac, parseMac } from '../frame/mac.ts'
import type { Topology } from '../topology/topology.ts'
import { MacNames } from './mac-names.ts'
import { normaliseFrame } from './normalise-frame.ts'
import type { Observation, ObservedFrame } from './observation.ts'

export interface NormalFrame {
  /** `machine netns dev`, for people. */
  readonly device: string
  readonly type: ObservedFrame['type']
  readonly dst: string
  readonly src: string
  readonly group: boolean
  readonly text: string
  /** It may come before or after anything else. */
  readonly apart: boolean
}

export interface NormalObservation {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
  /** By device, in order of their names; a device's frames in the order in which they were seen. */
  readonly devices: ReadonlyMap<string, readonly NormalFrame[]>
}

/** MACs that a lab names itself, so that they mean the same in every run. */
export function namedMacs(topology: Topology, script: string): ReadonlySet<Mac> {
  const cabled = topology.cables.flatMap((cable) => cable.ends.map((end) => end.mac))
  const written = [...script.matchAll(MAC)].map(([text]) => parseMac(text)!)
  return new Set([...cabled, ...written])
}

export function normalise(observation: Observation, named: ReadonlySet<Mac>): NormalObservation {
  const names = new MacNames(named)
  const stdout = normaliseText(observation.stdout, names)
  const stderr = normaliseText(observation.stderr, names)
  const devices = new Map<string, NormalFrame[]>()
  // Names of MACs that only frames show must not depend on how devices interleave: device by device, sorted.
  for (const seen of observation.trace.toSorted(byDevice)) {
    const device = deviceName(seen)
    const frames = devices.get(device) ?? []
    const { unprompted, ...frame } = normaliseFrame(seen.frame, names)
    if (!unprompted) frames.push({ device, type: seen.type, ...frame })
    devices.set(device, frames)
  }
  return { stdout, stderr, status: observation.status, devices }
}

function deviceName({ machine, netns, dev }: ObservedFrame): string {
  return netns === '' ? `${machine} ${dev}` : `${machine} ${netns} ${dev}`
}

function byDevice(a: ObservedFrame, b: ObservedFrame): number {
  const [left, right] = [deviceName(a), deviceName(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Bytes with or without a leading zero: `ip -d link` prints a bridge's id as `8000.52:54:0:0:1:2`. */
const MAC = /(?<![0-9a-f:])(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}(?![0-9a-f:])/gi

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/\btime([=<])[\d.]+ ms\b/g, 'time$1# ms'],
  [/, time \d+ms$/gm, ', time #ms'],
  [/^(rtt|round-trip) (\S+) = [\d./]+ ms/gm, '$1 $2 = # ms'],
  [/, ipg\/ewma [\d./]+ ms/g, ', ipg/ewma # ms'],
  [/(\[[0-9a-f:]{17}\] {2})[\d.]+ms$/gim, '$1#ms'],
  [/^( ?)(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{6}(?= )/gm, '$1#'],
  [/\b(ICMP echo (?:request|reply), id) \d+,/g, '$1 #,'],
  [/(\(tos 0x[0-9a-f]+, (?:ECT\(\d\), |CE, )?ttl \d+, id) \d+,/g, '$1 #,'],
  [/\b(ICMP6, echo (?:request|reply), id) \d+,/g, '$1 #,'],
  [/\bflowlabel 0x[0-9a-f]{5}\b/g, 'flowlabel #'],
  [/(unknown option \(14\), length 8 \(1\): \n\t +0x0000: {2})[0-9a-f ]{14}/g, '$1#'],
  [/^(\[\d+\][+-]? +)\d+\b/gm, '$1#'],
  [/(: line \d+:) +\d+ (?=[A-Z])/g, '$1 # '],
  [/\bkill: \(\d+\) -/g, 'kill: (#) -'],
  [/\b(gc_timer +)[\d.]+/g, '$1#'],
  [/^(\w+ +)\d{4,}(?= {2}\d+(?: [\w,]+)?$)/gm, '$1#'],
  [/[\d.]+ seconds \(\d+ packets per second\)/g, '# seconds (# packets per second)'],
]

function normaliseText(text: string, names: MacNames): string {
  let result = text
  for (const [pattern, replacement] of REPLACEMENTS) result = result.replace(pattern, replacement)
  return result.replace(MAC, (written) => {
    const mac = parseMac(written)!
    return names.isRandom(mac) ? nameAs(names.nameOf(mac), written) : written
  })
}

function nameAs(name: string, written: string): string {
  return /[A-F]/.test(written) ? name.toUpperCase() : name
}
