import type { Outcome } from './step.ts'

/** What the model foretold, and what the kernel did: a line for each difference. */
export function compareOutcomes(model: Outcome, kernel: Outcome): string[] {
  return [...compareReply(model.reply, kernel.reply), ...compareSeen(model.seen, kernel.seen)]
}

function compareReply(model: string, kernel: string): string[] {
  return model === kernel ? [] : [`reply: model ${model}, kernel ${kernel}`]
}

/** Each device's own sightings in order; the order across devices is the kernel's own affair. */
function compareSeen(model: readonly string[], kernel: readonly string[]): string[] {
  if (isSameOrder(model, kernel)) return []
  const [a, b] = [byDevice(model), byDevice(kernel)]
  const devices = new Set([...a.keys(), ...b.keys()])
  return [...devices].flatMap((dev) => {
    const [mine, its] = [a.get(dev) ?? 'nothing', b.get(dev) ?? 'nothing']
    return mine === its ? [] : [`${dev} saw: model ${mine}, kernel ${its}`]
  })
}

export function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}

/** `m0` → `host, otherhost`. */
export function byDevice(seen: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const one of seen) {
    const space = one.indexOf(' ')
    const dev = one.slice(0, space)
    const type = one.slice(space + 1)
    const before = found.get(dev)
    found.set(dev, before === undefined ? type : `${before}, ${type}`)
  }
  return found
}
