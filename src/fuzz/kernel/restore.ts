import type { Mac } from '../../frame/mac.ts'
import type { MessageWriter } from '../../harness/agent/netlink-message.ts'
import { BRIDGE, CABLES, MTU } from '../bench.ts'
import type { LinkView } from '../link-view.ts'
import type { KernelBench } from './kernel-bench.ts'
import * as links from './link-requests.ts'

const PORT_DEFAULTS = {
  hairpin: false,
  learning: true,
  flood: true,
  mcastFlood: true,
  bcastFlood: true,
  isolated: false,
} as const
/** How a port is told when it has them. */
const DEFAULT_PORT = /^\w+ learning flood mcastFlood bcastFlood 0$/

/** Undoes what a world is known to have done to the bench's own devices, as far as it can be undone. */
export function restoreBench(bench: KernelBench): void {
  const { traces } = bench
  for (const { dev, mac } of traces.groups) bench.leaveGroup(dev, mac)
  const bridge = bench.names.index(BRIDGE.name)
  if (traces.portsMoved)
    for (const master of [0, bridge])
      for (const { port } of CABLES) bench.must(links.changeLink(bench.names.index(port.name), { master }))
  if (traces.changed) {
    restoreLinks(bench, bench.fixedViews())
    bench.awaitRunning()
  }
  if (traces.resized) bench.leaveAllNodes()
  bench.must(links.flushFdb(bridge))
  traces.clear()
}

function restoreLinks(bench: KernelBench, views: readonly LinkView[]): void {
  for (const view of views)
    for (const request of restoreLink(bench.names.index(view.name), view)) bench.must(request)
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
