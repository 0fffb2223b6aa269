import type { Device } from '../device/device.ts'
import { buildFrame } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import { formatMac } from '../frame/mac.ts'
import type { SendResult, StackEnvironment } from './environment.ts'
import type { InetDevice, Neighbour, WaitingPacket } from './inet.ts'
import { parameterTime, tableOf } from './neighbour-table.ts'
import { createNeighbour, findNeighbour } from './neighbours.ts'
import { hasTimer, isConnected, isValid, type NudAction, type NudEvent, nextNud } from './nud-machine.ts'
import { wheelTime } from './timer-wheel.ts'

/** HZ/100 in whole jiffies: no timer of a neighbour is shorter. */
const SHORTEST = 8_000_000

/** neigh_output: a packet leaves for a next hop, or waits until its link-layer address is known. */
export function sendToNeighbour(
  stack: StackEnvironment,
  idev: InetDevice,
  nexthop: Ipv4,
  packet: WaitingPacket,
): SendResult {
  const neighbour = findNeighbour(stack.inet, idev.dev, nexthop) ?? createNeighbour(stack, idev, nexthop)
  return resolveOutput(stack, neighbour, packet)
}

/** neigh_output: where all is known, the header that is kept ready will do, unless a new one is wanted. */
export function resolveOutput(
  stack: StackEnvironment,
  neighbour: Neighbour,
  packet: WaitingPacket,
  header: 'kept' | 'new' = 'kept',
): SendResult {
  const { dev, state, address } = neighbour
  const ready = isConnected(state) || state === 'delay' || state === 'probe'
  stack.why(dev, packet.copy)?.('NUD1', ready, { nexthop: tableOf(stack, address).format(address), state })
  if (!isConnected(state)) neighbour.used = stack.now
  if (ready) return transmitTo(stack, neighbour, packet, isConnected(state) ? header : 'new')
  const stale = state === 'stale'
  stack.why(dev, packet.copy)?.('NUD2', stale, { state })
  if (!stale) return enqueue(stack, neighbour, packet)
  step(stack, neighbour, { type: 'SEND' })
  return transmitTo(stack, neighbour, packet, 'new')
}

/**
 * neigh_hh_output, or neigh_resolve_output, which keeps its header for the next time. Neighbours, and with them their headers,
 * go when the address of their device changes; but nobody tells of that of a passthru macvlan, when its lower device takes
 * another (macvlan_sync_address): what it kept ready bears the old one.
 */
function transmitTo(
  stack: StackEnvironment,
  neighbour: Neighbour,
  { bytes, copy }: WaitingPacket,
  header: 'kept' | 'new',
): SendResult {
  const { dev, mac, address, headerSource } = neighbour
  if (mac === undefined) throw new Error(`a valid neighbour on ${dev.name} has no link-layer address`)
  if (keepsHeaders(dev)) neighbour.headerSource ??= dev.mac
  const source = (header === 'kept' ? headerSource : undefined) ?? dev.mac
  if (headerSource !== undefined && headerSource !== dev.mac)
    stack.why(dev, copy)?.('NUD10', header === 'kept', {
      kept: formatMac(headerSource),
      device: formatMac(dev.mac),
    })
  return stack.transmit(dev, buildFrame(mac, source, tableOf(stack, address).etherType, bytes), copy)
}

/** header_ops.cache, which vlan_header_ops alone are without. */
function keepsHeaders({ driver }: Device): boolean {
  return driver.kind !== 'vlan'
}

/** __neigh_event_send for an address that is not known. */
function enqueue(stack: StackEnvironment, neighbour: Neighbour, packet: WaitingPacket): SendResult {
  const { dev, state, queue } = neighbour
  const waiting = state === 'incomplete'
  stack.why(dev, packet.copy)?.('NUD3', waiting, { state })
  makeRoom(stack, neighbour, packet)
  queue.push(packet)
  stack.fate(
    dev,
    packet.copy,
    'NUD4',
    'queued',
    `waits for the answer to ${tableOf(stack, neighbour.address).question}`,
  )
  if (!waiting) step(stack, neighbour, { type: 'SEND' })
  return 'sent'
}

/** What a packet costs in memory (truesize): its buffer and the kernel's book-keeping. */
function truesize({ bytes }: WaitingPacket): number {
  return bytes.length <= 128 ? 768 : 832 + Math.ceil((bytes.length + 64) / 64) * 64
}

function makeRoom(stack: StackEnvironment, { dev, queue, address }: Neighbour, packet: WaitingPacket): void {
  const limit = tableOf(stack, address).parameter(dev, 'unres_qlen_bytes')
  let used = queue.reduce((sum, waiting) => sum + truesize(waiting), truesize(packet))
  stack.why(dev, packet.copy)?.('NUD4', used <= limit, { bytes: used, unres_qlen_bytes: limit })
  while (used > limit && queue.length > 0) {
    const oldest = queue.shift()!
    used -= truesize(oldest)
    stack.fate(dev, oldest.copy, 'NUD4', 'dropped', 'the queue for this neighbour is full')
  }
}

/** Moves the entry on, and does what the machine says. */
export function step(stack: StackEnvironment, neighbour: Neighbour, event: NudEvent): void {
  const { state, actions } = nextNud(neighbour.state, event)
  if (state !== neighbour.state) enter(stack, neighbour, state)
  for (const action of actions) perform(stack, neighbour, action)
}

