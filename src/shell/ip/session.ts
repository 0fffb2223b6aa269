import type { Device } from '../../device/device.ts'
import { type Refusal, type Reply, strerror } from '../../device/errno.ts'
import type { Machine, Netns, World } from '../../world/world.ts'
import type { Process, Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { type Node, toText } from './document.ts'
import { toJson } from './json.ts'
import { atoi } from './numbers.ts'
import type { Options } from './options.ts'
import { fail, noDevice } from './stop.ts'
import type { Words } from './words.ts'

/** One run of `ip`: who runs it, where, and how it shall print. */
export interface Session {
  readonly world: World
  readonly machine: Machine
  readonly process: Process
  readonly options: Options
  /** `-n` changes it. */
  netns: Netns
  /** What stdout will get when the command ends (it is no terminal, so iproute2 buffers it too). */
  out: string
}

/** A subcommand: its exit status, or a program that runs on and has one in the end. */
export type Command = (session: Session, words: Words) => number | Generator<Wait, number, void>

export function print(session: Session, words: string): void {
  session.out += words
}

/** stderr is not buffered. */
export function complain(session: Session, words: string): void {
  session.process.stderr.write(encode(words))
}

/** Prints a dump: each node one object. */
export function show(session: Session, nodes: readonly Node[]): void {
  const { json, pretty } = session.options
  print(session, json ? toJson(nodes, pretty) : toText(nodes))
}

/** `_SL_`: what separates the lines of one object. */
export function lineEnd(session: Session): string {
  return session.options.oneline ? '\\' : '\n'
}

/** rtnl_talk: tells the user when the kernel said no; the command's status is then 2. */
export function report(reply: Reply): number {
  if (reply) refused(reply)
  return 0
}

export function refused(refusal: Refusal): never {
  fail(refusalWords(refusal), 2)
}

/** nl_dump_ext_ack prints the kernel's sentence where there is one, and ends it with a full stop. */
export function refusalWords({ errno, extack }: Refusal): string {
  if (extack === undefined) return `RTNETLINK answers: ${strerror(errno)}\n`
  return `Error: ${extack}${extack.endsWith('.') ? '' : '.'}\n`
}

/** ll_name_to_index: `if7` is index 7 even where no device has it; 0 is none. */
export function deviceIndex(session: Session, name: string): number {
  const device = session.netns.byName.get(name)
  if (device) return device.ifindex
  const number = /^if\s*\+?(\d+)/.exec(name)?.[1]
  return number === undefined ? 0 : atoi(number)
}

/** undefined: the name stands for an index that no device has, and the kernel will answer ENODEV. */
export function findDevice(session: Session, name: string): Device | undefined {
  const index = deviceIndex(session, name)
  if (index === 0) noDevice(name)
  return session.netns.devices.get(index)
}

/** As {@link findDevice}, for requests that the kernel refuses at once without the device. */
export function requireDevice(session: Session, name: string): Device {
  return findDevice(session, name) ?? refused({ errno: 'ENODEV' })
}
