import { isKind } from '../device/device.ts'
import type { KernelVersion } from '../device/kernel-version.ts'
import { BROADCAST, type Mac } from '../frame/mac.ts'
import { ModelBench } from '../fuzz/model-bench.ts'
import { resolve } from '../fuzz/resolve.ts'
import type { Outcome, Step } from '../fuzz/step.ts'
import type { Address, Wish } from '../fuzz/wish.ts'
import { receptionsOf } from '../properties/play.ts'
import { GROUP, NOBODY, sending } from '../properties/setting.ts'
import {
  type AskEvent,
  type Claim,
  type Destination,
  isAbout,
  modesOf,
  type Place,
  ROLES,
  type Role,
  type SendEvent,
  type Verb,
} from './claim.ts'
import { DEVICE, STAND } from './roles.ts'
import { creationOf } from './worlds.ts'

/** A world in which a claim was put to the test. */
export interface Trial {
  /** `unfit`: its circumstances are not those of the claim. */
  readonly result: 'unfit' | 'agrees' | 'contradicts'
  /** What was done to get there. */
  readonly steps: readonly Step[]
  /** What the claim is about; undefined for a claim about a state, or in an unfit world. */
  readonly event: Step | undefined
}

/** Makes a world, of that kernel if one is named, and sees whether the claim is true of it. */
export function judge(claim: Claim, world: readonly Wish[], kernel?: KernelVersion): Trial {
  const bench = new ModelBench(undefined, { version: kernel }, STAND)
  const deviceOf = (dev: string) => bench.device(dev)
  const steps: Step[] = []
  for (const wish of world) {
    const step = resolve(wish, deviceOf)
    if (step === undefined) continue
    bench.pass(step)
    steps.push(step)
  }
  if (!isFit(claim, bench)) return { result: 'unfit', steps, event: undefined }
  const wish = claim.event && wishOf(claim, claim.event)
  const event = wish && resolve(wish, deviceOf)
  const outcome = event && bench.apply(event)
  const held = isTrue(claim.verb, claim.who, bench, outcome)
  return { result: held ? 'agrees' : 'contradicts', steps, event }
}

function isFit(claim: Claim, bench: ModelBench): boolean {
  const { when, event } = claim
  return (
    ROLES.every((role) => !isAbout(claim, role) || isFitRole(claim, bench, role)) &&
    isFitRole(claim, bench, 'parent') &&
    (when.hairpin === undefined || when.hairpin === isReflecting(bench)) &&
    !(event?.do === 'create' && bench.find(DEVICE[event.dev]) !== undefined)
  )
}

function isFitRole(claim: Claim, bench: ModelBench, role: Role): boolean {
  const { when, event } = claim
  if (event?.do === 'create' && event.dev === role) return true
  const dev = bench.find(DEVICE[role])
  if (dev === undefined || dev.up === when.down.includes(role)) return false
  if (when.promisc.includes(role) && !dev.promiscFlag) return false
  if (when.joined.includes(role) !== dev.multicast.has(GROUP)) return false
  if (role === 'parent' || role === 'outside') return true
  if (!isKind(dev, 'macvlan') || !modesOf(claim, role).includes(dev.driver.mode)) return false
  return (
    role === 'sibling' || (dev.driver.nodst === when.nodst && lists(bench, dev.driver.sources, when.lists))
  )
}

/** Exactly these, as their addresses are now. */
function lists(bench: ModelBench, sources: readonly Mac[], roles: readonly Role[]): boolean {
  const wanted = new Set(roles.map((role) => bench.find(DEVICE[role])?.mac))
  return sources.length === wanted.size && sources.every((mac) => wanted.has(mac))
}

function isReflecting(bench: ModelBench): boolean {
  const port = bench.find(DEVICE.switch)?.rxHandler
  return port?.kind === 'bridge' && port.hairpin
}

function wishOf(claim: Claim, event: SendEvent | AskEvent): Wish {
  switch (event.do) {
    case 'send':
      return sending(DEVICE[event.from], destination(event.to), source(event.as ?? event.from))
    case 'create':
      // Of the first of its modes: a claim about several is several claims.
      return creationOf(claim, event.dev, modesOf(claim, event.dev)[0]!, event.address)
    case 'mode':
      return { do: 'macvlan', dev: DEVICE[event.dev], options: { mode: event.mode } }
    case 'address':
      return { do: 'change', dev: DEVICE[event.dev], changes: { address: { of: DEVICE[event.address] } } }
    case 'up':
      return { do: 'change', dev: DEVICE[event.dev], changes: { up: event.up } }
  }
}

function destination(to: Destination): Address {
  if (to === 'everyone') return BROADCAST
  return to === 'group' ? GROUP : source(to)
}

function source(as: Role | 'stranger'): Address {
  return as === 'stranger' ? NOBODY : { of: DEVICE[as] }
}

function isTrue(
  verb: Verb,
  who: Place | undefined,
  bench: ModelBench,
  outcome: Outcome | undefined,
): boolean {
  const name = who && DEVICE[who]
  const there = () => receptionsOf(bench).filter(({ dev }) => dev === name)
  const heard = () => there().filter((one) => one.heard).length
  switch (verb) {
    case 'hears':
      return heard() > 0
    case 'never hears':
      return heard() === 0
    case 'hears once':
      return heard() === 1
    case 'sees':
      return there().length > 0
    case 'never sees':
      return there().length === 0
    case 'is promiscuous':
      return bench.find(name!)!.promiscuity > 0
    case 'is not promiscuous':
      return bench.find(name!)!.promiscuity === 0
    case 'is granted':
      return outcome?.reply === 'ok'
    case 'is refused':
      return outcome?.reply !== 'ok'
  }
}
