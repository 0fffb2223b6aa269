import type { Outcome } from './step.ts'

/** What the model foretold, and what the kernel did: a line for each difference. */
export function compareOutcomes(model: Outcome, kernel: Outcome): string[] {
  return [...compareReply(model.reply, kernel.reply), ...compareSeen(...comparable(model.seen, kernel.seen))]
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

const OVERWRITTEN = ' overwritten'

/** The model's mark at a sighting whose bytes the kernel writes over before anybody reads them. */
export function overwritten(sighting: string): string {
  return `${withoutBytes(sighting)}${OVERWRITTEN}`
}

/** Both without the bytes of what goes out of devices where the model knows that they are written over. */
export function comparable(
  model: readonly string[],
  kernel: readonly string[],
): readonly [model: readonly string[], kernel: readonly string[]] {
  const marked = model.filter((one) => one.endsWith(OVERWRITTEN))
  if (marked.length === 0) return [model, kernel]
  const places = marked.map((one) => one.slice(0, -OVERWRITTEN.length))
  const bare = (one: string) => (places.includes(withoutBytes(one)) ? withoutBytes(one) : one)
  return [model.map(bare), kernel.map(bare)]
}

/** `i0 outgoing` */
function withoutBytes(sighting: string): string {
  return sighting.split(' ', 2).join(' ')
}

export function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}

/** The EtherType of ARP or IPv6, behind the two addresses of a frame in which a host speaks. */
const ANSWER = / as [0-9a-f]{24}(0806|86dd)/

/**
 * `m0` → `host, otherhost`. The frame that was sent, in order; then those in which hosts answer it, or speak of their own
 * accord: they come from many devices, each by a way of its own.
 */
export function byDevice(seen: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  const answers = seen.filter((one) => ANSWER.test(one))
  const ordered =
    answers.length === 0 ? seen : [...seen.filter((one) => !ANSWER.test(one)), ...answers.sort()]
  for (const one of ordered) {
    const space = one.indexOf(' ')
    const dev = one.slice(0, space)
    const type = one.slice(space + 1)
    const before = found.get(dev)
    found.set(dev, before === undefined ? type : `${before}, ${type}`)
  }
  return found
}
