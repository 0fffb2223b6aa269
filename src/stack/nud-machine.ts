import { setup, transition } from 'xstate'
import type { NudState } from './inet.ts'

/**
 * The life of a neighbour entry (net/core/neighbour.c). Events carry the facts that decide, so that the machine
 * itself keeps nothing: a neighbour stores the state's name and no more.
 */
export type NudEvent =
  /** neigh_event_send: a packet wants to go there. */
  | { readonly type: 'SEND' }
  /** neigh_timer_handler. */
  | {
      readonly type: 'TIMER'
      /** Confirmed within reachable_time (in delay: within delay_first_probe_time). */
      readonly confirmed: boolean
      /** Used within delay_first_probe_time. */
      readonly used: boolean
      /** As many solicitations as allowed have gone out. */
      readonly exhausted: boolean
    }
  /** neigh_update: ARP, or somebody with `ip neigh`, says what the state is. */
  | { readonly type: NudUpdate }

export type NudUpdate = `BECOME_${Uppercase<NudState>}`

/**
 * - `solicit`: send a request, and look again after retrans_time.
 * - `await…`: look again after that time.
 * - `report`: every packet that waits fails (host unreachable).
 */
export type NudAction = 'solicit' | 'awaitReachable' | 'awaitDelay' | 'report'

const become = {
  BECOME_NONE: '.none',
  BECOME_INCOMPLETE: '.incomplete',
  BECOME_REACHABLE: '.reachable',
  BECOME_STALE: '.stale',
  BECOME_DELAY: '.delay',
  BECOME_PROBE: '.probe',
  BECOME_FAILED: '.failed',
  BECOME_NOARP: '.noarp',
  BECOME_PERMANENT: '.permanent',
} as const satisfies Record<NudUpdate, `.${NudState}`>

type Timer = Extract<NudEvent, { type: 'TIMER' }>
const timer = (event: NudEvent) => event as Timer

export const nudMachine = setup({
  types: { events: {} as NudEvent },
  guards: {
    confirmed: ({ event }) => timer(event).confirmed,
    used: ({ event }) => timer(event).used,
    exhausted: ({ event }) => timer(event).exhausted,
  },
  actions: { solicit() {}, awaitReachable() {}, awaitDelay() {}, report() {} },
}).createMachine({
  id: 'nud',
  initial: 'none',
  on: become,
  states: {
    none: { on: { SEND: { target: 'incomplete', actions: 'solicit' } } },
    incomplete: {
      on: {
        TIMER: [{ guard: 'exhausted', target: 'failed', actions: 'report' }, { actions: 'solicit' }],
      },
    },
    reachable: {
      on: {
        TIMER: [
          { guard: 'confirmed', actions: 'awaitReachable' },
          { guard: 'used', target: 'delay', actions: 'awaitDelay' },
          { target: 'stale' },
        ],
      },
    },
    stale: { on: { SEND: { target: 'delay', actions: 'awaitDelay' } } },
    delay: {
      on: {
        TIMER: [
          { guard: 'confirmed', target: 'reachable', actions: 'awaitReachable' },
          { target: 'probe', actions: 'solicit' },
        ],
      },
    },
    probe: {
      on: {
        TIMER: [{ guard: 'exhausted', target: 'failed', actions: 'report' }, { actions: 'solicit' }],
      },
    },
    failed: { on: { SEND: { target: 'incomplete', actions: 'solicit' } } },
    noarp: {},
    permanent: {},
  },
})

/** The next state, and what is to be done. */
export function nextNud(
  state: NudState,
  event: NudEvent,
): { readonly state: NudState; readonly actions: readonly NudAction[] } {
  const [next, actions] = transition(nudMachine, nudMachine.resolveState({ value: state }), event)
  return { state: next.value, actions: actions.map(({ type }) => type as NudAction) }
}

export function becomes(state: NudState): NudUpdate {
  return `BECOME_${state.toUpperCase() as Uppercase<NudState>}`
}

/** NUD_CONNECTED: frames go out without further thought. */
export function isConnected(state: NudState): boolean {
  return state === 'permanent' || state === 'noarp' || state === 'reachable'
}

/** NUD_VALID: the link-layer address is known. */
export function isValid(state: NudState): boolean {
  return isConnected(state) || state === 'probe' || state === 'stale' || state === 'delay'
}

/** NUD_IN_TIMER. */
export function hasTimer(state: NudState): boolean {
  return state === 'incomplete' || state === 'reachable' || state === 'delay' || state === 'probe'
}
