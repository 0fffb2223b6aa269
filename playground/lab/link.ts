import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import type { Topology } from '../../src/topology/topology.ts'
import type { Entry } from './script.ts'

/** Everything that a lab is: where it takes place, what was typed, what its script offers next, and the moment shown. */
export interface LabState {
  readonly name: string
  readonly topology: Topology
  readonly entries: readonly Entry[]
  readonly rest: readonly string[]
  /** Position on the timeline; absent: the end. */
  readonly at?: number
}

export type Opened =
  | { readonly ok: true; readonly state: LabState }
  | { readonly ok: false; readonly why: 'damaged' | 'version'; readonly version?: number }

const VERSION = 1
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
    if (data['version'] !== VERSION) return { ok: false, why: 'version', version: data['version'] }
    return isState(data) ? { ok: true, state: data } : { ok: false, why: 'damaged' }
  } catch {
    return { ok: false, why: 'damaged' }
  }
}

function isState(data: Record<string, unknown>): data is Record<string, unknown> & LabState {
  const { name, topology, entries, rest, at } = data
  return (
    typeof name === 'string' &&
    isTopology(topology) &&
    listOf(entries, isEntry) &&
    listOf(rest, isText) &&
    (at === undefined || isNumber(at))
  )
}

function isEntry(value: unknown): boolean {
  if (!isRecord(value) || typeof value['place'] !== 'string' || typeof value['text'] !== 'string')
    return false
  return [value['at'], value['stopAt']].every((one) => one === undefined || isNumber(one))
}

function isTopology(value: unknown): boolean {
  if (!isRecord(value) || typeof value['name'] !== 'string') return false
  const { machines, cables, scriptMachine, modules } = value
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
    return isText(machine) && isText(dev) && isNumber(mac) && (ipv4 === undefined || isText(ipv4))
  })
}

const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is)
}
