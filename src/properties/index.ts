/**
 * macvlan-lab/properties: for property tests about forwarding, with fast-check and any test runner. Nothing here
 * needs Node.
 *
 *   arbitraries   mac, groupMac, mode, frame, setting, topology, history
 *   play          what becomes of a history in the model: outcomes and deliveries
 *   relations     sameReach, subset, sameDeliveries, sameUpToOrder: two plays side by side
 *   commands      model-based tests of a forwarder of your own: commands, newModel
 *
 * The bench that all of it speaks of: parent `eth0` on port `p0` of the switch `br0`, a station `out` on another port,
 * macvlans `m0`, `m1`, … that are created on `eth0`; `eth1` is a second parent.
 */

export type { Outcome, Step } from '../fuzz/step.ts'
export type { Address, Wish } from '../fuzz/wish.ts'
export { type FrameConstraints, frame, groupMac, history, mac, mode, topology } from './arbitraries.ts'
export { commandOf, commands, type Forwarder, type MacvlanCommand, newModel } from './commands.ts'
export { type Delivery, type Play, play, type Reception, receptionsOf } from './play.ts'
export { type Relation, sameDeliveries, sameReach, sameUpToOrder, subset } from './relations.ts'
export {
  type Child,
  creation,
  deviceNames,
  EXPERIMENTAL,
  firstAddress,
  GROUP,
  NOBODY,
  type Setting,
  type SettingConstraints,
  sending,
  setting,
  setUp,
} from './setting.ts'
