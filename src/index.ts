/**
 * macvlan-lab: Linux macvlan forwarding, in memory.
 *
 *   topology  what machines and cables there are        parseTopology, defaultTopology
 *   lab       a script on a topology                    runLab
 *   world     the same without a shell: devices, frames, time
 *   explain   what the trace says                       journeysOf, tellJourney, RULE_BOOK
 */

export { journeysOf } from './explain/journeys.ts'
export { RULE_BOOK, ruleOf } from './explain/rule-book.ts'
export { tellJourney } from './explain/story.ts'
export * from './frame/frame.ts'
export * from './frame/mac.ts'
export { bootWorld, runLab } from './shell/lab.ts'
export { formatTopologyErrors, parseTopology } from './topology/parse-topology.ts'
export { defaultTopology, type Topology } from './topology/topology.ts'
export { advance, nextEvent } from './world/advance.ts'
export { buildWorld } from './world/build-world.ts'
export { changeLink, createLink, deleteLink } from './world/links.ts'
export { addNetns, deleteNetns } from './world/namespaces.ts'
export { addMachine, newWorld } from './world/new-world.ts'
export { settle } from './world/settle.ts'
export { snapshot } from './world/snapshot.ts'
export { closeSocket, openPacketSocket, sendFrame } from './world/sockets-open.ts'
export { newTrace, traceLoss, traceRecords } from './world/tracing.ts'
export type { Machine, Netns, World } from './world/world.ts'
