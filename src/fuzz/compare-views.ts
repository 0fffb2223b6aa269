import { COUNTERS, type LinkView } from './link-view.ts'

/** `m0 promiscuity: model 0, kernel 1` for all that differs. */
export function compareViews(model: readonly LinkView[], kernel: readonly LinkView[]): string[] {
  return model.flatMap((view, index) => {
    const other = kernel[index]
    if (other === undefined || other.name !== view.name) return [`${view.name}: not in the kernel`]
    return compareView(view, other)
  })
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
