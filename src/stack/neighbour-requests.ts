import { type Reply, refuse } from '../device/errno.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import type { InetDevice } from './inet.ts'
import { updateNeighbour } from './neighbour-update.ts'
import { createNeighbour, findNeighbour, removeNeighbour } from './neighbours.ts'
import type { AddHow, NewNeighbour } from './requests.ts'

/** neigh_add, the handler of RTM_NEWNEIGH. */
export function changeNeighbour(
  stack: StackEnvironment,
  idev: InetDevice | undefined,
  wanted: NewNeighbour,
  how: AddHow,
): Reply {
  if (idev === undefined) return refuse('EINVAL')
  const known = findNeighbour(stack.inet, idev.dev, wanted.address)
  if (known === undefined && how === 'change') return refuse('ENOENT')
  if (known !== undefined && how === 'add') return refuse('EEXIST')
  // An entry made for a request that then fails stays, without a state.
  const neighbour = known ?? createNeighbour(stack, idev, wanted.address)
  const { mac, state } = wanted
  return updateNeighbour(stack, neighbour, { mac, state, override: true, admin: true, copy: 0 })
}

/** neigh_delete. */
export function deleteNeighbour(stack: StackEnvironment, idev: InetDevice | undefined, address: Ipv4): Reply {
  const neighbour = idev && findNeighbour(stack.inet, idev.dev, address)
  if (idev === undefined || neighbour === undefined) return refuse('ENOENT')
  const update = { mac: undefined, state: 'failed', override: true, admin: true, copy: 0 } as const
  updateNeighbour(stack, neighbour, update)
  removeNeighbour(stack, neighbour)
  return undefined
}
