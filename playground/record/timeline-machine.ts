import { assign, setup } from 'xstate'

/**
 * The time that is shown. A position is a number of trace records: what they tell has happened. `following`: at the
 * end, where new frames are shown as they come; `playing`: on the way there; `paused`: wherever the reader stopped.
 */
export interface TimelineContext {
  readonly at: number
  readonly end: number
  readonly speed: number
}

export type TimelineEvent =
  /** Frames were sent. */
  | { readonly type: 'GREW'; readonly end: number }
  /** The reader has typed a command: the present is of interest. */
  | { readonly type: 'TYPED' }
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  /** The movement up to here has been shown. */
  | { readonly type: 'SHOWN'; readonly at: number }
  | { readonly type: 'SEEK'; readonly at: number }
  | { readonly type: 'SPEED'; readonly speed: number }
  /** Another lab: nothing has happened yet. */
  | { readonly type: 'RESET' }

const clamp = (at: number, end: number) => Math.min(end, Math.max(0, at))

export const timelineMachine = setup({
  types: { context: {} as TimelineContext, events: {} as TimelineEvent },
  guards: { behind: ({ context }) => context.at < context.end },
}).createMachine({
  id: 'timeline',
  context: { at: 0, end: 0, speed: 1 },
  initial: 'following',
  on: {
    SPEED: { actions: assign({ speed: ({ event }) => event.speed }) },
    RESET: { target: '.following', actions: assign({ at: 0, end: 0 }) },
    SEEK: {
      target: '.paused',
      actions: assign({ at: ({ context, event }) => clamp(event.at, context.end) }),
    },
    TYPED: { target: '.following', actions: assign({ at: ({ context }) => context.end }) },
    GREW: { actions: assign({ end: ({ event }) => event.end }) },
  },
  states: {
    following: {
      on: {
        GREW: { target: 'playing', actions: assign({ end: ({ event }) => event.end }) },
        PLAY: { target: 'playing', actions: assign({ at: 0 }) },
      },
    },
    playing: {
      always: { target: 'following', guard: ({ context }) => context.at >= context.end },
      on: {
        PAUSE: 'paused',
        SHOWN: { actions: assign({ at: ({ context, event }) => clamp(event.at, context.end) }) },
      },
    },
    paused: {
      on: {
        PLAY: [
          { target: 'playing', guard: 'behind' },
          { target: 'playing', actions: assign({ at: 0 }) },
        ],
      },
    },
  },
})
