import type { StackEnvironment } from '../environment.ts'
import type { Inet6Device } from './inet6.ts'
import { linkLocalOf, sendRouterSolicitation } from './nd-send.ts'
import { acceptsAdvertisements, conf6 } from './settings6.ts'
import { setTimer6 } from './timer6.ts'

const SECOND = 1_000_000_000

/** addrconf_dad_completed: an address is there, and now a router would be welcome. */
export function beginSoliciting(stack: StackEnvironment, idev: Inet6Device): void {
  const from = linkLocalOf(idev)
  const wanted = acceptsAdvertisements(idev) && conf6(idev, 'router_solicitations') !== 0
  stack.why(idev.dev, 0)?.('RA5', wanted, { accept_ra: conf6(idev, 'accept_ra') })
  if (!wanted || from === undefined) return
  idev.advertised = false
  sendRouterSolicitation(stack, idev, from)
  idev.solicitations = 1
  idev.solicitationInterval = conf6(idev, 'router_solicitation_interval') * SECOND * around(stack, 1)
  setTimer6(stack, idev, 'solicitation', idev.solicitationInterval)
}

/** addrconf_rs_timer: again and again, at ever longer intervals, until a router has answered (RFC 7559). */
export function solicitationDue(stack: StackEnvironment, idev: Inet6Device): void {
  const from = linkLocalOf(idev)
  const most = conf6(idev, 'router_solicitations')
  if (!acceptsAdvertisements(idev) || idev.advertised || from === undefined) return
  if (most >= 0 && idev.solicitations >= most) return
  idev.solicitations++
  sendRouterSolicitation(stack, idev, from)
  idev.solicitationInterval = longer(stack, idev)
  setTimer6(stack, idev, 'solicitation', idev.solicitationInterval)
}

/** rfc3315_s14_backoff_update. */
function longer(stack: StackEnvironment, idev: Inet6Device): number {
  const longest = conf6(idev, 'router_solicitation_max_interval') * SECOND
  const next = idev.solicitationInterval * around(stack, 2)
  return next > longest ? longest * around(stack, 1) : next
}

/** A tenth more or less. */
function around(stack: StackEnvironment, factor: number): number {
  return factor - 0.1 + stack.random(200_001) / 1_000_000
}
