import { formatMac, type Mac } from '../frame/mac.ts'
import { deviceNameFault, quote } from './names.ts'
import { type Cable, type CableEnd, DEFAULT_MTU, defaultMac, type Machine, parseNicMac } from './topology.ts'
import type { Value } from './yaml-reader.ts'

/** An end as written: the MAC may still be missing. */
interface EndDraft {
  readonly machine: string
  readonly dev: string
  readonly mac: Mac | undefined
  readonly ipv4: string | undefined
  readonly value: Value
}

interface CableDraft {
  readonly ends: readonly [EndDraft, EndDraft]
  readonly mtu: number
}

export function readCables(links: Value | undefined, machines: readonly Machine[]): readonly Cable[] {
  const drafts = (links?.items('links') ?? []).flatMap((item) => readCable(item) ?? [])
  const ends = drafts.flatMap((draft) => draft.ends)
  for (const end of ends) checkMachine(end, machines)
  refuseTwice(
    ends,
    (end) => `${end.machine}:${end.dev}`,
    (key) => `interface ${quote(key)} is used by two links`,
  )
  const cables = drafts.map((draft, index) => ({ mtu: draft.mtu, ends: withMacs(draft.ends, index + 1) }))
  const macs = cables.flatMap((cable) => cable.ends)
  refuseTwice(
    ends.map((end, index) => ({ ...end, mac: macs[index]?.mac })),
    (end) => formatMac(end.mac!),
    (mac) => `MAC address ${mac} is given to two interfaces`,
  )
  return cables
}

function readCable(item: Value): CableDraft | undefined {
  let type: string | undefined
  let endpoints: Value | undefined
  let mtu = DEFAULT_MTU
  for (const { key, value } of item.entries('a link')) {
    if (key === 'type') type = value.text('type')
    else if (key === 'endpoints') endpoints = value
    else if (key === 'mtu') mtu = readMtu(value)
    else if (key !== 'labels' && key !== 'vars') value.error(`a link has no field ${quote(key)}`)
  }
  if (type !== undefined && type !== 'veth')
    return item.error(`link type ${quote(type)} is not known; only veth is`)
  const items = endpoints?.items('endpoints') ?? []
  if (items.length !== 2) return item.error(`a link has 2 endpoints; this one has ${items.length}`)
  const [a, b] = items.map((value) =>
    type === 'veth' && !value.isText ? readExtended(value) : readBrief(value),
  )
  return a && b ? { ends: [a, b], mtu } : undefined
}

/** dev->min_mtu and max_mtu of a veth (ETH_MIN_MTU, ETH_MAX_MTU). */
function readMtu(value: Value): number {
  const mtu = value.integer('mtu') ?? DEFAULT_MTU
  if (mtu < 68 || mtu > 65535) value.error(`mtu ${mtu} is outside 68 to 65535`)
  return mtu
}

/** `node:interface` */
function readBrief(value: Value): EndDraft | undefined {
  if (!value.isText)
    return value.error('an endpoint is written "node:interface", or as a mapping with type: veth')
  const text = value.text('an endpoint')!
  const colon = text.indexOf(':')
  if (colon < 0) return value.error(`endpoint ${quote(text)} dangles: it must be "node:interface"`)
  return checked({
    machine: text.slice(0, colon),
    dev: text.slice(colon + 1),
    mac: undefined,
    ipv4: undefined,
    value,
  })
}

function readExtended(value: Value): EndDraft | undefined {
  const texts = new Map<string, string>()
  for (const field of value.entries('an endpoint')) {
    if (field.key === 'vars') continue
    if (!['node', 'interface', 'mac', 'ipv4', 'ipv6'].includes(field.key)) {
      field.value.error(`an endpoint has no field ${quote(field.key)}`)
      continue
    }
    const text = field.value.text(field.key)
    if (text === undefined) return undefined
    if (field.key === 'mac' && parseNicMac(text) === undefined)
      field.value.error(`bad MAC address ${quote(text)}`)
    if (field.key === 'ipv4' && !isPrefix(text))
      field.value.error(`bad ipv4 ${quote(text)}; it must be like 192.168.1.1/24`)
    if (field.key === 'ipv6') field.value.error('ipv6 is not modelled: both sides run with it off')
    texts.set(field.key, text)
  }
  const machine = texts.get('node')
  if (machine === undefined) return value.error('an endpoint dangles: it has no node')
  const mac = parseNicMac(texts.get('mac') ?? '')
  return checked({ machine, dev: texts.get('interface') ?? '', mac, ipv4: texts.get('ipv4'), value })
}

function checked(end: EndDraft): EndDraft | undefined {
  const fault = deviceNameFault(end.dev)
  return fault ? end.value.error(`endpoint of node ${quote(end.machine)}: ${fault}`) : end
}

function isPrefix(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)
  if (!match) return false
  const [a, b, c, d, bits] = match.slice(1).map(Number)
  return [a, b, c, d].every((byte) => byte! <= 255) && bits! <= 32
}

function checkMachine(end: EndDraft, machines: readonly Machine[]): void {
  const machine = machines.find((one) => one.name === end.machine)
  if (!machine)
    end.value.error(`endpoint "${end.machine}:${end.dev}" dangles: there is no node ${quote(end.machine)}`)
  else if (machine.kind === 'bridge' && machine.name === end.dev) {
    end.value.error(`interface ${quote(end.dev)} of ${quote(machine.name)} has the name of the bridge itself`)
  } else if (machine.kind === 'bridge' && end.ipv4 !== undefined) {
    end.value.error(`port ${quote(end.dev)} of bridge ${quote(machine.name)} cannot have an address`)
  }
}

function refuseTwice<T extends { readonly value: Value }>(
  ends: readonly T[],
  keyOf: (end: T) => string,
  message: (key: string) => string,
): void {
  const seen = new Set<string>()
  for (const end of ends) {
    const key = keyOf(end)
    if (seen.has(key)) end.value.error(message(key))
    seen.add(key)
  }
}

function withMacs(ends: readonly [EndDraft, EndDraft], cable: number): readonly [CableEnd, CableEnd] {
  const finish = ({ machine, dev, mac, ipv4 }: EndDraft, end: number): CableEnd => ({
    machine,
    dev,
    mac: mac ?? defaultMac(cable, end),
    ...(ipv4 === undefined ? {} : { ipv4 }),
  })
  return [finish(ends[0], 1), finish(ends[1], 2)]
}
