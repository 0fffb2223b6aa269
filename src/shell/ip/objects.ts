import { address } from './address/address.ts'
import { link } from './link/link.ts'
import { maddress } from './maddress.ts'
import { neighbour } from './neighbour/neighbour.ts'
import { netns } from './netns/netns.ts'
import { route } from './route/route.ts'
import { rule } from './rule.ts'
import type { Command } from './session.ts'
import { exit, fail, notModelled } from './stop.ts'
import { runnerOf } from './tool.ts'
import { tuntap } from './tuntap.ts'
import { IP_USAGE } from './usage/ip.ts'

/** The order of the table `cmds` of ip.c: it decides that `ip a` is address and `ip n` neighbour. */
const OBJECTS: readonly (readonly [string, Command])[] = [
  ['address*', address],
  ['addrlabel*', leftOut('addrlabel')],
  ['maddress*', maddress],
  ['route*', route],
  ['rule*', rule],
  ['neighbor* neighbour*', neighbour],
  ['ntable* ntbl*', leftOut('ntable')],
  ['link*', link],
  ['l2tp*', leftOut('l2tp')],
  ['fou*', leftOut('fou')],
  ['ila*', leftOut('ila')],
  ['macsec*', leftOut('macsec')],
  ['tunnel* tunl*', leftOut('tunnel')],
  ['tuntap* tap*', tuntap],
  ['token*', leftOut('token')],
  ['tcpmetrics* tcp_metrics*', leftOut('tcpmetrics')],
  ['monitor*', leftOut('monitor')],
  ['xfrm*', leftOut('xfrm')],
  ['mroute*', leftOut('mroute')],
  ['mrule*', leftOut('mrule')],
  ['netns*', netns],
  ['netconf*', leftOut('netconf')],
  ['vrf*', leftOut('vrf')],
  ['sr*', leftOut('sr')],
  ['nexthop*', leftOut('nexthop')],
  ['mptcp*', leftOut('mptcp')],
  ['ioam*', leftOut('ioam')],
  ['help*', () => exit(IP_USAGE)],
  ['stats*', leftOut('stats')],
]

function leftOut(object: string): Command {
  return () => notModelled(object)
}

export const runObject = runnerOf(OBJECTS, (name) => fail(`Object "${name}" is unknown, try "ip help".\n`))
