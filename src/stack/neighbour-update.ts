import { type Reply, refuse } from '../device/errno.ts'
import { formatMac, type Mac } from '../frame/mac.ts'
import type { StackEnvironment } from './environment.ts'
import type { Neighbour, NudState } from './inet.ts'
import { flushQueue, reportFailure, startTimer, step } from './neighbour-send.ts'
import { parameterTime, tableOf } from './neighbour-table.ts'
import { becomes, isConnected, isValid } from './nud-machine.ts'

export interface NeighbourUpdate {
  readonly mac: Mac | undefined
  readonly state: NudState
  /** NEIGH_UPDATE_F_OVERRIDE: a different address replaces the known one. */
  readonly override: boolean
  /** NEIGH_UPDATE_F_WEAK_OVERRIDE: a live entry that is told a different address keeps its own, but doubts it. */
  readonly weak?: boolean
  /** NEIGH_UPDATE_F_ADMIN: somebody said so by hand. */
  readonly admin: boolean
  /** The frame that brought the news; 0 if none. */
  readonly copy: number
}

/** __neigh_update. */
export function updateNeighbour(
  stack: StackEnvironment,
  neighbour: Neighbour,
  update: NeighbourUpdate,
): Reply {
  const old = neighbour.state
  if (!update.admin && (old === 'noarp' || old === 'permanent')) return refuse('EPERM')
  if (!isValid(update.state)) return invalidate(stack, neighbour, update.state)
  const mac = update.mac ?? (isValid(old) ? neighbour.mac : undefined)
  if (mac === undefined) return refuse('EINVAL', 'No link layer address given')
  if (isConnected(update.state)) neighbour.confirmed = stack.now
  const state = admitted(stack, neighbour, update, mac)
  if (state === undefined) return undefined
  const doubted = mac !== neighbour.mac && isWeak(neighbour, update)
  apply(stack, neighbour, doubted ? neighbour.mac! : mac, state)
  return undefined
}

function isWeak({ state }: Neighbour, { weak = false, override }: NeighbourUpdate): boolean {
  return weak && !override && isConnected(state)
}

function invalidate(stack: StackEnvironment, neighbour: Neighbour, state: NudState): Reply {
  const old = neighbour.state
  step(stack, neighbour, { type: becomes(state) })
  if ((old === 'incomplete' || old === 'probe') && state === 'failed') reportFailure(stack, neighbour)
  return undefined
}

/** The state that the entry may take; undefined: the news is ignored. */
function admitted(
  stack: StackEnvironment,
  neighbour: Neighbour,
  update: NeighbourUpdate,
  mac: Mac,
): NudState | undefined {
  if (!isValid(neighbour.state)) return update.state
  const differs = mac !== neighbour.mac
  const refused = differs && !update.override
  stack.why(neighbour.dev, update.copy)?.('NUD9', refused, {
    address: tableOf(stack, neighbour.address).format(neighbour.address),
    known: formatMac(neighbour.mac!),
    told: formatMac(mac),
  })
  if (refused) return isWeak(neighbour, update) ? 'stale' : undefined
  // Hearing of a neighbour does not make a live entry older than it is.
  return !differs && update.state === 'stale' && !update.admin ? neighbour.state : update.state
}

function apply(stack: StackEnvironment, neighbour: Neighbour, mac: Mac, state: NudState): void {
  const { dev, address } = neighbour
  const old = neighbour.state
  const changesMac = mac !== neighbour.mac
  if (changesMac || state !== old) neighbour.updated = stack.now
  neighbour.mac = mac
  if (state !== old) {
    step(stack, neighbour, { type: becomes(state) })
    startTimer(stack, neighbour)
  }
  if (changesMac && !isConnected(state))
    neighbour.confirmed =
      stack.now - 2 * parameterTime(tableOf(stack, address), dev, 'base_reachable_time_ms')
  if (state !== old && !isValid(old)) flushQueue(stack, neighbour)
}
