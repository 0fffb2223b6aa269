import { ANSWERING, BEING, type Circumstances, type Claim } from '../../src/claims/claim.ts'
import { type ClaimError, readClaim } from '../../src/claims/read-claim.ts'
import { GROUPS, type Group } from './sayings.ts'
import { writeClaim } from './write-claim.ts'

/** A claim in the making. The text is what is searched; the form shows the last text that was a claim. */
export interface Draft {
  /** The saying that it is, word for word. */
  readonly id: string | undefined
  readonly text: string
  readonly claim: Claim
  /** The author's sentence. */
  readonly says: string | undefined
  readonly errors: readonly ClaimError[]
}

/** To begin with: what many would say of VEPA. */
export const FIRST_DRAFT = draftOf(`when: { mode: vepa }
send: { from: child, to: sibling }
who: sibling
then: hears
`)

/** Of a saying's ID, or of a text that may be a claim; `last`: what the form showed before. */
export function draftOf(text: string, last?: Claim): Draft {
  const saying = sayingCalled(text.trim())
  const read = readClaim(saying?.yaml ?? text)
  const known = saying ?? sayingLike(text)
  const draft = { id: known?.id, text: saying?.yaml ?? text }
  if (!read.ok) return { ...draft, claim: last ?? FIRST_DRAFT.claim, says: undefined, errors: read.errors }
  return { ...draft, claim: read.written.claim, says: read.written.says, errors: [] }
}

/** The same with another claim, as the form has it now. */
export function redraft({ says }: Draft, claim: Claim): Draft {
  return draftOf(writeClaim(claim, says))
}

type Saying = Group['sayings'][number]

export function sayingCalled(id: string | undefined): Saying | undefined {
  return GROUPS.flatMap(({ sayings }) => sayings).find((one) => one.id === id)
}

function sayingLike(text: string): Saying | undefined {
  return GROUPS.flatMap(({ sayings }) => sayings).find(({ yaml }) => yaml.trim() === text.trim())
}

/** What a claim is about: a frame, a request to the kernel, or how things are. */
export const SUBJECTS = ['send', 'ask', 'be'] as const
export type Subject = (typeof SUBJECTS)[number]

export function subjectOf({ event }: Claim): Subject {
  if (event === undefined) return 'be'
  return event.do === 'send' ? 'send' : 'ask'
}

/** About something else: with whatever of the claim still makes sense. */
export function aboutAnother(claim: Claim, subject: Subject): Claim {
  switch (subject) {
    case 'send':
      return {
        ...claim,
        event: { do: 'send', from: 'child', to: 'sibling', as: undefined },
        who: 'sibling',
        verb: 'hears',
      }
    case 'ask':
      return {
        ...claim,
        event: { do: 'create', dev: 'sibling', address: undefined },
        who: undefined,
        verb: 'is granted',
      }
    case 'be':
      return { ...claim, event: undefined, who: 'parent', verb: 'is promiscuous' }
  }
}

/** Its conclusion, and with it whether anybody must be named. */
export function concluding(claim: Claim, verb: Claim['verb']): Claim {
  if (ANSWERING.some((one) => one === verb)) return { ...claim, verb, who: undefined }
  const isHost = BEING.some((one) => one === verb)
  const who = claim.who === undefined || (isHost && claim.who === 'switch') ? 'parent' : claim.who
  return { ...claim, verb, who }
}

export function inCircumstances(claim: Claim, change: Partial<Circumstances>): Claim {
  return { ...claim, when: { ...claim.when, ...change } }
}

/** With this one in the list, or without; in the list's own order. */
export function toggled<T>(all: readonly T[], chosen: readonly T[], one: T): readonly T[] {
  return all.filter((other) => chosen.includes(other) !== (other === one))
}
