import type { BridgePort } from '../device/bridge-device.ts'
import { type Refusal, refuse } from '../device/errno.ts'
import type { BridgeEffect } from './effects.ts'
import { flushFdb } from './fdb.ts'
import { setPortState } from './port-state.ts'
import { updateAutoCount } from './promisc.ts'

export const PORT_FLAGS = [
  'hairpin',
  'guard',
  'rootBlock',
  'fastleave',
  'learning',
  'flood',
  'mcastFlood',
  'bcastFlood',
  'mcastToUnicast',
  'neighSuppress',
  'vlanTunnel',
  'isolated',
  'locked',
] as const
export type PortFlag = (typeof PORT_FLAGS)[number]

/** IFLA_BRPORT_*: what `bridge link set` and `ip link set type bridge_slave` ask. */
export interface PortChanges extends Partial<Readonly<Record<PortFlag, boolean>>> {
  readonly cost?: number
  readonly priority?: number
  /** By number, as the message carries it. */
  readonly state?: number
  readonly flush?: true
  readonly mcastRouter?: number
  readonly groupFwdMask?: number
}

const MAX_COST = 65535
const MAX_PRIORITY = 63
/** BR_GROUPFWD_MACPAUSE: pause frames never pass. */
const PAUSE_BIT = 2

/** br_setport: in this order; the first that is refused ends it, and what was set before stays. */
export function changePort(port: BridgePort, changes: PortChanges): Refusal | BridgeEffect[] {
  for (const flag of PORT_FLAGS) port[flag] = changes[flag] ?? port[flag]
  updateAutoCount(port.bridge)
  const { cost, priority, state, flush, mcastRouter, groupFwdMask } = changes
  if (cost !== undefined) {
    if (cost < 1 || cost > MAX_COST) return refuse('ERANGE')
    port.cost = cost
    port.costSet = true
  }
  if (priority !== undefined) {
    if (priority > MAX_PRIORITY) return refuse('ERANGE')
    port.priority = priority
  }
  const effects = state === undefined ? [] : setPortState(port, state)
  if ('errno' in effects) return effects
  if (flush) flushFdb(port.bridge, { port, static: false, extLearned: false })
  if (mcastRouter !== undefined) {
    if (mcastRouter > 3) return refuse('EINVAL')
    port.mcastRouter = mcastRouter
  }
  if (groupFwdMask !== undefined) {
    if (groupFwdMask & PAUSE_BIT) return refuse('EINVAL')
    port.groupFwdMask = groupFwdMask
  }
  return effects
}
