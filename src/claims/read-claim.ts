import { MACVLAN_MODES, type MacvlanMode } from '../device/macvlan-device.ts'
import { readYaml, type TopologyError, type Value } from '../topology/yaml-reader.ts'
import {
  ANSWERING,
  ANY_CIRCUMSTANCES,
  type AskEvent,
  BEFORE,
  BEING,
  type Circumstances,
  type Claim,
  isAbout,
  LISTENING,
  PLACES,
  type Place,
  ROLES,
  type Role,
  type SendEvent,
  VERBS,
} from './claim.ts'
import { type Fields, fieldsOf, list, oneOf, optional, several, truth } from './read-words.ts'

/** A claim as it stands in a file or a fenced block, with what its author says of it. */
export interface WrittenClaim {
  readonly claim: Claim
  /** `id`, if it has one. */
  readonly id: string | undefined
  /** The sentence, if there is one. */
  readonly says: string | undefined
  /** What the search is expected to say. */
  readonly expect: Expectation | undefined
}

export const EXPECTATIONS = ['holds', 'counterexample', 'example', 'no example', 'no such world'] as const
export type Expectation = (typeof EXPECTATIONS)[number]

/** The line in the text, from 1, and what would be right. */
export type ClaimError = TopologyError

export type ReadClaim =
  | { readonly ok: true; readonly written: WrittenClaim }
  | { readonly ok: false; readonly errors: readonly ClaimError[] }

/** Reads a claim in YAML. A mistake is data: every one that it finds, with its line. */
export function readClaim(text: string): ReadClaim {
  const { root, errors } = readYaml(text)
  const fields = fieldsOf(root, 'a claim', FIELDS)
  const written = {
    claim: claimOf(root, fields),
    id: fields.get('id')?.text('id'),
    says: fields.get('says')?.text('says'),
    expect: optional(fields.get('expect'), (value) => oneOf(value, 'expect', EXPECTATIONS)),
  }
  if (errors.length === 0) complain(root, written.claim)
  return errors.length === 0
    ? { ok: true, written }
    : { ok: false, errors: errors.toSorted((a, b) => a.line - b.line) }
}

const FIELDS = ['id', 'says', 'expect', 'how', 'when', 'send', 'ask', 'who', 'then'] as const
const WHEN_FIELDS = [
  'mode',
  'child',
  'sibling',
  'hairpin',
  'others',
  'before',
  'lists',
  'nodst',
  'promisc',
  'down',
  'joined',
] as const

function claimOf(root: Value, fields: Fields<(typeof FIELDS)[number]>): Claim {
  const then = fields.get('then')
  if (then === undefined) root.error(`then is missing: one of ${list(VERBS)}`)
  const event = fields.has('send')
    ? sendOf(fields.get('send')!)
    : optional(fields.get('ask'), (ask) => askOf(ask))
  if (fields.has('send') && fields.has('ask')) fields.get('ask')!.error('a claim sends or asks, not both')
  const half = {
    how: optional(fields.get('how'), (value) => oneOf(value, 'how', ['always', 'sometimes'])) ?? 'always',
    event,
    who: optional(fields.get('who'), (value) => oneOf(value, 'who', PLACES)) as Place | undefined,
    verb: optional(then, (value) => oneOf(value, 'then', VERBS)) ?? 'hears',
  } as const
  return { ...half, when: whenOf(fields.get('when'), half) }
}

function whenOf(value: Value | undefined, half: Omit<Claim, 'when'>): Circumstances {
  if (value === undefined) return ANY_CIRCUMSTANCES
  const fields = fieldsOf(value, 'when', WHEN_FIELDS)
  const roles = (name: 'lists' | 'promisc' | 'down' | 'joined') =>
    optional(fields.get(name), (given) => several(given, name, ROLES)) ?? []
  const modes = (name: 'mode' | 'child' | 'sibling') =>
    optional(fields.get(name), (given) => modesIn(given, name))
  const both = modes('mode')
  const others = {
    hairpin: optional(fields.get('hairpin'), (given) => truth(given, 'hairpin')),
    others: optional(fields.get('others'), (given) => oneOf(given, 'others', ['none', 'any'])) ?? 'any',
    before: optional(fields.get('before'), (given) => oneOf(given, 'before', BEFORE)) ?? 'ordinary',
    nodst: optional(fields.get('nodst'), (given) => truth(given, 'nodst')) ?? false,
    lists: roles('lists'),
    promisc: roles('promisc'),
    down: roles('down'),
    joined: roles('joined'),
  } as const
  const said = { ...others, child: modes('child'), sibling: modes('sibling') }
  if (both === undefined) return said
  const about = (role: Role) => isAbout({ ...half, when: said }, role)
  // `mode` is that of the macvlans that the claim names; of the child, if it names none.
  return {
    ...said,
    child: said.child ?? (about('child') || !about('sibling') ? both : undefined),
    sibling: said.sibling ?? (about('sibling') ? both : undefined),
  }
}

