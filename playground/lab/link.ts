import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import type { Topology } from '../../src/topology/topology.ts'
import type { Branch } from './branches.ts'
import type { PlaceName } from './script.ts'

/** Everything that a lab is: where it takes place, its history and those that were left, and what of it is shown. */
export interface LabState extends Branch {
  readonly name: string
  readonly topology: Topology
  /** Position on the timeline; absent: the end. */
  readonly at?: number
  readonly view?: View
  readonly branches?: readonly Branch[]
}

/** What the reader looks at. */
export interface View {
  readonly frame?: number
  readonly filter?: string
  readonly place?: PlaceName
}

export type Opened =
  | { readonly ok: true; readonly state: LabState }
  | { readonly ok: false; readonly why: 'damaged' | 'version'; readonly version?: number }

const VERSION = 2
const PREFIX = '#lab='
/** Of the address: no lab that was typed is longer. */
const LONGEST = 200_000

export function linkOf(state: LabState): string {
  const bytes = deflateSync(strToU8(fileOf(state)), { level: 9 })
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return `${PREFIX}${btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
}

export function fileOf(state: LabState): string {
  return JSON.stringify({ version: VERSION, ...state })
}

/** undefined: the address holds no lab. */
export function openLink(hash: string): Opened | undefined {
  if (!hash.startsWith(PREFIX)) return undefined
  try {
    if (hash.length > LONGEST) return { ok: false, why: 'damaged' }
    const text = atob(hash.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'))
    return openFile(strFromU8(inflateSync(Uint8Array.from(text, (c) => c.charCodeAt(0)))))
  } catch {
    return { ok: false, why: 'damaged' }
  }
}

export function openFile(text: string): Opened {
  try {
    const data: unknown = JSON.parse(text)
    if (!isRecord(data) || typeof data['version'] !== 'number') return { ok: false, why: 'damaged' }
    const { version, ...state } = upgraded(data)
    if (version !== VERSION) return { ok: false, why: 'version', version: data['version'] }
    return isState(state) ? { ok: true, state } : { ok: false, why: 'damaged' }
  } catch {
    return { ok: false, why: 'damaged' }
  }
}

/** Version 1 knew one terminal for what is offered. */
function upgraded(data: Record<string, unknown>): Record<string, unknown> {
  const { rest, topology, ...others } = data
  if (data['version'] !== 1 || !listOf(rest, isText) || !isRecord(topology)) return data
  const offered = (rest as string[]).map((text) => ({ place: topology['scriptMachine'], text }))
  return { ...others, version: VERSION, topology, offered }
}

function isState(data: Record<string, unknown>): data is Record<string, unknown> & LabState {
  const { name, topology, at, view, branches } = data
  if (typeof name !== 'string' || !isTopology(topology)) return false
  const machines = new Set((topology['machines'] as { name: string }[]).map((one) => one.name))
  return (
    isBranch(data, machines) &&
    isAbsentOr(at, isNumber) &&
    isAbsentOr(view, (one) => isView(one, machines)) &&
    isAbsentOr(branches, (list) => listOf(list, (one) => isBranch(one, machines)))
  )
}

function isBranch(value: unknown, machines: ReadonlySet<string>): boolean {
  if (!isRecord(value)) return false
  const { entries, offered, until } = value
  const isHere = (one: unknown) => isEntry(one, machines)
  return listOf(entries, isHere) && listOf(offered, isHere) && isAbsentOr(until, isNumber)
}

function isEntry(value: unknown, machines: ReadonlySet<string>): boolean {
  if (!isRecord(value)) return false
  const { place, text, at, stopAt } = value
  return isPlace(place, machines) && isText(text) && isAbsentOr(at, isNumber) && isAbsentOr(stopAt, isNumber)
}

/** A terminal of a machine that exists; whether its namespace does is the lab's affair. */
function isPlace(value: unknown, machines: ReadonlySet<string>): boolean {
  return typeof value === 'string' && machines.has(value.split('/')[0]!)
}

function isView(value: unknown, machines: ReadonlySet<string>): boolean {
  if (!isRecord(value)) return false
  const { frame, filter, place } = value
  return (
    isAbsentOr(frame, isNumber) &&
    isAbsentOr(filter, isText) &&
    isAbsentOr(place, (one) => isPlace(one, machines))
  )
}

function isTopology(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value) || typeof value['name'] !== 'string') return false
  const { machines, cables, scriptMachine, modules, ipv6 } = value
  if (ipv6 !== undefined && typeof ipv6 !== 'boolean') return false
  if (!listOf(machines, isMachine) || !listOf(cables, isCable)) return false
  const names = (machines as { name: string; kind: string }[])
    .filter(({ kind }) => kind === 'linux')
    .map(({ name }) => name)
  return names.includes(scriptMachine as string) && ['module', 'builtin', 'none'].includes(modules as string)
}

function isMachine(value: unknown): boolean {
  if (!isRecord(value) || typeof value['name'] !== 'string') return false
  if (value['kind'] === 'bridge') return listOf(value['hairpin'], isText)
  return (
    value['kind'] === 'linux' &&
    typeof value['filtering'] === 'boolean' &&
    listOf(value['exec'], isBootCommand)
  )
}

function isBootCommand(value: unknown): boolean {
  return isRecord(value) && listOf(value['words'], isText) && isNumber(value['line'])
}

function isCable(value: unknown): boolean {
  if (
    !isRecord(value) ||
    !isNumber(value['mtu']) ||
    !Array.isArray(value['ends']) ||
    value['ends'].length !== 2
  )
    return false
  return value['ends'].every((end: unknown) => {
    if (!isRecord(end)) return false
    const { machine, dev, mac, ipv4 } = end
    return isText(machine) && isText(dev) && isNumber(mac) && isAbsentOr(ipv4, isText)
  })
}

const isAbsentOr = (value: unknown, is: (one: unknown) => boolean) => value === undefined || is(value)
const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is)
}
