import type { Ipv6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import type { Inet6Address, Inet6Device, Timer6 } from './inet6.ts'

/** HZ=250: delayed work runs at a tick. */
const JIFFY = 4_000_000

/** Sets a device's timer of that kind anew; the one that was set before is void. */
export function setTimer6(
  stack: StackEnvironment,
  idev: Inet6Device,
  what: Exclude<Timer6['what'], 'dad'>,
  delay: number,
): void {
  const number = ++stack.inet6.lastTimer
  idev.timers.set(what, number)
  arm(stack, idev, what, 0n, number, delay)
}

/** addrconf_mod_dad_work. */
export function setDadTimer(
  stack: StackEnvironment,
  idev: Inet6Device,
  address: Inet6Address,
  delay: number,
): void {
  address.timer = ++stack.inet6.lastTimer
  arm(stack, idev, 'dad', address.local, address.timer, delay)
}

function arm(
  stack: StackEnvironment,
  { dev }: Inet6Device,
  what: Timer6['what'],
  address: Ipv6,
  number: number,
  delay: number,
): void {
  const due = Math.ceil((stack.now + delay) / JIFFY) * JIFFY
  stack.setTimer(due, { kind: 'ipv6', what, netns: dev.netns, device: dev.id, address, number })
}
