import { assign, setup } from 'xstate'

/**
 * The time that is shown. A position is a number of trace records: what they tell has happened.
 * The chart in docs/playground.md is drawn from this machine, its descriptions included.
 */
export interface TimelineContext {
  readonly at: number
  readonly end: number
  readonly speed: number
}

export type TimelineEvent =
  | { readonly type: 'GREW'; readonly end: number }
  | { readonly type: 'TYPED' }
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  | { readonly type: 'SHOWN'; readonly at: number }
  | { readonly type: 'SEEK'; readonly at: number }
  | { readonly type: 'SPEED'; readonly speed: number }
  | { readonly type: 'RESET' }
  | { readonly type: 'HURRY' }
  /** Without a position: at the end. */
  | { readonly type: 'ARRIVED'; readonly at?: number | undefined }

const clamp = (at: number, end: number) => Math.min(end, Math.max(0, at))

export const timelineMachine = setup({
  types: { context: {} as TimelineContext, events: {} as TimelineEvent },
  guards: {
    'before the end': ({ context }) => context.at < context.end,
    'at the end': ({ context }) => context.at >= context.end,
    'to a moment': ({ event }) => event.type === 'ARRIVED' && event.at !== undefined,
  },
  actions: {
    grow: assign({ end: ({ context, event }) => (event.type === 'GREW' ? event.end : context.end) }),
    goTo: assign({ at: ({ context, event }) => clamp(('at' in event && event.at) || 0, context.end) }),
    goToEnd: assign({ at: ({ context }) => context.end }),
    goToBeginning: assign({ at: 0 }),
  },
}).createMachine({
  id: 'timeline',
  context: { at: 0, end: 0, speed: 1 },
  initial: 'following',
  on: {
    SPEED: {
      description: 'the reader chooses another speed',
      actions: assign({ speed: ({ event }) => event.speed }),
    },
    GREW: { description: 'frames were sent', actions: 'grow' },
    SEEK: { description: 'scrubbed, stepped, or a frame chosen', target: '.paused', actions: 'goTo' },
    TYPED: { description: 'a command', target: '.following', actions: 'goToEnd' },
    RESET: { description: 'another lab', target: '.following', actions: assign({ at: 0, end: 0 }) },
    HURRY: { description: 'many lines at once, or a past run again', target: '.hurrying' },
  },
  states: {
    following: {
      description: 'The present is shown.',
      on: {
        GREW: { description: 'frames were sent', target: 'playing', actions: 'grow' },
        PLAY: { description: 'from the beginning', target: 'playing', actions: 'goToBeginning' },
      },
    },
    playing: {
      description: 'One movement after the other.',
      always: { description: 'the end has been shown', target: 'following', guard: 'at the end' },
      on: {
        PAUSE: { description: 'the reader stops it', target: 'paused' },
        SHOWN: { description: 'a movement', target: 'playing', actions: 'goTo' },
      },
    },
    paused: {
      description: 'Wherever the reader stopped; from here the lab can be forked.',
      on: {
        PLAY: [
          { description: 'on from here', target: 'playing', guard: 'before the end' },
          { description: 'again from the beginning', target: 'playing', actions: 'goToBeginning' },
        ],
      },
    },
    hurrying: {
      description: 'Lines run, and their frames are not shown on the way.',
      on: {
        GREW: { description: 'frames were sent', target: 'hurrying', actions: ['grow', 'goToEnd'] },
        SEEK: {},
        TYPED: {},
        ARRIVED: [
          {
            description: 'at the moment that a link names',
            target: 'paused',
            guard: 'to a moment',
            actions: 'goTo',
          },
          { description: 'all has run', target: 'following', actions: 'goToEnd' },
        ],
      },
    },
  },
})
