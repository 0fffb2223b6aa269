import { type Reply, refuse } from '../device/errno.ts'
import type { World } from './world.ts'

/** The families explain what they refuse since `addressesExplained`; ipvlan, which may refuse an address too, always has. */
export function addressReply({ kernel }: World, reply: Reply): Reply {
  if (kernel.addressesExplained || reply === undefined) return reply
  return /^ipv[46]: /.test(reply.extack ?? '') ? refuse(reply.errno) : reply
}