function enter(stack: StackEnvironment, neighbour: Neighbour, state: Neighbour['state']): void {
  const table = tableOf(stack, neighbour.address)
  // A first request goes to everybody; the ones that probe a known address start anew.
  if (state === 'incomplete') neighbour.probes = table.parameter(neighbour.dev, 'ucast_solicit')
  if (state === 'probe') neighbour.probes = 0
  if (!isValid(state)) neighbour.mac = undefined
  neighbour.state = state
  neighbour.updated = stack.now
  neighbour.timer = table.nextTimer()
}

function perform(stack: StackEnvironment, neighbour: Neighbour, action: NudAction): void {
  const { now } = stack
  const { dev, address } = neighbour
  const table = tableOf(stack, address)
  switch (action) {
    case 'solicit':
      wake(stack, neighbour, now + Math.max(parameterTime(table, dev, 'retrans_time_ms'), SHORTEST))
      table.solicit(neighbour)
      neighbour.probes++
      return
    case 'awaitReachable':
      return wake(stack, neighbour, Math.max(neighbour.confirmed + table.reachableTime(dev), now + SHORTEST))
    case 'awaitDelay':
      return wake(stack, neighbour, now + parameterTime(table, dev, 'delay_first_probe_time'))
    case 'report':
      return reportFailure(stack, neighbour)
  }
}

/** neigh_add_timer. */
function wake(stack: StackEnvironment, neighbour: Neighbour, at: number): void {
  const { dev, address } = neighbour
  neighbour.timer = tableOf(stack, address).nextTimer()
  const due = wheelTime(stack.now, Math.max(at, stack.now))
  stack.setTimer(due, {
    kind: 'neighbour',
    netns: dev.netns,
    device: dev.id,
    address,
    number: neighbour.timer,
  })
}

/** neigh_invalidate and arp_error_report: who waits is told that the host cannot be reached. */
export function reportFailure(stack: StackEnvironment, neighbour: Neighbour): void {
  for (const packet of neighbour.queue.splice(0)) {
    stack.fate(neighbour.dev, packet.copy, 'NUD8', 'dropped', 'nobody answers for the next hop')
    tableOf(stack, neighbour.address).fail(neighbour.dev, packet)
  }
}

/** neigh_timer_handler. */
export function neighbourTimer(stack: StackEnvironment, neighbour: Neighbour, number: number): void {
  if (neighbour.timer !== number || !hasTimer(neighbour.state)) return
  const { now } = stack
  const table = tableOf(stack, neighbour.address)
  const delay = parameterTime(table, neighbour.dev, 'delay_first_probe_time')
  const patience = neighbour.state === 'reachable' ? table.reachableTime(neighbour.dev) : delay
  const confirmed = now <= neighbour.confirmed + patience
  const used = now <= neighbour.used + delay
  const exhausted = neighbour.probes >= maxProbes(stack, neighbour)
  tell(stack, neighbour, confirmed, used, exhausted)
  step(stack, neighbour, { type: 'TIMER', confirmed, used, exhausted })
}

/** neigh_max_probes. */
function maxProbes(stack: StackEnvironment, { dev, address, state }: Neighbour): number {
  const table = tableOf(stack, address)
  const groups = state === 'probe' ? 'mcast_resolicit' : 'mcast_solicit'
  const names = ['ucast_solicit', 'app_solicit', groups] as const
  return names.reduce((sum, name) => sum + table.parameter(dev, name), 0)
}

function tell(
  stack: StackEnvironment,
  { dev, state, address, probes }: Neighbour,
  confirmed: boolean,
  used: boolean,
  exhausted: boolean,
): void {
  const why = stack.why(dev, 0)
  if (why === undefined) return
  const nexthop = tableOf(stack, address).format(address)
  if (state === 'reachable') why('NUD5', confirmed, { nexthop })
  if (state === 'reachable' && !confirmed) why('NUD6', used, { nexthop })
  if (state === 'delay') why('NUD7', confirmed, { nexthop })
  if (state === 'incomplete' || state === 'probe') why('NUD8', exhausted, { nexthop, probes })
}

/** The timer of a state that an update has brought about: at once, unless it is reachable. */
export function startTimer(stack: StackEnvironment, neighbour: Neighbour): void {
  const { state, dev, address } = neighbour
  const time = state === 'reachable' ? tableOf(stack, address).reachableTime(dev) : 0
  if (hasTimer(state)) wake(stack, neighbour, stack.now + time)
}

/** What has waited goes out with a new header, now that the address is known (__neigh_update). */
export function flushQueue(stack: StackEnvironment, neighbour: Neighbour): void {
  while (isValid(neighbour.state) && neighbour.queue.length > 0)
    resolveOutput(stack, neighbour, neighbour.queue.shift()!, 'new')
}

/** neigh_confirm: somebody above knows that the next hop is alive (dst_confirm_neigh, MSG_CONFIRM). */
export function confirmNeighbour(stack: StackEnvironment, dev: InetDevice['dev'], nexthop: Ipv4): void {
  const neighbour = findNeighbour(stack.inet, dev, nexthop)
  if (neighbour !== undefined) neighbour.confirmed = stack.now
}
