import type { KernelBehaviour } from '../device/kernel-version.ts'
import { compareViews } from './compare-views.ts'
import { compareFdb, type FdbView } from './fdb-view.ts'
import type { LinkView } from './link-view.ts'
import type { State } from './witness.ts'

/**
 * Some of what a kernel tells of links it brings up to date from a work item, after it has answered. Whether that is
 * all in which it differs from the model: then it is worth while to ask again. What differs still when the work must be
 * done is a difference like any other.
 */
export function isMerelyLate(model: State, kernel: State, behaviour: KernelBehaviour): boolean {
  const late = lateIn(behaviour)
  if (late === undefined || isSame(model, kernel)) return false
  const views = model.views.map((view, at) => withLate(view, kernel.views[at], late.links))
  return (
    compareViews(views, kernel.views).length === 0 &&
    compareFdb(withLists(model.tables, kernel.tables, late.lists), kernel.tables).length === 0
  )
}

function isSame(model: State, kernel: State): boolean {
  return (
    compareViews(model.views, kernel.views).length === 0 &&
    compareFdb(model.tables, kernel.tables).length === 0
  )
}

interface Late {
  readonly links: readonly LateField[]
  readonly lists: readonly LateList[]
}
type LateField = 'running' | 'operstate' | 'carrier' | 'port' | 'up' | 'mtu' | 'promiscuity'
type LateList = 'switches' | 'own' | 'neighbours'

/**
 * linkwatch_event: it tells upper devices of a carrier as well, and a switch that a port has lost its own, which then
 * forgets what it had learned there (br_stp_disable_port). With its carrier a device loses its neighbours (neigh_carrier_down).
 */
const LINKWATCH: Late = {
  links: ['running', 'operstate', 'carrier', 'port'],
  lists: ['switches', 'neighbours'],
}
/** netdev_work_proc: lists of addresses, and what a VLAN device does as its parent does (vlan_dev_work). */
const WORK: Late = {
  links: ['running', 'operstate', 'carrier', 'port', 'up', 'mtu', 'promiscuity'],
  lists: ['switches', 'own', 'neighbours'],
}

/** undefined: it has done all when it answers. */
export function lateIn({ stateAtOnce, followersLater }: KernelBehaviour): Late | undefined {
  if (!stateAtOnce) return LINKWATCH
  return followersLater ? WORK : undefined
}

/** The model's view, in these fields as the kernel has it. */
function withLate(mine: LinkView, its: LinkView | undefined, fields: readonly LateField[]): LinkView {
  if (its === undefined) return mine
  const view = { ...mine }
  for (const field of fields) Object.assign(view, fieldOf(field, view, its))
  return view
}

function fieldOf(field: LateField, view: LinkView, its: LinkView): Partial<LinkView> {
  switch (field) {
    case 'running':
      return { flags: withFlags(view.flags, its.flags, ['running', 'lowerUp']) }
    case 'up':
      return { flags: withFlags(view.flags, its.flags, ['up', 'running', 'lowerUp']) }
    case 'port':
      return { port: withPortState(view.port, its.port) }
    case 'operstate':
    case 'carrier':
    case 'mtu':
    case 'promiscuity':
      return { [field]: its[field] }
  }
}

/** `up running promisc`, always in the same order. */
function withFlags(mine: string, its: string, late: readonly string[]): string {
  const [own, other] = [mine.split(' '), its.split(' ')]
  const rest = (words: readonly string[]) => words.filter((word) => !late.includes(word)).join(' ')
  return rest(own) === rest(other) ? its : mine
}

/** `forwarding learning flood`: the first word is the state. */
function withPortState(mine: string | undefined, its: string | undefined): string | undefined {
  const rest = (port: string | undefined) => port?.slice(port.indexOf(' '))
  return rest(mine) === rest(its) ? its : mine
}

function withLists(mine: FdbView, its: FdbView, lists: readonly LateList[]): FdbView {
  return { ...mine, ...Object.fromEntries(lists.map((list) => [list, its[list]])) }
}