function modesIn(value: Value, what: string): readonly MacvlanMode[] | undefined {
  if (value.isText && value.text(what) === 'any') return MACVLAN_MODES
  return several(value, what, MACVLAN_MODES, ' (or any)')
}

function sendOf(value: Value): SendEvent | undefined {
  const fields = fieldsOf(value, 'send', ['from', 'to', 'kind', 'as'])
  const from = fields.get('from')
  if (from === undefined) return value.error(`send has no from: one of ${list(ROLES)}`)
  const kind = optional(fields.get('kind'), (given) => oneOf(given, 'kind', Object.keys(KINDS) as Kind[]))
  return {
    do: 'send',
    from: oneOf(from, 'from', ROLES) ?? 'child',
    to: destinationOf(value, fields.get('to'), kind ?? 'unicast'),
    as: optional(fields.get('as'), (given) => oneOf(given, 'as', [...ROLES, 'stranger'])),
  }
}

const KINDS = { unicast: undefined, broadcast: 'everyone', multicast: 'group' } as const
type Kind = keyof typeof KINDS
const DESTINATIONS = [...ROLES, 'stranger', 'everyone', 'group'] as const

function destinationOf(send: Value, to: Value | undefined, kind: Kind): SendEvent['to'] {
  const group = KINDS[kind]
  if (to === undefined) {
    if (group === undefined) send.error(`send has no to: one of ${list(DESTINATIONS)}; or a kind`)
    return group ?? 'everyone'
  }
  if (group !== undefined) to.error(`a ${kind} goes to everyone who listens: leave out to, or the kind`)
  return oneOf(to, 'to', DESTINATIONS) ?? 'everyone'
}

function askOf(value: Value): AskEvent | undefined {
  const fields = fieldsOf(value, 'ask', ['create', 'set', 'mode', 'address', 'up'])
  const [create, set] = [fields.get('create'), fields.get('set')]
  const address = optional(fields.get('address'), (given) => oneOf(given, 'address', ROLES))
  if (create !== undefined)
    return { do: 'create', dev: oneOf(create, 'create', MACVLANS) ?? 'child', address }
  if (set === undefined) return value.error('ask is for { create: child } or { set: child, … }')
  const dev = oneOf(set, 'set', MACVLANS) ?? 'child'
  if (address !== undefined) return { do: 'address', dev, address }
  const mode = optional(fields.get('mode'), (given) => oneOf(given, 'mode', MACVLAN_MODES))
  if (mode !== undefined) return { do: 'mode', dev, mode }
  const up = optional(fields.get('up'), (given) => truth(given, 'up'))
  if (up !== undefined) return { do: 'up', dev, up }
  return value.error('set what? One of mode, address, up')
}

const MACVLANS = ['child', 'sibling'] as const

/** What each part allows, and the whole does not. */
function complain(root: Value, { verb, who, event, how, when }: Claim): void {
  const listening = LISTENING.some((one) => one === verb)
  const answering = ANSWERING.some((one) => one === verb)
  const says = (problem: string) => root.error(`"${verb}" ${problem}`)
  if (!answering && who === undefined) says(`needs a who: one of ${list(PLACES)}`)
  if (answering && who !== undefined) says("is the kernel's answer: leave out who")
  if (answering && (event === undefined || event.do === 'send')) says('needs an ask')
  if (listening && event === undefined) says('needs something that is sent: send')
  if (BEING.some((one) => one === verb) && who === 'switch') says('is said of a device of the host')
  if (who === 'switch' && listening && !verb.endsWith('sees')) says('is not what a switch does: write sees')
  if (how === 'sometimes' && verb.startsWith('never'))
    says('and "sometimes" are a riddle: turn the sentence round')
  if (when.lists.length > 0 && !when.child?.includes('source'))
    root.error('lists is for a child in source mode')
}
