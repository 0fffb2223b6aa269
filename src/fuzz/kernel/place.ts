import { release } from 'node:os'
import { DEFAULT_VERSION, versionOf } from '../../device/kernel-version.ts'
import { BRIDGES, CABLES } from '../bench.ts'
import { isSameButCounters } from '../compare-views.ts'
import { type FdbView, isSameFdb } from '../fdb-view.ts'
import type { LinkView } from '../link-view.ts'
import { KernelBench } from './kernel-bench.ts'
import * as links from './link-requests.ts'
import { KernelNamespace } from './namespace.ts'
import { restoreBench } from './restore.ts'
import type { Rooms } from './rooms.ts'
import { standOf } from './stand-names.ts'
import { dumpNeighbourTables, dumpTables } from './tables.ts'
import { vlansFirst } from './vlans-first.ts'

/**
 * Two namespaces with some benches in them, for as many worlds one after the other. What costs the kernel time is
 * taking devices away, however many: so it is done once for all of them.
 */
export class KernelPlace {
  readonly benches: readonly KernelBench[]
  /** How often a bench had to be made anew. */
  rebuilt = 0
  private readonly rooms: Rooms = { x: new KernelNamespace(), y: new KernelNamespace() }
  /** How each bench was when it was new. */
  private readonly fresh: readonly Picture[]

  constructor(size: number) {
    this.benches = Array.from({ length: size }, (_, number) => new KernelBench(this.rooms, number))
    this.fresh = this.pictures(this.benches.map((bench) => bench.build()))
  }

  /** Takes away what worlds have added, and benches that cannot be mended, on a thread of its own. */
  async clear(): Promise<void> {
    for (const request of vlansFirst(this.benches, VERSION)) await this.rooms.x.netlink.requestLater(request)
    for (const bench of this.benches)
      if (bench.traces.spoilt.size > 0) bench.condemn([...bench.traces.spoilt])
    if (this.benches.some(({ traces }) => traces.usedY))
      await this.rooms.y.netlink.requestLater(links.deleteGroup())
    await this.rooms.x.netlink.requestLater(links.deleteGroup())
  }

  /** Makes every bench as new, after `clear`. */
  restore(): void {
    const views = this.benches.map(restoreBench)
    const now = this.pictures(views)
    const bad = this.benches.filter((_, index) => !isSamePicture(now[index]!, this.fresh[index]!))
    if (bad.length === 0) return
    for (const bench of bad) bench.condemn(ALL)
    const reply = this.rooms.x.netlink.request(links.deleteGroup())
    if (reply !== 'ok') throw new Error(`benches could not be taken away: ${reply}`)
    this.pictures(this.benches.map((bench, at) => (bad.includes(bench) ? this.rebuild(bench) : views[at]!)))
  }

  private rebuild(bench: KernelBench): LinkView[] {
    this.rebuilt++
    bench.traces.clear()
    return bench.build()
  }

  /** Everything but counters, of each bench; and the counters are where its next world begins. */
  private pictures(benches: readonly LinkView[][]): Picture[] {
    const rooms = [this.rooms.x, this.rooms.y]
    const lines = byStand(dumpTables(rooms, isABench))
    const neighbours = byStand(dumpNeighbourTables(rooms, isABench))
    return this.benches.map((bench, stand) => {
      const views = benches[stand]!
      bench.begin(views)
      return { views, tables: bench.tables.read(lines.get(stand) ?? [], neighbours.get(stand) ?? []) }
    })
  }

  close(): void {
    for (const request of vlansFirst(this.benches, VERSION)) this.rooms.x.netlink.request(request)
    this.rooms.x.close()
    this.rooms.y.close()
  }
}

interface Picture {
  readonly views: readonly LinkView[]
  readonly tables: FdbView
}

function isSamePicture(a: Picture, b: Picture): boolean {
  return (
    a.views.length === b.views.length &&
    a.views.every((view, at) => isSameButCounters(view, b.views[at]!)) &&
    isSameFdb(a.tables, b.tables)
  )
}

/** With one end of a cable the other goes. */
const ALL = [...CABLES.map(({ near }) => near.name), ...BRIDGES.map(({ name }) => name)]

const VERSION = versionOf(release()) ?? DEFAULT_VERSION

/** `lo` is nobody's. */
const isABench = (index: number) => index > 1

function byStand<T extends { readonly index: number }>(lines: readonly T[]): ReadonlyMap<number, T[]> {
  const found = new Map<number, T[]>()
  for (const line of lines) {
    const stand = standOf(line.index)
    const before = found.get(stand)
    if (before) before.push(line)
    else found.set(stand, [line])
  }
  return found
}
