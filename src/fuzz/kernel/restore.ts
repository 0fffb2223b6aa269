import type { Mac } from '../../frame/mac.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { BRIDGES, CABLES, MTU } from '../bench.ts'
import type { LinkView } from '../link-view.ts'
import { isRunning, type KernelBench } from './kernel-bench.ts'
import * as links from './link-requests.ts'
import type { Traces } from './traces.ts'

const PORT_DEFAULTS = {
  hairpin: false,
  learning: true,
  flood: true,
  mcastFlood: true,
  bcastFlood: true,
  isolated: false,
  groupFwdMask: 0,
} as const
/** Hundredths of a second. */
const AGEING_TIME = 30_000
/** How a port is told when it has them. */
const DEFAULT_PORT = /^\w+ learning flood mcastFlood bcastFlood 0$/

/** Undoes what a world is known to have done to the bench's own devices, as far as it can be undone; how they are then. */
export function restoreBench(bench: KernelBench): LinkView[] {
  const { traces } = bench
  bench.buildBridges(traces.spoilt)
  for (const { dev, mac } of traces.groups) bench.steps.leaveGroup(dev, mac)
  for (const entry of traces.entries) bench.steps.takeBack(entry)
  for (const dev of traces.ipv6) bench.steps.switchIpv6('x', dev, false)
  if (traces.aged)
    bench.must(...BRIDGES.map(({ name }) => links.changeAgeing(bench.names.index(name), AGEING_TIME)))
  if (traces.spoke) bench.addresses.forgetNeighbours()
  replug(bench, traces)
  let views = bench.fixedViews()
  if (traces.changed || traces.spoilt.size > 0) views = restoreLinks(bench, views)
  if (traces.resized.size > 0 || traces.spoilt.size > 0) views = bench.leaveAllNodesAgain(traces)
  bench.must(...BRIDGES.map(({ name }) => links.flushFdb(bench.names.index(name))))
  traces.clear()
  return views
}

/** Out and in again; only those of which it is needed, as the kernel waits for a grace period each time. */
function replug(bench: KernelBench, { moved, spoilt }: Traces): void {
  const move = (dev: string, master: number) => links.changeLink(bench.names.index(dev), { master })
  const ports = CABLES.filter(({ port, bridge }) => moved.has(port.name) || spoilt.has(bridge))
  bench.must(
    ...[...moved].map((name) => move(name, 0)),
    ...ports.map(({ port, bridge }) => move(port.name, bench.names.index(bridge))),
  )
}

function restoreLinks(bench: KernelBench, views: LinkView[]): LinkView[] {
  const requests = views.flatMap((view) => restoreLink(bench.names.index(view.name), view))
  if (requests.length === 0 && views.every(isRunning)) return views
  bench.must(...requests)
  return bench.awaitRunning()
}

const MAC_OF: ReadonlyMap<string, Mac> = new Map(
  CABLES.flatMap(({ near, port }) => [near, port]).map(({ name, mac }) => [name, mac] as const),
)

function restoreLink(index: number, view: LinkView): MessageWriter[] {
  const flags = view.flags.split(' ')
  const mac = MAC_OF.get(view.name)
  const changes = {
    ...(mac !== undefined && view.mac !== mac && { address: mac }),
    ...(mac !== undefined && view.mtu !== MTU && { mtu: MTU }),
    ...(flags.includes('promisc') && { promisc: false }),
    ...(flags.includes('allmulti') && { allmulticast: false }),
    ...(!flags.includes('up') && { up: true }),
  }
  const port = view.port !== undefined && !DEFAULT_PORT.test(view.port)
  return [
    ...(Object.keys(changes).length > 0 ? [links.changeLink(index, changes)] : []),
    ...(port ? [links.changePort(index, PORT_DEFAULTS)] : []),
  ]
}
