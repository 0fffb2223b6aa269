import { MACVLAN_MODES, type MacvlanMode } from '../device/macvlan-device.ts'

/**
 * A sentence about macvlan as data: in which circumstances, who does what, and who then hears it. Worlds are drawn
 * at random from the circumstances until one contradicts it.
 */
export interface Claim {
  /** `always`: one world that contradicts refutes it. `sometimes`: one world that agrees proves it. */
  readonly how: 'always' | 'sometimes'
  readonly when: Circumstances
  /** Absent for a claim about a state, as `is promiscuous`. */
  readonly event: SendEvent | AskEvent | undefined
  /** Absent for an answer, as `is refused`. */
  readonly who: Place | undefined
  readonly verb: Verb
}

/** `child` and `sibling` are macvlans of the `parent`; `outside` is a station at another port of its switch. */
export const ROLES = ['child', 'sibling', 'parent', 'outside'] as const
export type Role = (typeof ROLES)[number]

/** Where one can listen. Whatever leaves the host comes to the `switch`. */
export const PLACES = [...ROLES, 'switch'] as const
export type Place = (typeof PLACES)[number]

/** Whatever is not said here may be either way, except that those whom the claim is about are up. */
export interface Circumstances {
  /** In one of these modes when it matters; before, it may have been in another. undefined: nothing is said. */
  readonly child: readonly MacvlanMode[] | undefined
  readonly sibling: readonly MacvlanMode[] | undefined
  /** Whether the parent's switch port reflects; undefined: either. */
  readonly hairpin: boolean | undefined
  /** Up to two more macvlans, of whatever mode. */
  readonly others: 'none' | 'any'
  /** `ordinary`: frames under their senders' own addresses, and the others' coming and going. */
  readonly before: 'nothing' | 'ordinary' | 'anything'
  /** A source-mode child's list, by whose addresses they are. */
  readonly lists: readonly Role[]
  readonly nodst: boolean
  /** Those whom the administrator has made promiscuous. */
  readonly promisc: readonly Role[]
  readonly down: readonly Role[]
  /** Those of child, sibling, parent and outside that have joined the multicast group; the others have not. */
  readonly joined: readonly Role[]
}

export const BEFORE = ['nothing', 'ordinary', 'anything'] as const

/** A frame of no protocol. */
export interface SendEvent {
  readonly do: 'send'
  readonly from: Role
  /** `everyone` is a broadcast, `group` a multicast; nobody has a `stranger`'s address. */
  readonly to: Destination
  /** Whose address it bears as its source; undefined: its sender's own. */
  readonly as: Role | 'stranger' | undefined
}

export type Destination = Role | 'stranger' | 'everyone' | 'group'
export type MacvlanRole = 'child' | 'sibling'

/** A request to the kernel. */
export type AskEvent =
  | { readonly do: 'create'; readonly dev: MacvlanRole; readonly address: Role | undefined }
  | { readonly do: 'mode'; readonly dev: MacvlanRole; readonly mode: MacvlanMode }
  | { readonly do: 'address'; readonly dev: MacvlanRole; readonly address: Role }
  | { readonly do: 'up'; readonly dev: MacvlanRole; readonly up: boolean }

/**
 * To see is what tcpdump does: any frame that comes in. To hear is for the device's own stack to get it, and not for
 * another host. What a device sends, it neither sees nor hears, unless it comes back.
 */
export const LISTENING = ['hears', 'never hears', 'hears once', 'sees', 'never sees'] as const
export const BEING = ['is promiscuous', 'is not promiscuous'] as const
export const ANSWERING = ['is granted', 'is refused'] as const
export const VERBS = [...LISTENING, ...BEING, ...ANSWERING] as const
export type Verb = (typeof VERBS)[number]

/** What is not said of anybody. */
export const ANY_CIRCUMSTANCES: Circumstances = {
  child: undefined,
  sibling: undefined,
  hairpin: undefined,
  others: 'any',
  before: 'ordinary',
  lists: [],
  nodst: false,
  promisc: [],
  down: [],
  joined: [],
}

export function modesOf({ when }: Claim, role: MacvlanRole): readonly MacvlanMode[] {
  return when[role] ?? MACVLAN_MODES
}

/** Whether such a device must be there for the claim to be about anything. */
export function isAbout(claim: Claim, role: Role): boolean {
  const { event, who, when } = claim
  if ((role === 'child' || role === 'sibling') && when[role] !== undefined) return true
  if (who === role || [when.lists, when.promisc, when.down, when.joined].some((list) => list.includes(role)))
    return true
  if (event === undefined) return false
  if (event.do === 'send') return event.from === role || event.to === role || event.as === role
  return event.dev === role || ((event.do === 'address' || event.do === 'create') && event.address === role)
}
