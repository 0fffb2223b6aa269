import { COUNTERS, type LinkView, type MacvlanView } from './link-view.ts'

/** `m0 promiscuity: model 0, kernel 1` for all that differs. */
export function compareViews(model: readonly LinkView[], kernel: readonly LinkView[]): string[] {
  const found: string[] = []
  model.forEach((view, index) => {
    const other = kernel[index]
    if (other === undefined || other.name !== view.name) found.push(`${view.name}: not in the kernel`)
    else if (!isSame(view, other)) found.push(...compareView(view, other))
  })
  return found
}

/** Of all comparisons nearly every one ends here, so that it has to be fast. */
function isSame(a: LinkView, b: LinkView): boolean {
  return isSameButCounters(a, b) && isSameList(a.counters, b.counters)
}

export function isSameButCounters(a: LinkView, b: LinkView): boolean {
  return (
    a.name === b.name &&
    a.netns === b.netns &&
    a.flags === b.flags &&
    a.mac === b.mac &&
    a.mtu === b.mtu &&
    a.operstate === b.operstate &&
    a.carrier === b.carrier &&
    a.promiscuity === b.promiscuity &&
    a.allmulti === b.allmulti &&
    a.master === b.master &&
    a.port === b.port &&
    a.ipvlan === b.ipvlan &&
    isSameMacvlan(a.macvlan, b.macvlan)
  )
}

function isSameMacvlan(a: MacvlanView | undefined, b: MacvlanView | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return (
    a.mode === b.mode &&
    a.flags === b.flags &&
    a.bcQueueLen === b.bcQueueLen &&
    a.bcQueueLenUsed === b.bcQueueLenUsed &&
    a.bcCutoff === b.bcCutoff &&
    isSameList(a.sources, b.sources)
  )
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

function compareView(model: LinkView, kernel: LinkView): string[] {
  const found: string[] = []
  for (const key of Object.keys(model) as (keyof LinkView)[]) {
    if (key === 'counters') continue
    const [a, b] = [JSON.stringify(model[key]), JSON.stringify(kernel[key])]
    if (a !== b) found.push(`${model.name} ${key}: model ${a}, kernel ${b}`)
  }
  model.counters.forEach((count, index) => {
    const other = kernel.counters[index]
    if (count !== other) found.push(`${model.name} ${COUNTERS[index]}: model ${count}, kernel ${other}`)
  })
  return found
}
